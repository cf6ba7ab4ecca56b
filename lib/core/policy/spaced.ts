import {lookupWord, segment} from './lexicon.ts';
import {flag, type Tokens} from './scan.ts';
import type {Views} from './views.ts';

/** Fewer letters written apart are no word. */
export const shortest = 4;

/**
 * Joins letters written apart ("f i n a n c e", "G.U.A.R.A.N.T.E.E.D") into known words, in place.
 * Runs that give no known words stay as they are, so a spaced heading costs nothing and means nothing.
 */
export function joinSpaced(v: Views, text: string, tokens: Tokens): void {
	let kept = 0;
	for (let i = 0; i < tokens.count; ) {
		const end = runEnd(tokens, i);
		if (end - i < shortest || end - i > longestRun) kept = keepAll(tokens, kept, i, end);
		else
			for (const part of partsOf(v, text, tokens, i, end))
				keep(tokens, kept++, part.start, part.end, part.word, part.flags);
		i = end;
	}
	tokens.count = kept;
}

// A word that stands before the letters ("a g u a r a n t e e") may itself be one letter.
const strayLetters = 2;
const longestRun = 80;

/** Runs too short to be a word, or too long: a long one must not cost more than its length. */
function keepAll(t: Tokens, kept: number, start: number, end: number): number {
	let at = kept;
	for (let i = start; i < end; i++) keep(t, at++, t.start[i]!, t.end[i]!, t.word[i]!, t.flags[i]!);
	return at;
}

/** The words of one run, or the run as it was. */
function partsOf(v: Views, text: string, tokens: Tokens, start: number, end: number): Joined[] {
	for (let skip = 0; skip <= strayLetters && end - start - skip >= shortest; skip++) {
		const joined = joinRun(v, text, tokens, start + skip, end);
		if (joined) return [...plainTokens(tokens, start, start + skip), ...joined];
	}
	return plainTokens(tokens, start, end);
}

function keep(t: Tokens, at: number, start: number, end: number, word: number, flags: number): void {
	t.start[at] = start;
	t.end[at] = end;
	t.word[at] = word;
	t.flags[at] = flags;
}

const single = (t: Tokens, i: number) => i < t.count && t.end[i]! - t.start[i]! === 1;

function runEnd(t: Tokens, start: number): number {
	if (!single(t, start)) return start + 1;
	let end = start + 1;
	while (single(t, end) && t.start[end]! - t.end[end - 1]! <= 4) end++;
	return end;
}

interface Joined {
	start: number;
	end: number;
	word: number;
	flags: number;
}

/** Wider gaps part words; if all gaps are alike the lexicon parts them. */
function joinRun(v: Views, text: string, t: Tokens, start: number, end: number): Joined[] | undefined {
	const result: Joined[] = [];
	const narrow = Math.min(...gaps(t, start, end));
	for (let i = start; i < end; ) {
		let stop = i + 1;
		while (stop < end && t.start[stop]! - t.end[stop - 1]! === narrow) stop++;
		const parts = wordsOf(v, text, t, i, stop);
		if (!parts) return;
		result.push(...parts);
		i = stop;
	}
	return result;
}

function gaps(t: Tokens, start: number, end: number): number[] {
	const all: number[] = [];
	for (let i = start + 1; i < end; i++) all.push(t.start[i]! - t.end[i - 1]!);
	return all;
}

function wordsOf(v: Views, text: string, t: Tokens, start: number, end: number): Joined[] | undefined {
	let letters = '';
	for (let i = start; i < end; i++) letters += text[t.start[i]!]!;
	if (letters.length < 3 && lookupWord(v, letters) < 0) return plainTokens(t, start, end);
	const words = segment(v, letters);
	if (!words) return;
	let at = start;
	return words.map(word => {
		const from = at;
		at += word.length;
		const kept = t.flags[from]! & (flag.hard | flag.soft | flag.quoted);
		return {
			start: t.start[from]!,
			end: t.end[at - 1]!,
			word: lookupWord(v, word),
			flags: kept | flag.disguised,
		};
	});
}

const plainTokens = (t: Tokens, start: number, end: number): Joined[] =>
	Array.from({length: end - start}, (_, k) => ({
		start: t.start[start + k]!,
		end: t.end[start + k]!,
		word: t.word[start + k]!,
		flags: t.flags[start + k]!,
	}));
