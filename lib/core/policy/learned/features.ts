/**
 * What a learned opinion looks at: single words and pairs of neighbours of one sentence, the facts in it, and, weaker, all
 * words of the draft, of the message answered, and who writes what where. Everything is a hash (`learned.json` has the names,
 * `hashOfName` reads them): no text is built while checking, and each word is read once.
 */
import type {CheckInput} from '../check-input.ts';
import type {Document, WordSpan} from '../document.ts';
import {factNames, hashFactor, hashStart, hashWord} from '../format.ts';
import {flag} from '../scan.ts';

/** A feature, and the word it begins with (-1: of the draft as a whole) and how many words it spans. */
export type Emit = (hash: number, at: number, words: number) => void;

const number = '<n>';
const numberHash = hashWord(number);
const shortestOfDraft = 3;
/** How a name begins whose word may stand anywhere in the draft, or in the message answered; and what makes its hash another. */
const elsewhere = {
	draft: {prefix: 'D.', salt: 0x3779_b1d5},
	parent: {prefix: 'P.', salt: 0x61c8_8647},
} as const;
const join = '_';
// What is the company's own is of the same kind: which numbers and addresses are, no text to learn from says.
const plain = (name: string) => name.replace(/^own-/, '');
const factHash = factNames.map(name => hashWord(`#${plain(name)}`));
const draftFactHash = factNames.map(name => hashWord(`D#${plain(name)}`));

const hashElsewhere = (salt: number, word: number) => Math.imul(word ^ salt, hashFactor);
const hashPair = (first: number, second: number) => Math.imul(first, 0x2c1b_3c6d) ^ (second + 0x5bd1_e995);

/** The feature that a name in `learned.json` stands for. */
export function hashOfName(name: string): number {
	for (const {prefix, salt} of Object.values(elsewhere))
		if (name.startsWith(prefix)) return hashElsewhere(salt, hashWord(name.slice(prefix.length)));
	const cut = name.indexOf(join, 1);
	return cut > 0 ? hashPair(hashWord(name.slice(0, cut)), hashWord(name.slice(cut + 1))) : hashWord(name);
}

/** A text with the hash of each of its words, without their endings. */
export interface Hashed {
	own: Document;
	words: Int32Array;
}

export function hashed(own: Document): Hashed {
	const {tokens, folded} = own;
	const words = new Int32Array(tokens.count);
	for (let i = 0; i < tokens.count; i++) {
		const end = stemEnd(folded.text, tokens.start[i]!, tokens.end[i]!);
		words[i] = tokens.flags[i]! & flag.number ? numberHash : hashOf(folded.text, tokens.start[i]!, end);
	}
	return {own, words};
}

/** The sentence that begins with a word. */
export function sentenceFrom({tokens}: Document, start: number): WordSpan {
	let end = start + 1;
	while (end < tokens.count && !(tokens.flags[end]! & flag.hard)) end++;
	return {start, end};
}

/** Features of the draft as a whole; the same for each of its sentences. */
export function draftFeatures(
	text: Hashed,
	parent: Hashed | undefined,
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
		if (text.own.hits.head[kind]! >= 0) emit(draftFactHash[kind]!, -1, 0);
	wordsElsewhere(text, elsewhere.draft.salt, emit);
	if (parent) wordsElsewhere(parent, elsewhere.parent.salt, emit);
}

function wordsElsewhere({own: {tokens}, words}: Hashed, salt: number, emit: Emit): void {
	for (let i = 0; i < words.length; i++)
		if (words[i] !== numberHash && tokens.end[i]! - tokens.start[i]! >= shortestOfDraft)
			emit(hashElsewhere(salt, words[i]!), -1, 0);
}

/** Features of one sentence. */
export function sentenceFeatures({own: {hits}, words}: Hashed, {start, end}: WordSpan, emit: Emit): void {
	for (let i = start; i < end; i++) {
		emit(words[i]!, i, 1);
		if (i > start) emit(hashPair(words[i - 1]!, words[i]!), i - 1, 2);
		// Facts are among the few hits that come in no order.
		for (let hit = hits.late[i]!; hit >= 0; hit = hits.before[hit]!)
			if (hits.set[hit]! < factNames.length) emit(factHash[hits.set[hit]!]!, i, 1);
	}
}

function hashOf(text: string, from: number, to: number): number {
	let hash = hashStart;
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

/** Names of all features that the words of a text can have, for learning. */
export function namesOf({tokens, folded}: Document, where: 'draft' | 'parent'): string[] {
	const words: string[] = [];
	for (let i = 0; i < tokens.count; i++) {
		const end = stemEnd(folded.text, tokens.start[i]!, tokens.end[i]!);
		words.push(tokens.flags[i]! & flag.number ? number : folded.text.slice(tokens.start[i]!, end));
	}
	// A link may hold what joins two words.
	const isNamed = (word: string | undefined) => word !== undefined && !word.includes(join);
	const singles = words.filter(isNamed);
	const names = singles.map(word => `${elsewhere[where].prefix}${word}`);
	if (where === 'parent') return names;
	const pairs = words.flatMap((word, i) =>
		isNamed(word) && isNamed(words[i + 1]) ? [`${word}${join}${words[i + 1]}`] : [],
	);
	return [...names, ...singles, ...pairs];
}

/** Names of the features that are no words. */
export const fixedNames = (kinds: readonly string[], profiles: readonly string[]) => [
	...kinds.map(kind => `k:${kind}`),
	...profiles.map(profile => `p:${profile}`),
	...['n:x', 'n:facebook', 'c:reply', 'c:none', 'c:rel', 'c:img'],
	...factNames.flatMap(name => [`#${plain(name)}`, `D#${plain(name)}`]),
];
