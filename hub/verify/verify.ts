/** Verifies an export, all of it, and says everything that is wrong, not only the first. */
import {openSource} from './open-source.ts';
import {messageOf, noFindings, type Report, Unreadable, unreadable} from './report.ts';
import type {Source} from './source.ts';
import {type VerifyOptions, verifySource} from './verify-source.ts';

/** @param path of a folder or a ZIP file */
export function verify(path: string, options: VerifyOptions = {}): Report {
	const findings = noFindings();
	let source: Source;
	try {
		source = openSource(path, findings);
	} catch (error) {
		return unreadable(findings, messageOf(error));
	}
	try {
		return verifySource(source, findings, options);
	} catch (error) {
		if (error instanceof Unreadable) return unreadable(findings, error.message);
		throw error;
	} finally {
		source.close();
	}
}
