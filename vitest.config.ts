import {defineConfig} from 'vitest/config';
import {WxtVitest} from 'wxt/testing/vitest-plugin';

export default defineConfig({
	plugins: [WxtVitest()],
	test: {
		include: ['{lib,hub,components,sandbox,scripts,tests}/**/*.test.{ts,tsx}'],
		// The twins' further surfaces and weather take minutes: they run in the nightly.
		exclude: [
			'tests/{e2e,nightly}/**',
			'sandbox/{weather,*-surfaces,x-elsewhere}.e2e.test.ts',
			'node_modules/**',
		],
		setupFiles: ['tests/same-chance.ts'],
		// Browser-backed tests start a Chromium of their own.
		testTimeout: 30_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
	},
});
