import {lookupHashed, lookupWord, segment, unleet, unstretch} from './lexicon.ts';
import type {Folded} from './normalise.ts';
import type {Views} from './views.ts';

/** The words of a folded text as parallel arrays, so that matching touches no objects. */
export interface Tokens {
	count: number;
	start: Int32Array;
	end: Int32Array;
	/** Word id in the policy's lexicon, or -1. */
	word: Int32Array;
	flags: Uint8Array;
	/** Words of one sign; many of them may be a word written apart. */
	singles: number;
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

const letter = 1;
const digit = 2;
const apostrophe = 3;
const classes = new Uint8Array(128);
for (let c = 97; c <= 122; c++) classes[c] = letter;
for (let c = 48; c <= 57; c++) classes[c] = digit;
classes[39] = apostrophe;

const foreign = /[\p{L}\p{N}]/u;
const classOf = (code: number) =>
	code < 128 ? classes[code]! : code !== 0xa3 && foreign.test(String.fromCharCode(code)) ? letter : 0;

// Ends of links and addresses: only tried where a word is followed by a dot, a colon or an at sign.
const link =
	/(?:https?:\/\/|www\.)\S+|[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.(?:com|uk|org|net|example|io|eu|ie|info|gov|biz|shop|cars|app|me|ly|be|tv|co)(?:\/\S*|(?![a-z0-9@]))/y;
const email = /[a-z0-9._%+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/y;
const masked = /[a-z]{1,12}(?:\*{1,12}[a-z]{0,12}){1,4}/y;
const numeral = /\d[\d,]*(?:\.\d+)?/y;

interface Scan {
	v: Views;
	folded: Folded;
	original: string;
	text: string;
	out: Tokens;
	/** Flags gathered since the last word. */
	between: number;
	quoted: boolean;
}

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

function push(scan: Scan, start: number, end: number, word: number, flags: number): number {
	const {out} = scan;
	const at = out.count++;
	if (end - start === 1) out.singles++;
	out.start[at] = start;
	out.end[at] = end;
	out.word[at] = word;
	out.flags[at] = flags | scan.between | (scan.quoted ? flag.quoted : 0);
	scan.between = 0;
	return end;
}

function wordAt(scan: Scan, start: number): number {
	const {text, v} = scan;
	let hash = 0x811c9dc5;
	let end = start;
	let odd = 0;
	for (; end < text.length; end++) {
		const code = text.charCodeAt(end);
		const kind = classOf(code);
		if (kind === 0) break;
		if (kind === apostrophe && classOf(text.charCodeAt(end + 1)) !== letter) break;
		if (kind !== letter) odd = 1;
		hash = Math.imul(hash ^ code, 0x01000193);
	}
	const next = text.charCodeAt(end);
	if (
		next === 46 ||
		next === 58 ||
		next === 64 ||
		next === 33 ||
		next === 36 ||
		next === 43 ||
		next === 45 ||
		next === 42
	) {
		const special = specialAt(scan, start, end, next);
		if (special > 0) return special;
	}
	const word = lookupHashed(v, text, start, end, hash >>> 0);
	if (word >= 0) return push(scan, start, end, word, marksOf(scan, start, end));
	return unknownAt(scan, start, end, odd);
}

/** Links, mail addresses and words with signs inside; 0 if it is none of them. */
function specialAt(scan: Scan, start: number, end: number, next: number): number {
	const {text, v} = scan;
	if (next === 42) return maskedAt(scan, start, end);
	if (next === 46 || next === 58 || next === 45) {
		const far = endOf(link, text, start);
		if (far > 0) return push(scan, start, far, domainOf(scan, start, far), flag.link);
	}
	const far = endOf(email, text, start);
	if (far > 0) return push(scan, start, far, -1, flag.link);
	if (classOf(text.charCodeAt(end + 1)) === 0 || next === 58 || next === 46 || next === 45) return 0;
	let rest = end + 1;
	while (rest < text.length && (classOf(text.charCodeAt(rest)) !== 0 || '@$!+€'.includes(text[rest]!))) rest++;
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

function endOf(pattern: RegExp, text: string, start: number): number {
	pattern.lastIndex = start;
	return pattern.test(text) ? pattern.lastIndex : 0;
}

function marksOf(scan: Scan, start: number, end: number): number {
	const {marks} = scan.folded;
	if (!marks) return 0;
	let accents = 0;
	for (let i = start; i < end; i++) {
		const m = marks[i]!;
		if (m & 3 || (m & 4 && i > start)) return flag.disguised;
		if (m & 8) accents++;
	}
	return accents > 1 ? flag.disguised : 0;
}

function unknownAt(scan: Scan, start: number, end: number, odd: number): number {
	const {text, v} = scan;
	if (scan.between & flag.hashtag) return hashtagAt(scan, start, end);
	const word = text.slice(start, end);
	let id = -1;
	let disguised = marksOf(scan, start, end);
	if (odd) {
		const possessive = word.lastIndexOf("'s");
		if (possessive > 0 && possessive === word.length - 2) id = lookupWord(v, word.slice(0, -2));
		if (id < 0) {
			id = unleet(v, word);
			if (id >= 0) disguised = flag.disguised;
		}
	} else if (/(.)\1\1/.test(word)) {
		id = unstretch(v, word);
		if (id >= 0) disguised = flag.disguised;
	}
	if (id < 0) return joinedAt(scan, start, end) || push(scan, start, end, -1, disguised);
	return push(scan, start, end, id, disguised);
}

/** "guaran-teed", "fin.ance": a known word cut by one sign, where the first part is no word. */
function joinedAt(scan: Scan, start: number, end: number): number {
	const {text, v} = scan;
	const sign = text[end];
	if (end - start < 2 || (sign !== '-' && sign !== '.' && sign !== '_' && sign !== '*')) return 0;
	let far = end + 1;
	while (far < text.length && classOf(text.charCodeAt(far)) === letter) far++;
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

function numberAt(scan: Scan, start: number): number {
	const end = endOf(numeral, scan.text, start);
	const next = scan.text.charCodeAt(end);
	if (next === 46 || next === 64 || (next >= 97 && next <= 122) || next === 45) {
		const far = endOf(email, scan.text, start) || (next === 45 ? 0 : endOf(link, scan.text, start));
		if (far > 0) return push(scan, start, far, -1, flag.link);
	}
	const word = lookupWord(scan.v, scan.text.slice(start, end));
	return push(scan, start, end, word, flag.number | marksOf(scan, start, end));
}

const words: Record<number, string> = {38: 'and', 64: 'at', 43: '+', 61: '=', 37: '%', 42: '*'};

function signAt(scan: Scan, i: number, code: number): number {
	const {text} = scan;
	const next = text.charCodeAt(i + 1);
	if (code === 32) return i + 1;
	if (code === 10 || code === 0x2022) scan.between |= flag.hard;
	else if (code === 46 || code === 33 || code === 63) return stopAt(scan, i, code);
	else if (code === 35 && classOf(next) === letter) scan.between |= flag.hashtag;
	else if (code === 64 && classOf(next) !== 0) return mentionAt(scan, i);
	else if (code === 36 && classOf(next) === letter) return dollarAt(scan, i);
	else if (code === 34 || code === 39) quoteAt(scan, i, code);
	else if (words[code]) return push(scan, i, i + 1, lookupWord(scan.v, words[code]), 0);
	else scan.between |= flag.soft;
	return i + 1;
}

/** "$hit": a dollar sign for an S, if that makes a known word. */
function dollarAt(scan: Scan, i: number): number {
	let end = i + 1;
	while (end < scan.text.length && classOf(scan.text.charCodeAt(end)) !== 0) end++;
	const word = unleet(scan.v, scan.text.slice(i, end));
	return word >= 0 ? push(scan, i, end, word, flag.disguised) : i + 1;
}

function mentionAt(scan: Scan, i: number): number {
	let end = i + 1;
	while (end < scan.text.length && (classOf(scan.text.charCodeAt(end)) !== 0 || scan.text[end] === '_'))
		end++;
	return push(scan, i, end, -1, flag.mention);
}

function quoteAt(scan: Scan, i: number, code: number): void {
	const before = i === 0 ? 0 : classOf(scan.text.charCodeAt(i - 1));
	const after = classOf(scan.text.charCodeAt(i + 1));
	if (code === 34) scan.quoted = !scan.quoted;
	// A single quotation mark opens before a word and closes after one; elsewhere it is an apostrophe.
	else if (!scan.quoted && before === 0 && after !== 0) scan.quoted = scan.text.indexOf("'", i + 1) > 0;
	else if (scan.quoted && after === 0) scan.quoted = false;
}

// After these a full stop ends no sentence.
const abbreviations =
	/(?:^|[^a-z])(?:rep|ex|eg|e\.g|i\.e|ie|approx|dep|no|st|tel|mob|max|min|inc|incl|vs|est|reg|mr|mrs|ms|dr|p\.a|p\.m|a\.m|ltd|co|mth|mths|yr|yrs|mo|pm|pa|pw|p\.w|ref|rd|ave|t|[a-z])$/;

function stopAt(scan: Scan, i: number, code: number): number {
	const {text} = scan;
	if (code === 46 && !endsSentence(scan, i)) {
		return i + 1;
	}
	scan.between |= flag.hard;
	while ('.!?'.includes(text[i + 1] ?? ' ')) i++;
	return i + 1;
}

function endsSentence({text, folded, original}: Scan, i: number): boolean {
	const next = text[i + 1];
	if (next === undefined || next === '\n') return true;
	if (next !== ' ' && next !== '"' && next !== "'" && next !== ')' && next !== '.')
		return classOf(next.charCodeAt(0)) === 0;
	let at = i + 1;
	while (at < text.length && !classOf(text.charCodeAt(at)) && text[at] !== '\n') at++;
	const origin = folded.from ? folded.from[at] : at;
	const first = original[origin ?? 0] ?? '';
	if (!abbreviations.test(text.slice(Math.max(0, i - 8), i))) return true;
	// "Subject to status 18+. Rep. 9.9%" goes on; "9.9% p.a. Call us" does not.
	return (
		/\p{Lu}/u.test(first) &&
		!/(?:rep|ex|mr|mrs|ms|dr|st|no|tel|approx|[^a-z][a-z])$/.test(text.slice(Math.max(0, i - 8), i))
	);
}
