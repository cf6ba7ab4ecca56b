/** A word list as JSON. Read twice: strictly as JSON, and as a document that knows where everything stands. */
import {isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument} from 'yaml';
import type {TextProblem} from '../yaml-problems.ts';
import type {ReadPhrases} from './phrases.ts';

const keys = ['name', 'phrases'];

/** `["first", …]`, or as it is exported: `{"name": "…", "phrases": [ … ]}`. What nobody would read is refused, not dropped. */
export function phrasesOfJson(text: string): ReadPhrases {
	const lines = new LineCounter();
	const at = (offset: number, message: string): {problems: TextProblem[]} => {
		const {line, col} = lines.linePos(offset);
		return {problems: [{line, column: col, message}]};
	};
	const document = parseDocument(text, {lineCounter: lines, schema: 'json', uniqueKeys: false});
	const offset = brokenAt(text);
	if (offset !== undefined)
		return at(offset, 'This is not JSON from here on. Look for a missing comma or quote.');
	const {contents} = document;
	const wrong = wrongKey(contents);
	if (wrong) return at(wrong.at, wrong.message);
	const list = isMap(contents) ? contents.get('phrases', true) : contents;
	if (!isSeq(list)) return at(0, 'Write a list: {"phrases": ["first", "second"]}.');
	const start = (item: unknown) => (item as ParsedNode).range[0];
	const other = list.items.findIndex(item => !(isScalar(item) && typeof item.value === 'string'));
	if (other >= 0) return at(start(list.items[other]), `Entry ${other + 1} is not text. Put it in quotes.`);
	const phrases = list.items.map(item => ({
		line: lines.linePos(start(item)).line,
		text: (item as {value: string}).value,
	}));
	return {phrases};
}

/** Offset of what is no JSON; nothing where all is well. */
function brokenAt(text: string): number | undefined {
	try {
		JSON.parse(text);
		return;
	} catch (error) {
		const said = (error as Error).message.match(/position (\d+)/)?.[1];
		return said === undefined ? Math.max(0, text.trimEnd().length - 1) : Number(said);
	}
}

function wrongKey(contents: unknown): {at: number; message: string} | undefined {
	if (!isMap(contents)) return;
	const seen = new Set<string>();
	for (const {key} of contents.items) {
		const name = String((key as {value: unknown}).value);
		const at = (key as ParsedNode).range[0];
		if (seen.has(name)) return {at, message: `"${name}" is there twice: only one would count. Take one out.`};
		if (!keys.includes(name))
			return {at, message: `"${name}" is not known here. Take it out; write "phrases" and the list.`};
		seen.add(name);
	}
	return;
}
