import {hashFactor, hashStart} from './format.ts';
import {lookupHashed, lookupWord, segment, unleet, unstretch} from './lexicon.ts';
import {
	apostrophe,
	classOf,
	email,
	endOf,
	flag,
	letter,
	link,
	marksOf,
	push,
	type Scan,
	unitAt,
} from './scan.ts';
import type {Views} from './views.ts';

// A hostile text must not make each of its letters look far ahead.
const longestWord = 48;
// Signs inside a word that may belong to a link, an address or a disguise.
const signs = '.:@!$+-*€';
const isSign = Uint8Array.from({length: 128}, (_, code) => +signs.includes(String.fromCharCode(code)));
const masked = /[a-z]{1,12}(?:\*{1,12}[a-z]{0,12}){1,4}/y;

/** Reads the word at a place; returns its end. */
export function wordAt(scan: Scan, start: number): number {
	const {text, v} = scan;
	let hash = hashStart;
	let end = start;
	let odd = false;
	let code = unitAt(text, start);
	while (end < text.length) {
		const kind = classOf(code);
		if (kind === 0 || (kind === apostrophe && classOf(unitAt(text, end + 1)) !== letter)) break;
		odd ||= kind !== letter;
		hash = Math.imul(hash ^ code, hashFactor);
		code = unitAt(text, ++end);
	}
	const special = isSign[code] || code === 0x20ac ? specialAt(scan, start, end, code) : 0;
	if (special > 0) return special;
	const word = lookupHashed(v, text, start, end, hash);
	if (word >= 0) return push(scan, start, end, word, marksOf(scan, start, end));
	return unknownAt(scan, start, end, odd);
}

/** Links, mail addresses and words with signs inside; 0 if it is none of them. */
function specialAt(scan: Scan, start: number, end: number, next: number): number {
	const {text} = scan;
	if (next === 42) return maskedAt(scan, start, end);
	// The end of a clause, by far the most frequent.
	if (end + 1 >= text.length || unitAt(text, end + 1) <= 32) return 0;
	if (next === 46 || next === 58 || next === 45) {
		const far = endOf(link, text, start);
		if (far > 0) return push(scan, start, far, domainOf(scan, start, far), flag.link);
	}
	const far = endOf(email, text, start);
	if (far > 0) return push(scan, start, far, -1, flag.link);
	return next === 58 || next === 46 || next === 45 ? 0 : leetAt(scan, start, end);
}

/** "l0@n": signs for letters. */
function leetAt(scan: Scan, start: number, end: number): number {
	const {text, v} = scan;
	if (classOf(unitAt(text, end + 1)) === 0) return 0;
	let rest = end + 1;
	const limit = Math.min(text.length, start + longestWord);
	while (rest < limit && (classOf(unitAt(text, rest)) !== 0 || '@$!+€'.includes(text[rest]!))) rest++;
	const word = unleet(v, text.slice(start, rest));
	return word >= 0 ? push(scan, start, rest, word, flag.disguised) : 0;
}

/** "f**k": stars stand for letters; a lexicon holds such words with one star. */
function maskedAt(scan: Scan, start: number, end: number): number {
	const far = endOf(masked, scan.text, start);
	const word = lookupWord(scan.v, scan.text.slice(start, far).replace(/\*+/g, '*'));
	return word >= 0 && far > end ? push(scan, start, far, word, 0) : 0;
}

/** A link stands for its domain, so that a rule can name one: "moneyhelper.org.uk". */
function domainOf({text, v}: Scan, start: number, end: number): number {
	const address = text
		.slice(start, end)
		.replace(/^https?:\/\//, '')
		.replace(/^www\./, '');
	return lookupWord(v, address.replace(/[/?#].*$/s, ''));
}

/** A word that the lexicon does not know as it stands; returns its end. `odd`: it has more than letters in it. */
export function unknownAt(scan: Scan, start: number, end: number, odd: boolean): number {
	if (scan.between & flag.hashtag) return hashtagAt(scan, start, end);
	const meant = odd ? withoutPossessive(scan.v, scan.text.slice(start, end)) : -1;
	if (meant >= 0) return push(scan, start, end, meant, marksOf(scan, start, end));
	const hidden = odd || isStretched(scan.text, start, end) ? hiddenIn(scan, start, end, odd) : -1;
	if (hidden >= 0) return push(scan, start, end, hidden, flag.disguised);
	return joinedAt(scan, start, end) || push(scan, start, end, -1, marksOf(scan, start, end));
}

function hiddenIn({v, text}: Scan, start: number, end: number, odd: boolean): number {
	const word = text.slice(start, end);
	return odd ? unleet(v, word) : unstretch(v, word);
}

/** A letter three times in a row. */
function isStretched(text: string, start: number, end: number): boolean {
	for (let i = start + 2; i < end; i++)
		if (text.charCodeAt(i) === text.charCodeAt(i - 1) && text.charCodeAt(i) === text.charCodeAt(i - 2))
			return true;
	return false;
}

function withoutPossessive(v: Views, word: string): number {
	return word.length > 2 && word.endsWith("'s") ? lookupWord(v, word.slice(0, -2)) : -1;
}

/** "guaran-teed", "fin.ance": a known word cut by one sign, where the first part is no word. */
function joinedAt(scan: Scan, start: number, end: number): number {
	const {text, v} = scan;
	const sign = unitAt(text, end);
	if (end - start < 2 || (sign !== 45 && sign !== 46 && sign !== 95 && sign !== 42)) return 0;
	let far = end + 1;
	const limit = Math.min(text.length, start + longestWord);
	while (far < limit && classOf(unitAt(text, far)) === letter) far++;
	if (far - end < 3) return 0;
	const word = lookupWord(v, text.slice(start, end) + text.slice(end + 1, far));
	return word >= 0 ? push(scan, start, far, word, flag.disguised) : 0;
}

/** Capitals divide a hashtag; without them the lexicon does. */
function hashtagAt(scan: Scan, start: number, end: number): number {
	const cuts = hashtagParts(scan, start, end);
	let at = start;
	for (const part of cuts) {
		push(scan, at, at + part.length, lookupWord(scan.v, part), flag.hashtag);
		at += part.length;
	}
	return end;
}

function hashtagParts({v, folded, original, text}: Scan, start: number, end: number): string[] {
	const word = text.slice(start, end);
	const whole = folded.from
		? original.slice(folded.from[start], folded.to![end - 1])
		: original.slice(start, end);
	const camel = whole.length === word.length ? whole.split(/(?<=[a-z0-9])(?=[A-Z])/) : [];
	if (camel.length > 1) return camel.map(part => part.toLowerCase());
	return segment(v, word) ?? [word];
}
