import {defineConfig} from '@playwright/test';

export default defineConfig({
	testDir: 'tests/e2e',
	// One stage (hub, sandbox, browsers) a worker; two cores.
	workers: 1,
	retries: 0,
	timeout: 90_000,
	expect: {timeout: 10_000},
	reporter: [['list']],
	forbidOnly: true,
});
