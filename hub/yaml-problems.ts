/** Reads YAML by a schema and says of everything that is wrong in which line it is and how to mend it. */
import {LineCounter, type Node, type ParsedNode, parseDocument, type YAMLError} from 'yaml';
import type * as z from 'zod';
import {type Issue, mendOf} from './yaml-mends.ts';

export interface TextProblem {
	/** From 1. */
	line: number;
	column: number;
	/** What is wrong and how to mend it, in plain words. */
	message: string;
}

export type Read<T> = {data: T} | {problems: TextProblem[]};

/** Longer than any rule: nothing is parsed that nobody wrote by hand. */
const longest = 200_000;

export interface Located<T> {
	data: T;
	/** A problem at a part of it that the schema does not know of. */
	problemAt(path: PropertyKey[], message: string): TextProblem;
}

/** `what` it is, in the words of its readers: a rule, a pack, … */
export function readYamlText<S extends z.ZodType>(
	text: string,
	schema: S,
	what = 'rule',
): Located<z.infer<S>> | {problems: TextProblem[]} {
	if (text.length > longest) return one(`This is too long for a ${what}: at most 200,000 characters.`);
	const lines = new LineCounter();
	// No anchors: a few lines with them can become gigabytes
	const document = parseDocument(text, {lineCounter: lines});
	const at = (offset: number, message: string): TextProblem => {
		const {line, col} = lines.linePos(offset);
		return {line, column: col, message};
	};
	const problemAt = (path: PropertyKey[], message: string) =>
		at(nodeAt(document.contents, path)?.range?.[0] ?? 0, message);
	if (document.errors.length > 0)
		return {problems: document.errors.map(error => at(error.pos[0], yamlWords(error)))};
	const data = plain(document);
	if (data === undefined) return one(`This is not a ${what} yet: write lines like "title: …".`);
	const parsed = schema.safeParse(data);
	if (parsed.success) return {data: parsed.data, problemAt};
	const issues = parsed.error.issues.map(issue => deepest(issue as unknown as Issue));
	// A word mistyped is missing too: what was mistyped is the mend
	const ordered = issues.sort((a, b) => Number(b.code === unknown) - Number(a.code === unknown));
	return {
		problems: ordered.map(issue =>
			problemAt(placeOf(issue), mendOf(issue, document.hasIn(issue.path as (string | number)[]))),
		),
	};
}

const unknown = 'unrecognized_keys';
const one = (message: string) => ({problems: [{line: 1, column: 1, message}]});

function plain(document: ReturnType<typeof parseDocument>): unknown {
	try {
		return document.toJS({maxAliasCount: 20}) ?? undefined;
	} catch {
		return;
	}
}

/** What the parser says, without its own words for the parts of YAML. */
const words: Partial<Record<YAMLError['code'], string>> = {
	DUPLICATE_KEY: 'This word stands here twice. Take one of the two lines out.',
	MULTIPLE_DOCS: 'Only one of these a file. Take the line "---" out and what follows it.',
	TAB_AS_INDENT: 'There is a tab. Check the spaces at the beginning of the line: only spaces count.',
	BLOCK_AS_IMPLICIT_KEY: 'There is a second ":" in this line. Put quotes around text with ":" or "#".',
	MISSING_CHAR: 'A quote or bracket is opened and not closed. Close it before the end of the line.',
};

function yamlWords({code, message}: YAMLError): string {
	const known = /^Flow /.test(message) ? words.MISSING_CHAR : words[code];
	if (known) return known;
	const said = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
	return `${said}. Check the spaces at the beginning of the line, and quotes around text with ":" or "#".`;
}

/** An unknown key is shown where it stands, not where its parent begins. */
function placeOf({path, keys}: Issue): PropertyKey[] {
	return keys?.[0] === undefined ? path : [...path, keys[0]];
}

/** Of a choice that fits in no way, the way that went furthest. */
function deepest(issue: Issue): Issue {
	const inner = (issue.errors ?? []).flat().map(sub => deepest({...sub, path: [...issue.path, ...sub.path]}));
	if (inner.length === 0) return issue;
	return inner.reduce((best, next) => (next.path.length > best.path.length ? next : best));
}

function nodeAt(root: ParsedNode | null, path: PropertyKey[]): Node | undefined {
	let node: unknown = root;
	for (const key of path) {
		const next = (node as {get?: (key: unknown, keep: boolean) => unknown} | undefined)?.get?.(key, true);
		if (!next) break;
		node = next;
	}
	return node as Node | undefined;
}
