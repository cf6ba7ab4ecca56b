import {defineConfig} from 'vitest/config';

export default defineConfig({
	test: {
		include: ['tests/nightly/**/*.test.ts', 'sandbox/{weather,*-surfaces,x-elsewhere}.e2e.test.ts'],
		testTimeout: 3_600_000,
		hookTimeout: 600_000,
		// Each run wants the machine for itself.
		fileParallelism: false,
	},
});
