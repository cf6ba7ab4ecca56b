import type {Folded} from './normalise.ts';
import type {Memory} from './spare.ts';
import type {Views} from './views.ts';

/** The words of a folded text as parallel arrays, so that matching touches no objects. */
export interface Tokens extends Memory {
	count: number;
	start: Int32Array;
	end: Int32Array;
	/** Word id in the policy's lexicon, or -1. */
	word: Int32Array;
	flags: Uint8Array;
	/** Words of one sign that follow each other now, and the most that did: they may be a word written apart. */
	singles: number;
	mostSingles: number;
}

export const flag = {
	/** A sentence ends before this word. */
	hard: 1,
	/** A comma, dash or bracket stands before it. */
	soft: 2,
	quoted: 4,
	disguised: 8,
	number: 16,
	link: 32,
	mention: 64,
	hashtag: 128,
} as const;

export const letter = 1;
export const digit = 2;
export const apostrophe = 3;
const classes = new Uint8Array(128);
for (let c = 97; c <= 122; c++) classes[c] = letter;
for (let c = 48; c <= 57; c++) classes[c] = digit;
classes[39] = apostrophe;

const foreign = /[\p{L}\p{N}]/u;
/** Letter, digit, apostrophe or none of them (0). */
export const classOf = (code: number) =>
	code < 128 ? classes[code]! : code !== 0xa3 && foreign.test(String.fromCharCode(code)) ? letter : 0;

/** The unit at a place, 0 beyond the end: a NaN there would make every unit a fraction to the compiler. */
export const unitAt = (text: string, at: number) => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0);

// Ends of links and addresses: only tried where a word is followed by a dot, a colon or an at sign.
export const link =
	/(?:https?:\/\/|www\.)\S+|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|uk|org|net|example|io|eu|ie|info|gov|biz|shop|cars|app|me|ly|be|tv|co)(?:\/\S*|(?![a-z0-9@]))/y;
export const email = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/y;

/** State of one pass over a text. */
export interface Scan {
	v: Views;
	folded: Folded;
	original: string;
	text: string;
	out: Tokens;
	/** Flags gathered since the last word. */
	between: number;
	quoted: boolean;
}

/** Adds a word; returns its end. */
export function push(scan: Scan, start: number, end: number, word: number, flags: number): number {
	const {out} = scan;
	const at = out.count++;
	if (end - start > 1) out.singles = 0;
	else if (++out.singles > out.mostSingles) out.mostSingles = out.singles;
	out.start[at] = start;
	out.end[at] = end;
	out.word[at] = word;
	out.flags[at] = flags | scan.between | (scan.quoted ? flag.quoted : 0);
	scan.between = 0;
	return end;
}

/** Where a sticky pattern that begins at a place ends; 0 if it does not match. */
export function endOf(pattern: RegExp, text: string, start: number): number {
	pattern.lastIndex = start;
	return pattern.test(text) ? pattern.lastIndex : 0;
}

/** The `disguised` flag if the letters of a word were not typed plainly. */
export function marksOf(scan: Scan, start: number, end: number): number {
	const {marks} = scan.folded;
	if (!marks) return 0;
	let accents = 0;
	for (let i = start; i < end; i++) {
		const m = marks[i]!;
		if (m & 19 || (m & 4 && i > start)) return flag.disguised;
		if (m & 8) accents++;
	}
	return accents > 1 ? flag.disguised : 0;
}
