/** Builds what is measured: terms, texts, and the policies that hold them. Node only. */
import {readFileSync} from 'node:fs';
import dictionary from 'an-array-of-english-words' with {type: 'json'};
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {peers} from './matchers.ts';
import type {Effort} from './paired.ts';
import type {TermsScene} from './race-terms.ts';
import {termsPack} from './terms-pack.ts';
import {disguised, spansByHand, termsOf, textsOf} from './texts.ts';

export const sentences: readonly string[] = readFileSync('tests/bench/sentences.txt', 'utf8')
	.trim()
	.split('\n');
const words = {
	sentences,
	dictionary: dictionary as readonly string[],
};

/** A list of terms with its two policies: alone, and on top of all rule packs. */
export interface Lexicon {
	terms: readonly string[];
	alone: ArrayBuffer;
	whole: ArrayBuffer;
}

const packs = loadPacks('policies');

export function lexiconOf(count: number): Lexicon {
	const terms = termsOf(count, words, count);
	const pack = termsPack(terms);
	return {terms, alone: compile([pack]), whole: compile([...packs, pack])};
}

/** Natural texts without any planted term, for the cost of the rules alone. */
export const rulesOnly = (): ArrayBuffer => compile(packs);

// Thousands of expressions, one after the other, take seconds a text: P4 asks for them at one size only.
const naive = 'a RegExp for each term';
const allButNaive = Object.keys(peers).filter(name => name !== naive);

export function sceneOf({terms}: Lexicon, length: number, effort: Effort): TermsScene {
	const texts = textsOf(length, words, terms, length);
	const spansOf = (text: string) => spansByHand(text, terms);
	return {
		terms,
		texts,
		disguised: disguised(texts, terms, spansOf),
		truth: texts.map(spansOf),
		beside: terms.length === 10_000 && length === 2000 ? Object.keys(peers) : allButNaive,
		effort,
	};
}
