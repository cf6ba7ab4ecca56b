/** What to do about a problem that a schema found, in words for somebody who never saw a schema. */

/** zod's issue, as far as it is used. */
export interface Issue {
	code: string;
	path: PropertyKey[];
	message: string;
	expected?: string;
	input?: unknown;
	keys?: string[];
	values?: unknown[];
	maximum?: number;
	minimum?: number;
	errors?: Issue[][];
}

/** Is anything at this place? */
export function isIn(value: unknown, path: readonly PropertyKey[]): boolean {
	let inner = value;
	for (const key of path) {
		if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return false;
		inner = (inner as Record<PropertyKey, unknown>)[key];
	}
	return true;
}

/** `detect.0.find: …` with the mend. The path stays: people tell each other about it. */
export function mendOf(issue: Issue, isThere: boolean): string {
	const {path} = issue;
	const name = path.length > 0 ? `${path.join('.')}: ` : '';
	return name + (isThere ? wordsOf(issue) : missing(issue));
}

function missing({path, expected = '', values}: Issue): string {
	return `is missing. Add "${String(path.at(-1))}: …" (${values ? listed(values) : (kinds[expected] ?? 'as in other rules')}).`;
}

function wordsOf(issue: Issue): string {
	const last = String(issue.path.at(-1) ?? '');
	switch (issue.code) {
		case 'unrecognized_keys':
			return unknownKey(issue.keys ?? []);
		case 'invalid_value':
			return `can be ${listed(issue.values ?? [])}. Write one of them.`;
		case 'invalid_type':
			return wrongType(issue);
		case 'too_small':
			return last === 'flags' || last === 'passes'
				? 'needs at least one example. Add a line that begins with "- ".'
				: `is too short: at least ${issue.minimum}.`;
		case 'too_big':
			return `is too long: at most ${issue.maximum}.`;
		case 'custom':
			return ended(issue.message);
		default:
			return mendedFormat(issue.message, last);
	}
}

const kinds: Record<string, string> = {
	string: 'text',
	array: 'a list: lines that begin with "- "',
	object: 'lines of its own, further to the right',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
};

function wrongType({expected = ''}: Issue): string {
	const kind = kinds[expected] ?? expected;
	return `should be ${kind}. ${expected === 'string' ? 'Put it in quotes.' : 'Mend it as in the other rules.'}`;
}

/** Keys of a rule, for guessing what was meant. */
const known = [
	...['id', 'title', 'severity', 'message', 'source', 'why', 'say', 'from', 'to', 'where'],
	...['route', 'every', 'disguised', 'once', 'broad', 'owner', 'review', 'fixes', 'detect', 'examples'],
	...['version', 'minimumEngine', 'uses', 'sets', 'confidence', 'image', 'parent', 'anywhere', 'sentence'],
	...['profile', 'legalName', 'statusLine', 'address', 'phones', 'emails', 'domains', 'staff'],
	...['competitors', 'lenders'],
	...[
		'flags',
		'passes',
		'find',
		'pattern',
		'in',
		'if',
		'unless',
		'near',
		'before',
		'after',
		'profiles',
		'sites',
	],
	...[
		'kinds',
		'text',
		'label',
		'replace',
		'append',
		'prepend',
		'remove',
		'regex',
		'needs',
		'words',
		'within',
	],
];

function unknownKey(keys: readonly string[]): string {
	const [key = ''] = keys;
	const near = known.find(word => distance(word, key) <= Math.max(1, Math.floor(key.length / 3)));
	return near
		? `"${key}" is not known here. Did you mean "${near}"?`
		: `"${key}" is not known here. Take the line out.`;
}

function mendedFormat(message: string, last: string): string {
	if (last === 'version') return 'should be three numbers like 1.0.0.';
	return ended(message);
}

const ended = (message: string) => (/[.?!]$/.test(message) ? message : `${message}.`);

function listed(values: readonly unknown[]): string {
	const words = values.map(String);
	return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** Letters to add, drop or change (Levenshtein). */
function distance(a: string, b: string): number {
	let row = Array.from({length: b.length + 1}, (_, i) => i);
	for (const [i, letter] of [...a].entries()) {
		const next = [i + 1];
		for (const [j, other] of [...b].entries())
			next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)));
		row = next;
	}
	return row.at(-1)!;
}
