/** The bundle as the checks see it, and how they say what they find. */

import type {KeyObject} from 'node:crypto';
import type {LogEntry} from './entry.ts';
import {readEntry} from './entry.ts';
import {parseCanonicalJson} from './json.ts';
import {type Findings, messageOf, type Problem} from './report.ts';
import type {LogKey} from './signatures.ts';
import type {Source} from './source.ts';

export interface Bundle {
	source: Source;
	findings: Findings;
	keys: {log: LogKey; directory: KeyObject; hub: KeyObject};
	manifest: Manifest | undefined;
	/** By index; a hole is an entry that cannot be read. */
	entries: (LogEntry | undefined)[];
}

export interface Manifest {
	entries: number;
	files: Map<string, {size: number; sha256: string}>;
	/** Paths of what could not be read when the export was made, and why. */
	damaged: Map<string, string>;
	selection: {
		from: number | null;
		to: number | null;
		site: string | null;
		account: string | null;
		/** Exactly these, by their index. */
		entries: Set<number> | null;
	};
}

type Where = Pick<Problem, 'index' | 'file'>;

export function altered(
	{findings, entries}: Pick<Bundle, 'findings' | 'entries'>,
	code: string,
	where: Where,
	message: string,
): void {
	findings.problems.push(problem('altered', entries, code, where, message));
}

export function incomplete(
	{findings, entries}: Pick<Bundle, 'findings' | 'entries'>,
	code: string,
	where: Where,
	message: string,
): void {
	findings.problems.push(problem('incomplete', entries, code, where, message));
}

function problem(
	kind: Problem['kind'],
	entries: Bundle['entries'],
	code: string,
	where: Where,
	message: string,
): Problem {
	const index = where.index ?? indexOfFile(where.file ?? '');
	const record = index === undefined ? undefined : nameOf(entries, index);
	return {
		kind,
		code,
		...(record !== undefined && {record}),
		...(index !== undefined && {index}),
		...(where.file !== undefined && {file: where.file}),
		message,
	};
}

/** Files named after an entry tell which, also when their content is gone. */
function indexOfFile(file: string): number | undefined {
	const [, digits] = /^(?:records|proofs)\/(\d{8,})\.(?:json|tlog-proof)$/.exec(file) ?? [];
	return digits === undefined ? undefined : Number(digits);
}

function nameOf(entries: Bundle['entries'], index: number): string {
	return entries[index]?.name ?? `entry ${index}`;
}

/** Runs a check on a file's content; what it throws is a finding about that file. */
export function inFile<T>(
	bundle: Omit<Bundle, 'keys'>,
	file: string,
	check: (bytes: Buffer) => T,
): T | undefined {
	try {
		const bytes = bundle.source.read(file);
		if (!bytes) {
			incomplete(bundle, 'file-missing', {file}, `${file} is missing`);
			return;
		}
		return check(bytes);
	} catch (error) {
		altered(bundle, 'file', {file}, `${file} ${messageOf(error)}`);
		return;
	}
}

/** Canonical JSON of an entry. Throws. */
export function entryFrom(bytes: Uint8Array): LogEntry {
	return readEntry(parseCanonicalJson(bytes));
}

/** `records/00000412.json`. */
export function recordFile(index: number): string {
	return `records/${String(index).padStart(8, '0')}.json`;
}

export function proofFile(index: number): string {
	return `proofs/${String(index).padStart(8, '0')}.tlog-proof`;
}
