/** Everything that finds terms in a text, ours and its peers, behind one shape. Runs in Node and in a page. */
import AhoCorasick from 'ahocorasick';
import {check, open} from '#lib/core/policy/engine.ts';
import {type Folded, fold, originalSpan, releaseFolded} from '#lib/core/policy/normalise.ts';
import {inputOf} from './input.ts';
import type {Spans} from './texts.ts';

export interface Matcher {
	name: string;
	/** Sees through case, compatibility forms, accents, invisible characters and look-alikes, with the original's offsets. */
	folds: boolean;
	spans(text: string): Spans;
}

export const ours = 'Countersign';

/** Of all findings, those of the list of terms. */
export function engineMatcher(policy: ArrayBuffer): Matcher {
	const engine = open(policy);
	return {
		name: ours,
		folds: true,
		spans: text =>
			check(engine, inputOf(text))
				.filter(({rule}) => rule.startsWith('LEX-'))
				.map(({start, end}) => [start, end]),
	};
}

export const peers: Readonly<Record<string, (terms: readonly string[]) => Omit<Matcher, 'name'>>> = {
	'one alternation RegExp': terms => {
		const one = alternation(terms, 'gi');
		return {folds: false, spans: text => matches(one, text)};
	},
	'one alternation RegExp, same folding': terms => {
		const one = alternation(terms, 'g');
		return {folds: true, spans: text => folding(text, folded => matches(one, folded.text))};
	},
	ahocorasick: terms => {
		const automaton = new AhoCorasick([...terms]);
		return {folds: false, spans: text => wordsIn(automaton, text.toLowerCase())};
	},
	'ahocorasick, same folding': terms => {
		const automaton = new AhoCorasick([...terms]);
		return {folds: true, spans: text => folding(text, folded => wordsIn(automaton, folded.text))};
	},
	'a RegExp for each term': terms => {
		const all = terms.map(term => alternation([term], 'gi'));
		return {
			folds: false,
			spans: text => all.flatMap(one => matches(one, text)).sort((a, b) => a[0] - b[0]),
		};
	},
};

export const alternation = (terms: readonly string[], flags: string) =>
	new RegExp(`\\b(?:${terms.join('|')})\\b`, flags);

function matches(pattern: RegExp, text: string): [number, number][] {
	const spans: [number, number][] = [];
	pattern.lastIndex = 0;
	for (let match = pattern.exec(text); match; match = pattern.exec(text))
		spans.push([match.index, match.index + match[0].length]);
	return spans;
}

function wordsIn(automaton: AhoCorasick, text: string): [number, number][] {
	const spans: [number, number][] = [];
	for (const [last, found] of automaton.search(text))
		for (const term of found) {
			const start = last + 1 - term.length;
			if (!isWord(text.charCodeAt(start - 1)) && !isWord(text.charCodeAt(last + 1)))
				spans.push([start, last + 1]);
		}
	return spans;
}

const isWord = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;

/** Gives a peer the product's own folding, arrays used again and all, and maps what it finds back. */
function folding(text: string, find: (folded: Folded) => [number, number][]): Spans {
	const folded = fold(text);
	const spans = find(folded).map(([start, end]) => originalSpan(folded, start, end));
	releaseFolded(folded);
	return spans;
}
