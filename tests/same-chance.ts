/**
 * In CI every property is tried with the same chance each time: what is red there is red again on the next machine. The
 * nightly run draws anew and prints its seed.
 */
import {beforeAll} from 'vitest';

beforeAll(async () => {
	if (!process.env.CI) return;
	const {default: fc} = await import('fast-check');
	fc.configureGlobal({seed: 20_261_121});
});
