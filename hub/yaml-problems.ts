/** Reads YAML by a schema and says of everything that is wrong in which line it is and how to mend it. */
import {LineCounter, type Node, type ParsedNode, parseDocument} from 'yaml';
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

export function readYamlText<S extends z.ZodType>(text: string, schema: S): Read<z.infer<S>> {
	if (text.length > longest) return one('This is too long for a rule: at most 200,000 characters.');
	const lines = new LineCounter();
	// No anchors: a few lines with them can become gigabytes
	const document = parseDocument(text, {lineCounter: lines});
	const at = (offset: number, message: string): TextProblem => {
		const {line, col} = lines.linePos(offset);
		return {line, column: col, message};
	};
	if (document.errors.length > 0)
		return {problems: document.errors.map(error => at(error.pos[0], yamlWords(error.message)))};
	const data = plain(document);
	if (data === undefined) return one('This is not a rule yet: write lines like "title: …".');
	const parsed = schema.safeParse(data);
	if (parsed.success) return {data: parsed.data};
	const issues = parsed.error.issues.map(issue => deepest(issue as unknown as Issue));
	// A word mistyped is missing too: what was mistyped is the mend
	const ordered = issues.sort((a, b) => Number(b.code === unknown) - Number(a.code === unknown));
	return {
		problems: ordered.map(issue =>
			at(
				nodeAt(document.contents, placeOf(issue))?.range?.[0] ?? 0,
				mendOf(issue, document.hasIn(issue.path as (string | number)[])),
			),
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

function yamlWords(message: string): string {
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
