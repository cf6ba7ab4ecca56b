/** What verification says. `altered`: something is not what was archived. `incomplete`: something is missing. */
export interface Problem {
	kind: 'altered' | 'incomplete';
	/** For code: `content`, `file-missing`, `root` … */
	code: string;
	/** The record's number on paper, when a record can be named. */
	record?: string;
	/** Its index in the log. */
	index?: number;
	/** In the bundle. */
	file?: string;
	message: string;
}

export interface Report {
	verdict: 'intact' | 'altered' | 'incomplete' | 'unreadable';
	problems: Problem[];
	/** True, worth reading, and no reason to doubt the archive. */
	notes: string[];
	log: {name: string; entries: number; root: string; key: string} | null;
	counts: Record<
		| 'files'
		| 'records'
		| 'erased'
		| 'notSelected'
		| 'devices'
		| 'deviceRecords'
		| 'holds'
		| 'approvals'
		| 'releases'
		| 'proofs'
		| 'media'
		| 'timestamps'
		| 'cosignatures',
		number
	>;
}

/** Collects while checks run: one broken file must not hide another. */
export interface Findings {
	problems: Problem[];
	notes: string[];
	counts: Report['counts'];
}

export function noFindings(): Findings {
	const counts = {
		files: 0,
		records: 0,
		erased: 0,
		notSelected: 0,
		devices: 0,
		deviceRecords: 0,
		holds: 0,
		approvals: 0,
		releases: 0,
		proofs: 0,
		media: 0,
		timestamps: 0,
		cosignatures: 0,
	};
	return {problems: [], notes: [], counts};
}

/** The bundle cannot be read at all: exit code 2. */
export class Unreadable extends Error {
	override readonly name = 'Unreadable';
}

export function unreadable({notes, counts}: Findings, message: string): Report {
	const problem = {kind: 'incomplete', code: 'unreadable', message} as const;
	return {verdict: 'unreadable', problems: [problem], notes, log: null, counts};
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
