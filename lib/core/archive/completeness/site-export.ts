/** Reads what the sites themselves hand out. Their files are untrusted: anything may be missing or of another type. */
import type {PublishedFact} from './facts.ts';

/** Name and text of one file of an export. */
export interface ExportFile {
	path: string;
	text: string;
}

export interface ReadExport {
	site: 'x' | 'facebook';
	/** The account that the export itself names; empty where it names none (Facebook). */
	account: string;
	/** When the site made it; `null` when it does not say. */
	madeAt: number | null;
	published: Omit<PublishedFact, 'site' | 'account'>[];
	/** Files that hold something else, or nothing that can be read. */
	skipped: string[];
}

export type Value = {[key: string]: unknown};

/** Members of an untrusted object; an empty object when it is none. */
export function membersOf(value: unknown): Value {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Value) : {};
}

export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

export function stringOf(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** The JSON of a file, or nothing. */
export function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
