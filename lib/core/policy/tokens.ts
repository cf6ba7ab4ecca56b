import type {Folded} from './normalise.ts';
import {classOf, digit, letter, type Scan, type Tokens} from './scan.ts';
import {numberAt, signAt} from './signs.ts';
import type {Views} from './views.ts';
import {wordAt} from './words.ts';

/** Splits a folded text into words; never throws. `original` is needed for the capitals of hashtags. */
export function tokenise(v: Views, folded: Folded, original: string): Tokens {
	const size = folded.text.length + 1;
	const out: Tokens = {
		count: 0,
		start: new Int32Array(size),
		end: new Int32Array(size),
		word: new Int32Array(size),
		flags: new Uint8Array(size),
		singles: 0,
	};
	const scan: Scan = {v, folded, original, text: folded.text, out, between: 0, quoted: false};
	for (let i = 0; i < scan.text.length; ) i = step(scan, i);
	return out;
}

function step(scan: Scan, i: number): number {
	const code = scan.text.charCodeAt(i);
	const kind = classOf(code);
	if (kind === letter) return wordAt(scan, i);
	if (kind === digit) return numberAt(scan, i);
	return signAt(scan, i, code);
}
