/** What checking costs beside what no engine can do without, beside compiling, and beside patterns that are all run. Node only. */
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import {fold, releaseFolded} from '#lib/core/policy/normalise.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Plan} from './checking.ts';
import {engineMatcher, ours} from './matchers.ts';
import {race} from './paired.ts';
import {CrossCheckError} from './race-terms.ts';
import {type Result, resultsOf} from './results.ts';
import {lexiconOf, sceneOf} from './scenes.ts';
import {termsPack} from './terms-pack.ts';

type Tell = (result: Result) => void;

/** P6, P9 and P13 of the goals (docs/measurements.md). */
export async function measureFloors(plan: Plan, tell: Tell): Promise<void> {
	await beside(plan, tell);
	await opening(plan, tell);
	await patterns(plan, tell);
}

/** Each byte of the text read once, classed by a table and hashed: less does not find a word. */
function readAll(texts: readonly string[]): () => number {
	const encoder = new TextEncoder();
	const bytes = new Uint8Array(3 * Math.max(...texts.map(text => text.length)));
	const classes = Uint8Array.from({length: 256}, (_, code) => (code > 96 && code < 123 ? 1 : 0));
	return () => {
		let words = 0;
		for (const text of texts) {
			const {written} = encoder.encodeInto(text, bytes);
			let hash = 0x811c9dc5;
			for (let i = 0; i < written; i++) {
				const code = bytes[i]!;
				if (classes[code]) hash = Math.imul(hash ^ code, 0x01000193);
				else {
					words += hash & 1;
					hash = 0x811c9dc5;
				}
			}
		}
		return words;
	};
}

async function beside({effort, counts, lengths}: Plan, tell: Tell): Promise<void> {
	const lexicon = lexiconOf(counts.includes(10_000) ? 10_000 : counts[0]!);
	const length = lengths.at(-1)!;
	const {texts} = sceneOf(lexicon, length, effort);
	const {spans} = engineMatcher(lexicon.alone);
	const floor = 'encodeInto, a table and a hash of each byte';
	const result = await race(
		[
			{name: ours, run: () => texts.map(spans)},
			{name: floor, run: readAll(texts)},
		],
		effort,
	);
	const name = `P6, Node, ${lexicon.terms.length} terms, ${length} characters`;
	resultsOf(name, result, texts.length, {[floor]: 1 / 15}).forEach(tell);
}

async function opening({slow, counts}: Plan, tell: Tell): Promise<void> {
	const {terms, alone} = lexiconOf(counts.at(-1)!);
	const pack = termsPack(terms);
	const result = await race(
		[
			{name: ours, run: () => open(alone)},
			{name: 'compiling it', run: () => compile([pack])},
		],
		{...slow, rounds: Math.min(slow.rounds, 5), warmth: 0},
	);
	const name = `P9, Node, opening a compiled policy of ${terms.length} terms`;
	for (const one of resultsOf(name, result, 1, {'compiling it': 50})) tell({...one, unit: 'µs'});
}

/** Two hundred rules of one pattern each, whose words are planted as terms are. */
async function patterns({effort}: Plan, tell: Tell): Promise<void> {
	const lexicon = lexiconOf(200);
	const {texts} = sceneOf(lexicon, 2000, effort);
	const rare = lexicon.terms.map(term => term.slice(term.lastIndexOf(' ') + 1));
	const {spans} = engineMatcher(compile([patternsPack(rare)]));
	const all = rare.map(word => new RegExp(regexOf(word), 'g'));
	const peer = (text: string) => {
		const folded = fold(text);
		const found = all.flatMap(one => [...folded.text.matchAll(one)]);
		releaseFolded(folded);
		return found;
	};
	for (const text of texts)
		if (spans(text).length !== peer(text).length) throw new CrossCheckError('patterns found differ');
	const result = await race(
		[
			{name: ours, run: () => texts.map(spans)},
			{name: 'all of them run', run: () => texts.map(peer)},
		],
		effort,
	);
	resultsOf('P13, Node, 200 patterns, 2000 characters', result, texts.length, {
		'all of them run': 3,
	}).forEach(tell);
}

const regexOf = (word: string) => `\\b${word}\\b(?: [a-z]{1,12})?`;

function patternsPack(words: readonly string[]): Pack {
	const pack = termsPack([]);
	const rule = pack.rules[0]!;
	return {
		...pack,
		rules: words.map((word, i) => ({
			...rule,
			id: `LEX-${1000 + i}`,
			detect: [{pattern: {regex: regexOf(word), needs: [word]}, in: 'text', if: [], unless: []}],
		})),
	};
}
