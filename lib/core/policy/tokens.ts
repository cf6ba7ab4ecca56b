import {hashFactor, hashStart} from './format.ts';
import {lookupHashed} from './lexicon.ts';
import type {Folded} from './normalise.ts';
import {classOf, digit, letter, marksOf, push, type Scan, type Tokens, unitAt} from './scan.ts';
import {numberAt, signAt} from './signs.ts';
import {spareOf} from './spare.ts';
import type {Views} from './views.ts';
import {unknownAt, wordAt} from './words.ts';

const spare = spareOf<Tokens>(capacity => ({
	capacity,
	count: 0,
	start: new Int32Array(capacity),
	end: new Int32Array(capacity),
	word: new Int32Array(capacity),
	flags: new Uint8Array(capacity),
	singles: 0,
	mostSingles: 0,
}));

export const releaseTokens = spare.give;

/** Splits a folded text into words; never throws. `original` is needed for the capitals of hashtags. */
export function tokenise(v: Views, folded: Folded, original: string): Tokens {
	const out = spare.take(folded.text.length + 1);
	out.count = 0;
	out.singles = 0;
	out.mostSingles = 0;
	const scan: Scan = {v, folded, original, text: folded.text, out, between: 0, quoted: false};
	for (let i = plainWords(scan, 0); i < scan.text.length; i = plainWords(scan, step(scan, i)));
	return out;
}

/** Reads letters between spaces, nine words in ten; returns where something else begins. */
function plainWords(scan: Scan, from: number): number {
	const {text, v} = scan;
	for (let i = from; ; ) {
		const start = i;
		let hash = hashStart;
		let code = unitAt(text, i);
		for (; code >= 97 && code <= 122; code = unitAt(text, ++i)) hash = Math.imul(hash ^ code, hashFactor);
		if (code !== 32) return start;
		if (i > start) {
			const word = lookupHashed(v, text, start, i, hash);
			if (word >= 0) push(scan, start, i, word, marksOf(scan, start, i));
			else unknownAt(scan, start, i, false);
		}
		i++;
	}
}

function step(scan: Scan, i: number): number {
	const code = unitAt(scan.text, i);
	const kind = classOf(code);
	if (kind === letter) return wordAt(scan, i);
	if (kind === digit) return numberAt(scan, i);
	return signAt(scan, i, code);
}
