import {defineConfig} from 'vitest/config';
import {WxtVitest} from 'wxt/testing/vitest-plugin';

export default defineConfig({
	plugins: [WxtVitest()],
	test: {
		include: ['{lib,hub,components,sandbox,scripts,tests}/**/*.test.{ts,tsx}'],
		exclude: ['tests/e2e/**', 'tests/nightly/**', 'tests/bench/**', 'node_modules/**'],
		// Browser-backed tests start a Chromium of their own.
		testTimeout: 30_000,
		hookTimeout: 60_000,
		maxWorkers: 2,
	},
});
