/** What a rewording changes, word by word: the ground on which a suggestion is judged. */

export interface Word {
	/** As it stands in the text. */
	text: string;
	/** As it is compared: case and the shape of an apostrophe do not matter. */
	key: string;
	kind: 'word' | 'figure' | 'name' | 'sign';
	start: number;
	end: number;
}

/** One stretch that differs; spans in UTF-16 code units of the text before and after. */
export interface Change {
	removed: readonly Word[];
	added: readonly Word[];
	before: Span;
	after: Span;
}

export interface Span {
	start: number;
	end: number;
}

/** Links, @names and #tags whole; numbers with their currency and unit; words; then every other sign by itself. */
const pieces =
	/(?<name>https?:\/\/\S+|[@#][\p{L}\p{N}_]+)|(?<figure>[£$€]?\p{N}[\p{N}.,:/]*\p{N}%?|[£$€]?\p{N}%?)|(?<word>[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*)|(?<sign>\S)/gu;

/** The words of a text, white space left out. */
export function wordsOf(text: string): Word[] {
	return [...text.matchAll(pieces)].map(({0: found, index, groups = {}}) => ({
		text: found,
		key: found.toLowerCase().replaceAll('’', "'"),
		kind: (['name', 'figure', 'word'] as const).find(kind => groups[kind] !== undefined) ?? 'sign',
		start: index,
		end: index + found.length,
	}));
}

/** Cells of the comparison, at most: beyond it everything between the common ends counts as replaced. */
const most = 4_000_000;

/** The stretches in which two texts differ, in order; none when only white space and case do. */
export function changesBetween(before: string, after: string): Change[] {
	const [a, b] = [wordsOf(before), wordsOf(after)];
	const start = commonStart(a, b);
	const end = commonEnd(a, b, start);
	const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
	const kept = left.length * right.length > most ? [] : longestCommon(left, right);
	return gaps(kept, left.length, right.length).map(([i, j, k, l]) =>
		changeOf(a, b, [start + i, start + j], [start + k, start + l]),
	);
}

function commonStart(a: readonly Word[], b: readonly Word[]): number {
	let n = 0;
	while (n < a.length && n < b.length && a[n]!.key === b[n]!.key) n++;
	return n;
}

function commonEnd(a: readonly Word[], b: readonly Word[], start: number): number {
	let n = 0;
	while (n < a.length - start && n < b.length - start && a.at(-1 - n)!.key === b.at(-1 - n)!.key) n++;
	return n;
}

/** Pairs of places of a longest common subsequence (dynamic programming, Hirschberg's table without his saving). */
function longestCommon(a: readonly Word[], b: readonly Word[]): [number, number][] {
	const width = b.length + 1;
	const lengths = new Uint16Array((a.length + 1) * width);
	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--)
			lengths[i * width + j] =
				a[i]!.key === b[j]!.key
					? lengths[(i + 1) * width + j + 1]! + 1
					: Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
	return walk(a, b, (i, j) => lengths[i * width + j]!);
}

function walk(
	a: readonly Word[],
	b: readonly Word[],
	length: (i: number, j: number) => number,
): [number, number][] {
	const pairs: [number, number][] = [];
	for (let i = 0, j = 0; i < a.length && j < b.length; )
		if (a[i]!.key === b[j]!.key) pairs.push([i++, j++]);
		else if (length(i + 1, j) >= length(i, j + 1)) i++;
		else j++;
	return pairs;
}

type Gap = [fromA: number, toA: number, fromB: number, toB: number];

function gaps(kept: readonly [number, number][], a: number, b: number): Gap[] {
	const edges = [...kept, [a, b] as const];
	return edges
		.map(([i, j], n): Gap => {
			const [lastA, lastB] = n === 0 ? [-1, -1] : edges[n - 1]!;
			return [lastA + 1, i, lastB + 1, j];
		})
		.filter(([i, j, k, l]) => j > i || l > k);
}

function changeOf(
	a: readonly Word[],
	b: readonly Word[],
	[i, j]: [number, number],
	[k, l]: [number, number],
): Change {
	return {removed: a.slice(i, j), added: b.slice(k, l), before: spanOf(a, i, j), after: spanOf(b, k, l)};
}

/** Where the words stand; for none of them, the place between their neighbours. */
function spanOf(words: readonly Word[], from: number, to: number): Span {
	const end = words[to - 1]?.end ?? 0;
	return from < to ? {start: words[from]!.start, end} : {start: end, end};
}

export interface DiffPiece {
	kind: 'same' | 'gone' | 'added';
	text: string;
}

/** Both texts as one, for the eye: what goes, what comes, what stays. White space stays with the words before it. */
export function diffOf(before: string, after: string): DiffPiece[] {
	const pieces: DiffPiece[] = [];
	let at = 0;
	for (const change of changesBetween(before, after)) {
		pieces.push({kind: 'same', text: after.slice(at, change.after.start)});
		pieces.push({kind: 'gone', text: before.slice(change.before.start, change.before.end)});
		pieces.push({kind: 'added', text: after.slice(change.after.start, change.after.end)});
		at = change.after.end;
	}
	return [...pieces, {kind: 'same' as const, text: after.slice(at)}].filter(({text}) => text !== '');
}
