import type {Folded} from './normalise.ts';
import {classOf, digit, letter, type Scan, type Tokens} from './scan.ts';
import {numberAt, signAt} from './signs.ts';
import {spareOf} from './spare.ts';
import type {Views} from './views.ts';
import {wordAt} from './words.ts';

const spare = spareOf<Tokens>(capacity => ({
	capacity,
	count: 0,
	start: new Int32Array(capacity),
	end: new Int32Array(capacity),
	word: new Int32Array(capacity),
	flags: new Uint8Array(capacity),
	singles: 0,
}));

export const releaseTokens = spare.give;

/** Splits a folded text into words; never throws. `original` is needed for the capitals of hashtags. */
export function tokenise(v: Views, folded: Folded, original: string): Tokens {
	const out = spare.take(folded.text.length + 1);
	out.count = 0;
	out.singles = 0;
	const scan: Scan = {v, folded, original, text: folded.text, out, between: 0, quoted: false};
	for (let i = 0; i < scan.text.length; ) i = step(scan, i);
	return out;
}

function step(scan: Scan, i: number): number {
	const code = scan.text.charCodeAt(i);
	// One unit in six.
	if (code === 32) return i + 1;
	const kind = classOf(code);
	if (kind === letter) return wordAt(scan, i);
	if (kind === digit) return numberAt(scan, i);
	return signAt(scan, i, code);
}
