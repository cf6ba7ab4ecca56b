import {type FactName, fact} from './format.ts';
import {inflect} from './inflect.ts';
import {fold} from './normalise.ts';

/** The pattern language of rules; `policies/README.md` explains it with examples. */
export type Pattern =
	| {type: 'word'; forms: string[][]}
	| {type: 'seq'; items: Pattern[]}
	| {type: 'alt'; items: Pattern[]}
	| {type: 'opt'; item: Pattern}
	| {type: 'set'; name: string}
	| {type: 'fact'; fact: number}
	| {type: 'gap'; words: number}
	| {type: 'any'}
	| {type: 'across'};

export class PatternError extends Error {
	override name = 'PatternError';
}

const token = /\s*(\.\.\d*|@[\w-]+|#[\w-]+|[()[\]|/]|_(?!\w)|[^\s()[\]|/#@]+)/y;

/** Parses one pattern; throws `PatternError` with what is wrong and where. */
export function parsePattern(source: string): Pattern {
	const tokens = tokensOf(source);
	const parser = {source, tokens, at: 0};
	const pattern = alternatives(parser);
	if (parser.at < tokens.length) throw new PatternError(`unexpected "${tokens[parser.at]}" in "${source}"`);
	return pattern;
}

interface Parser {
	source: string;
	tokens: string[];
	at: number;
}

function tokensOf(source: string): string[] {
	const tokens: string[] = [];
	token.lastIndex = 0;
	const text = source.trimEnd();
	while (token.lastIndex < text.length) {
		const from = token.lastIndex;
		const match = token.exec(text);
		if (!match) throw new PatternError(`cannot read "${text.slice(from)}" in "${source}"`);
		tokens.push(match[1]!);
	}
	if (tokens.length === 0) throw new PatternError('an empty pattern');
	return tokens;
}

function alternatives(parser: Parser): Pattern {
	const items = [sequence(parser)];
	while (parser.tokens[parser.at] === '|') {
		parser.at++;
		items.push(sequence(parser));
	}
	return items.length === 1 ? items[0]! : {type: 'alt', items};
}

function sequence(parser: Parser): Pattern {
	const items: Pattern[] = [];
	while (parser.at < parser.tokens.length && !/^[)\]|]$/.test(parser.tokens[parser.at]!))
		items.push(item(parser));
	if (items.length === 0) throw new PatternError(`an empty alternative in "${parser.source}"`);
	return items.length === 1 ? items[0]! : {type: 'seq', items};
}

function item(parser: Parser): Pattern {
	const next = parser.tokens[parser.at++]!;
	if (next === '(') return closed(parser, ')');
	if (next === '[') return {type: 'opt', item: closed(parser, ']')};
	if (next === '/') return {type: 'across'};
	if (next === '_') return {type: 'any'};
	if (next.startsWith('..')) return {type: 'gap', words: gapOf(next)};
	if (next.startsWith('@')) return {type: 'set', name: next.slice(1)};
	if (next.startsWith('#')) return factOf(next.slice(1), parser.source);
	return {type: 'word', forms: formsOf(next)};
}

function closed(parser: Parser, bracket: string): Pattern {
	const inside = alternatives(parser);
	if (parser.tokens[parser.at++] !== bracket)
		throw new PatternError(`"${bracket}" is missing in "${parser.source}"`);
	return inside;
}

function gapOf(text: string): number {
	const words = text === '..' ? 3 : Number(text.slice(2));
	if (words < 1 || words > 12) throw new PatternError(`a gap is 1 to 12 words, not "${text}"`);
	return words;
}

function factOf(name: string, source: string): Pattern {
	const known = fact[name as FactName];
	if (known === undefined) throw new PatternError(`there is no fact "#${name}" (in "${source}")`);
	return {type: 'fact', fact: known};
}

/** Ways to write one word: its inflections (`~`), with and without hyphen, with and without apostrophe. */
function formsOf(written: string): string[][] {
	const inflected = written.endsWith('~');
	const word = fold(inflected ? written.slice(0, -1) : written).text;
	if (!word.includes('-') || word === '-')
		return wordForms(word, inflected).flatMap(withoutApostrophe).map(splitSigns);
	const parts = word.split('-').filter(part => part !== '');
	const last = wordForms(parts.at(-1)!, inflected);
	const heads = parts.slice(0, -1);
	return last.flatMap(end => [
		[...heads.flatMap(h => splitSigns(h)), ...splitSigns(end)],
		splitSigns([...heads, end].join('')),
	]);
}

const wordForms = (word: string, inflected: boolean) => (inflected ? inflect(word) : [word]);
const withoutApostrophe = (word: string) =>
	word.includes("'") ? [word, word.replace(/'/g, ''), ...inFull(word)] : [word];

const endings: Record<string, string> = {"'ll": ' will', "'re": ' are', "'ve": ' have'};

/** "won't" in full, as careful writers put it: "will not". Possessives have no longer form. */
function inFull(word: string): string[] {
	if (word === "won't") return ['will not'];
	if (word === "can't") return ['cannot', 'can not'];
	if (word.endsWith("n't") && word !== "ain't") return [`${word.slice(0, -3)} not`];
	const ending = Object.keys(endings).find(end => word.endsWith(end) && word.length > end.length);
	return ending ? [word.replace(ending, endings[ending]!)] : [];
}

/** As the tokeniser does: signs are words, and letters part from the numeral before them. */
function splitSigns(word: string): string[] {
	// A domain is one word, as in the text.
	if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/.test(word) && /[a-z]{2}$/.test(word) && word.length > 6) return [word];
	if (/^[a-z]+\*/.test(word)) return [word];
	const spaced = word
		.replace(/&/g, ' and ')
		.replace(/[+=%*]/g, ' $& ')
		.replace(/(?<![a-z\d.,])(\d[\d.,]*)(?=[a-z])/g, '$1 ');
	const parts = spaced.split(/[\s.]+(?!\d)/).filter(part => part !== '');
	if (parts.length === 0) throw new PatternError(`no word in "${word}"`);
	return parts;
}

const most = 600;

/** All word sequences a pattern stands for, or `undefined` if it is more than words, or too many. */
export function literals(pattern: Pattern): string[][] | undefined {
	switch (pattern.type) {
		case 'word':
			return pattern.forms;
		case 'alt': {
			const all = pattern.items.map(literals);
			const flat = all.some(part => !part) ? undefined : (all as string[][][]).flat();
			return flat && flat.length <= most ? flat : undefined;
		}
		case 'opt': {
			const inside = literals(pattern.item);
			return inside && [[], ...inside];
		}
		case 'seq':
			return product(pattern.items);
		default:
			return;
	}
}

/** Literal sequences of several patterns in a row. */
export function product(items: readonly Pattern[]): string[][] | undefined {
	let all: string[][] = [[]];
	for (const part of items) {
		const next = literals(part);
		if (!next || all.length * next.length > most) return;
		all = all.flatMap(head => next.map(tail => [...head, ...tail]));
	}
	return all;
}
