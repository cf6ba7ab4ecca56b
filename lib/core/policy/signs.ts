import {lookupWord, unleet} from './lexicon.ts';
import {classOf, email, endOf, flag, letter, link, marksOf, push, type Scan, unitAt} from './scan.ts';

const numeral = /\d[\d,]*(?:\.\d+)?/y;

/** Reads the numeral at a place; returns its end. */
export function numberAt(scan: Scan, start: number): number {
	const end = endOf(numeral, scan.text, start);
	const next = unitAt(scan.text, end);
	if (next === 46 || next === 64 || (next >= 97 && next <= 122) || next === 45) {
		const far = endOf(email, scan.text, start) || (next === 45 ? 0 : endOf(link, scan.text, start));
		if (far > 0) return push(scan, start, far, -1, flag.link);
	}
	const word = lookupWord(scan.v, scan.text.slice(start, end));
	return push(scan, start, end, word, flag.number | marksOf(scan, start, end));
}

const words: Record<number, string> = {38: 'and', 64: 'at', 43: '+', 61: '=', 37: '%', 42: '*'};

/** Reads the sign at a place, which may end a sentence, quote, or be a word itself; returns where to go on. */
export function signAt(scan: Scan, i: number, code: number): number {
	if (code === 46 || code === 33 || code === 63) return stopAt(scan, i, code);
	const starts = classOf(unitAt(scan.text, i + 1)) !== 0;
	if (starts && prefixes.includes(code)) return prefixAt(scan, i, code);
	const word = words[code];
	if (word) return push(scan, i, i + 1, lookupWord(scan.v, word), 0);
	if (code === 34 || code === 39) quoteAt(scan, i, code);
	else scan.between |= code === 10 || code === 0x2022 ? flag.hard : flag.soft;
	return i + 1;
}

const prefixes: readonly number[] = [64, 36, 35]; // @ $ #

function prefixAt(scan: Scan, i: number, code: number): number {
	if (code === 64) return mentionAt(scan, i);
	const isWord = classOf(unitAt(scan.text, i + 1)) === letter;
	if (code === 36) return isWord ? dollarAt(scan, i) : i + 1;
	scan.between |= isWord ? flag.hashtag : flag.soft;
	return i + 1;
}

/** "$hit": a dollar sign for an S, if that makes a known word. */
function dollarAt(scan: Scan, i: number): number {
	let end = i + 1;
	while (end < scan.text.length && classOf(unitAt(scan.text, end)) !== 0) end++;
	const word = unleet(scan.v, scan.text.slice(i, end));
	return word >= 0 ? push(scan, i, end, word, flag.disguised) : i + 1;
}

function mentionAt(scan: Scan, i: number): number {
	let end = i + 1;
	while (end < scan.text.length && (classOf(unitAt(scan.text, end)) !== 0 || scan.text[end] === '_')) end++;
	return push(scan, i, end, -1, flag.mention);
}

function quoteAt(scan: Scan, i: number, code: number): void {
	const before = i === 0 ? 0 : classOf(unitAt(scan.text, i - 1));
	const after = classOf(unitAt(scan.text, i + 1));
	if (code === 34) scan.quoted = !scan.quoted;
	// A single quotation mark opens before a word and closes after one; elsewhere it is an apostrophe.
	else if (!scan.quoted && before === 0 && after !== 0) scan.quoted = scan.text.indexOf("'", i + 1) > 0;
	else if (scan.quoted && after === 0) scan.quoted = false;
}

// After these a full stop ends no sentence.
const abbreviations = new Set(
	'rep ex eg ie approx dep no st tel mob max min inc incl vs est reg mr mrs ms dr ltd co mth mths yr yrs mo pm pa pw ref rd ave'.split(
		' ',
	),
);
const longestAbbreviation = 6;

/** Also one letter alone: "e.g.", "p.a." */
function isAbbreviated(text: string, end: number): boolean {
	let start = end;
	while (end - start <= longestAbbreviation && isLetter(unitAt(text, start - 1))) start--;
	return end - start === 1 || abbreviations.has(text.slice(start, end));
}

const isLetter = (code: number) => code >= 97 && code <= 122;

function stopAt(scan: Scan, i: number, code: number): number {
	const {text} = scan;
	if (code === 46 && !endsSentence(scan, i)) return i + 1;
	scan.between |= flag.hard;
	let end = i + 1;
	while ('.!?'.includes(text[end] ?? ' ')) end++;
	return end;
}

function endsSentence({text, folded, original}: Scan, i: number): boolean {
	const next = text[i + 1];
	if (next === undefined || next === '\n') return true;
	if (next !== ' ' && next !== '"' && next !== "'" && next !== ')' && next !== '.')
		return classOf(next.charCodeAt(0)) === 0;
	if (!isAbbreviated(text, i)) return true;
	let at = i + 1;
	while (at < Math.min(text.length, i + 12) && !classOf(unitAt(text, at)) && text[at] !== '\n') at++;
	const first = original[(folded.from ? folded.from[at] : at) ?? 0] ?? '';
	// "Subject to status 18+. Rep. 9.9%" goes on; "9.9% p.a. Call us" does not.
	const before = text.slice(Math.max(0, i - 8), i);
	// A class of Unicode would cost a new tab its first millisecond.
	return (
		first !== first.toLowerCase() && !/(?:rep|ex|mr|mrs|ms|dr|st|no|tel|approx|[^a-z][a-z])$/.test(before)
	);
}
