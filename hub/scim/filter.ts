import {ScimError} from './scim-error.ts';

/** `attribute eq "value"`, one or several joined by `and`: what directories ask to find their own (RFC 7644, 3.4.2.2). */
export interface Condition {
	/** In lower case: attribute names are case-insensitive. */
	attribute: string;
	value: string;
}

const condition = /^\s*([\w.:$-]+)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*/i;

/** Throws `invalidFilter` for everything else, and for attributes that are not among these. */
export function parseFilter(filter: string | undefined, known: readonly string[]): Condition[] {
	if (filter === undefined || filter.trim() === '') return [];
	const conditions: Condition[] = [];
	for (let rest = filter; ; ) {
		const [whole, name, value] = condition.exec(rest) ?? [];
		const attribute = name?.toLowerCase().split(':').at(-1);
		if (whole === undefined || !attribute || !known.includes(attribute)) throw notUnderstood(known);
		conditions.push({attribute, value: textOf(value!, known)});
		rest = rest.slice(whole.length);
		if (rest === '') return conditions;
		if (!/^and\s/i.test(rest)) throw notUnderstood(known);
		rest = rest.slice(3);
	}
}

function textOf(value: string, known: readonly string[]): string {
	if (!value.startsWith('"')) return value.toLowerCase();
	try {
		return JSON.parse(value) as string;
	} catch {
		throw notUnderstood(known);
	}
}

function notUnderstood(known: readonly string[]): ScimError {
	const words = `Only ${known.join(', ')} with eq and and are understood.`;
	return new ScimError(400, words, 'invalidFilter');
}
