import type {Report} from './report.ts';
import {startPool} from './signature-pool.ts';
import {askElsewhere} from './signatures.ts';
import {verify} from './verify.ts';
import type {VerifyOptions} from './verify-source.ts';

/** The same report as `verify`, sooner where there are more cores: devices' signatures are checked beside the rest. */
export function verifyParallel(path: string, options: VerifyOptions = {}): Report {
	const pool = startPool();
	try {
		const report = askElsewhere(pool.later, () => verify(path, options));
		return pool.areAllValid() ? report : verify(path, options);
	} finally {
		pool.close();
	}
}
