/**
 * What a learned opinion looks at: single words and pairs of neighbours of one sentence, the facts in it, and, weaker, all
 * words of the draft, of the message answered, and who writes what where. Everything is a hash of its name
 * (`learned.json` has the names), so that no text is built while checking.
 */
import type {CheckInput} from '../check-input.ts';
import type {Document, WordSpan} from '../document.ts';
import {factNames, hashFactor, hashStart, hashWord} from '../format.ts';
import {flag} from '../scan.ts';

/** A feature, and the word it begins with (-1: of the draft as a whole) and how many words it spans. */
export type Emit = (hash: number, at: number, words: number) => void;

const number = '<n>';
const join = 95; // "_" between the two words of a pair
const shortestOfDraft = 3;
const starts = {draft: hashWord('D.'), parent: hashWord('P.')};
// What is the company's own is of the same kind: which numbers and addresses are, no text to learn from says.
const plain = (name: string) => name.replace(/^own-/, '');
const factHash = factNames.map(name => hashWord(`#${plain(name)}`));
const draftFactHash = factNames.map(name => hashWord(`D#${plain(name)}`));

/** Sentences as spans of words. */
export function sentencesOf({tokens}: Document): WordSpan[] {
	const all: WordSpan[] = [];
	let start = 0;
	for (let i = 1; i <= tokens.count; i++) {
		if (i < tokens.count && !(tokens.flags[i]! & flag.hard)) continue;
		all.push({start, end: i});
		start = i;
	}
	return all;
}

/** Features of the draft as a whole; the same for each of its sentences. */
export function draftFeatures(
	own: Document,
	parent: Document | undefined,
	{kind, site, company, context}: CheckInput,
	emit: Emit,
): void {
	emit(hashWord(`k:${kind}`), -1, 0);
	emit(hashWord(`p:${company.profile}`), -1, 0);
	emit(hashWord(`n:${site}`), -1, 0);
	emit(hashWord(context.inReplyTo ? 'c:reply' : 'c:none'), -1, 0);
	if (context.relationship) emit(hashWord('c:rel'), -1, 0);
	if (context.imageText) emit(hashWord('c:img'), -1, 0);
	for (let kind = 0; kind < factNames.length; kind++)
		if (own.hits.head[kind]! >= 0) emit(draftFactHash[kind]!, -1, 0);
	words(own, starts.draft, emit);
	if (parent) words(parent, starts.parent, emit);
}

function words(own: Document, start: number, emit: Emit): void {
	const {tokens, folded} = own;
	for (let i = 0; i < tokens.count; i++) {
		const end = stemEnd(folded.text, tokens.start[i]!, tokens.end[i]!);
		if (tokens.flags[i]! & flag.number || end - tokens.start[i]! < shortestOfDraft) continue;
		emit(hashOn(start, folded.text, tokens.start[i]!, end), -1, 0);
	}
}

/** Places of facts in reading order, so that a sentence looks at its own only: a text may be thousands of them. */
export interface FactPlaces {
	at: Int32Array;
	hash: Int32Array;
}

export function factPlaces({hits}: Document): FactPlaces {
	const found: [at: number, hash: number][] = [];
	for (let kind = 0; kind < factNames.length; kind++)
		for (let hit = hits.head[kind]!; hit >= 0; hit = hits.next[hit]!)
			found.push([hits.at[hit]!, factHash[kind]!]);
	found.sort(([a], [b]) => a - b);
	return {at: Int32Array.from(found, ([at]) => at), hash: Int32Array.from(found, ([, hash]) => hash)};
}

/** Features of one sentence. */
export function sentenceFeatures(own: Document, facts: FactPlaces, sentence: WordSpan, emit: Emit): void {
	for (let i = firstFrom(facts.at, sentence.start); facts.at[i]! < sentence.end; i++)
		emit(facts.hash[i]!, facts.at[i]!, 1);
	wordFeatures(own, sentence, emit);
}

function firstFrom(places: Int32Array, start: number): number {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (places[middle]! < start) low = middle + 1;
		else high = middle;
	}
	return low;
}

function wordFeatures({tokens, folded}: Document, {start, end}: WordSpan, emit: Emit): void {
	let before = 0;
	for (let i = start; i < end; i++) {
		const isNumber = tokens.flags[i]! & flag.number;
		const text = isNumber ? number : folded.text;
		const from = isNumber ? 0 : tokens.start[i]!;
		const to = isNumber ? number.length : stemEnd(text, from, tokens.end[i]!);
		const hash = hashOn(hashStart, text, from, to);
		emit(hash, i, 1);
		if (i > start) emit(hashOn(Math.imul(before ^ join, hashFactor), text, from, to), i - 1, 2);
		before = hash;
	}
}

function hashOn(start: number, text: string, from: number, to: number): number {
	let hash = start;
	for (let i = from; i < to; i++) hash = Math.imul(hash ^ text.charCodeAt(i), hashFactor);
	return hash;
}

const shortestStem = 3;
const [d, g, s, y] = [100, 103, 115, 121];

/** Where a word ends without its ending: "paying" is "pay". Crude on purpose: learning needs it equal, not right. */
function stemEnd(text: string, start: number, end: number): number {
	const cut = end - endingOf(text, end);
	return cut - start >= shortestStem
		? cut
		: end - start > shortestStem && text.charCodeAt(end - 1) === s
			? end - 1
			: end;
}

/** Length of 's, ing, ed, es, s or ly at the end. The last letter decides first: most words end in another. */
function endingOf(text: string, end: number): number {
	const last = text.charCodeAt(end - 1);
	if (last === s) return text.startsWith("'", end - 2) || text.startsWith('e', end - 2) ? 2 : 1;
	if (last === g) return text.startsWith('in', end - 3) ? 3 : 0;
	if (last === d) return text.startsWith('e', end - 2) ? 2 : 0;
	return last === y && text.startsWith('l', end - 2) ? 2 : 0;
}

/** Names of all features that words can have, for learning: the hash of a name is the feature. */
export function namesOf(own: Document, prefix: '' | 'P.'): string[] {
	const {tokens, folded} = own;
	const names: string[] = [];
	let before = '';
	for (let i = 0; i < tokens.count; i++) {
		const end = stemEnd(folded.text, tokens.start[i]!, tokens.end[i]!);
		const word = tokens.flags[i]! & flag.number ? number : folded.text.slice(tokens.start[i]!, end);
		names.push(...(prefix ? [`P.${word}`] : [word, `${before}_${word}`, `D.${word}`]));
		before = word;
	}
	return names;
}

/** Names of the features that are no words. */
export const fixedNames = (kinds: readonly string[], profiles: readonly string[]) => [
	...kinds.map(kind => `k:${kind}`),
	...profiles.map(profile => `p:${profile}`),
	...['n:x', 'n:facebook', 'c:reply', 'c:none', 'c:rel', 'c:img'],
	...factNames.flatMap(name => [`#${plain(name)}`, `D#${plain(name)}`]),
];
