import type {Document} from './document.ts';
import {mark} from './normalise.ts';
import {flag} from './scan.ts';

/**
 * True if the accents and strokes of a word are how its language writes it: nothing else is odd about its letters, and the
 * text around is no English. "Pożyczkę dostaniesz bez sprawdzania" is Polish, "gůàranteed finance" is a disguise.
 */
export function isSpelling(document: Document, word: number): boolean {
	const own = marksIn(document, word);
	return own !== 0 && (own & ~(mark.accent | mark.stroke)) === 0 && isForeign(document);
}

// Nine words in ten of an English draft are known to our rules, of its worst percent still half; of another language, a third.
const mostKnown = 0.45;

/**
 * Judged by the words that are written plainly: few of another language are known to rules that speak English. Without any
 * the marked words themselves decide: a disguise is made of words that the rules do know.
 */
function isForeign(document: Document): boolean {
	document.memo.foreign ??= isMostlyUnknown(document);
	return document.memo.foreign;
}

function isMostlyUnknown(document: Document): boolean {
	const plain = tally(document, false);
	const {all, known} = plain.all > 2 ? plain : tally(document, true);
	return known <= all * mostKnown;
}

/** Words of the text that have such letters in them, or have none, and how many of those the rules know. */
function tally(document: Document, isMarked: boolean): {all: number; known: number} {
	const {tokens} = document;
	let all = 0;
	let known = 0;
	for (let i = 0; i < tokens.count; i++) {
		if (!isLong(document, i) || marksIn(document, i) > 0 !== isMarked) continue;
		all++;
		if (tokens.word[i]! >= 0) known++;
	}
	return {all, known};
}

const isLong = ({tokens}: Document, word: number) =>
	!(tokens.flags[word]! & (flag.number | flag.link | flag.mention)) &&
	tokens.end[word]! - tokens.start[word]! > 2;

function marksIn({folded: {marks}, tokens}: Document, word: number): number {
	let all = 0;
	for (let i = tokens.start[word]!; i < tokens.end[word]!; i++) all |= marks?.[i] ?? 0;
	return all;
}
