import {type Memory, spareOf} from './spare.ts';

/**
 * Folds a text for matching: case, compatibility forms, accents, invisible characters and look-alike letters,
 * with a map back to UTF-16 offsets. Only the check normalises; the digest never does (design.md, section 4).
 */
export interface Folded {
	/** Lower case, one unit per folded character. */
	text: string;
	/** Folded unit → first unit of the original; `undefined` when nothing moved. */
	from: Int32Array | undefined;
	/** Folded unit → end (exclusive) in the original. */
	to: Int32Array | undefined;
	/** Folded unit → `mark` bits: how the original disguised it. */
	marks: Uint8Array | undefined;
	/** What the arrays belong to, for giving them back. */
	memory: FoldMemory | undefined;
}

export const mark = {styled: 1, lookAlike: 2, invisibleBefore: 4, accent: 8, stroke: 16} as const;

// Letters of other scripts that a reader takes for Latin ones, from Unicode's confusables; pairs "foreign, Latin".
const lookAlikes =
	'аaеeоoрpсcуyхxіiѕsјjԁdԛqԝwһhкkмmтtвbнhгrпnӏlиuьbαaοoρpνvκkτtιiυuχxεeηnγyωwϲcսuոnօoհhցgքfѵvɑaɡgɩiʟlɴnʀrʏyʜhʙbᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜰfꜱsȷjɪiƖlǀlⅼl';
// Latin letters of other languages that have no plain form: they disguise an English word, and are at home in Polish.
const strokes = 'łlıiøođdħhŧt';
// Ranges of characters that show nothing: joiners, marks of direction, variation selectors, tags.
const invisible = [
	[0xad, 0xad],
	[0x34f, 0x34f],
	[0x61c, 0x61c],
	[0x115f, 0x1160],
	[0x17b4, 0x17b5],
	[0x180b, 0x180f],
	[0x200b, 0x200f],
	[0x202a, 0x202e],
	[0x2060, 0x206f],
	[0x3164, 0x3164],
	[0xfe00, 0xfe0f],
	[0xfeff, 0xfeff],
	[0xffa0, 0xffa0],
	[0xfff9, 0xfffb],
	[0x1bca0, 0x1bca3],
	[0xe0000, 0xe0fff],
] as const;
const isInvisible = (code: number) => invisible.some(([first, last]) => code >= first && code <= last);
// Emoji and dingbats become one sign below every letter: the folded text then mostly fits one byte a unit, and no property
// of Unicode has to be looked up. A typed control character becomes a space, so nobody can write this one.
const picture = '\x01';
const isPicture = (code: number) =>
	(code >= 0x2600 && code <= 0x27bf) ||
	(code >= 0x1f000 && code <= 0x1f0ff) ||
	(code >= 0x1f18a && code <= 0x1f1ff) ||
	(code >= 0x1f300 && code <= 0x1faff);
const plain: Record<string, string> = {
	'’': "'",
	'‘': "'",
	ʼ: "'",
	'′': "'",
	'`': "'",
	'´': "'",
	'“': '"',
	'”': '"',
	'„': '"',
	'«': '"',
	'»': '"',
	'–': '-',
	'—': '-',
	'‐': '-',
	'‑': '-',
	'−': '-',
	'×': 'x',
	'·': '.',
	'•': '\u2022',
	'™': ' ',
	'®': ' ',
	'©': ' ',
	'\t': ' ',
	'\r': ' ',
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
};

/** Folded form and mark of one code point; at most three units per unit of the original. */
interface Fold {
	text: string;
	mark: number;
}
const known = new Map<number, Fold>();

interface FoldMemory extends Memory {
	units: Uint16Array;
	from: Int32Array;
	to: Int32Array;
	marks: Uint8Array;
	/** Something in the text was disguised at all; most signs above ASCII are not. */
	isMarked: boolean;
}

const spare = spareOf<FoldMemory>(capacity => ({
	capacity,
	units: new Uint16Array(capacity),
	from: new Int32Array(capacity),
	to: new Int32Array(capacity),
	marks: new Uint8Array(capacity),
	isMarked: false,
}));

/** Never throws; lone surrogates become spaces. */
export function fold(text: string): Folded {
	// Looking for a unit that folds costs far less than the loop below, and most texts have none.
	if (!/[^\n\x20-\x7e£]/.test(text))
		return {text: text.toLowerCase(), from: undefined, to: undefined, marks: undefined, memory: undefined};
	const memory = spare.take(text.length * 3 + 1);
	const length = foldInto(memory, text);
	// The end of the text lies where the original ends.
	memory.from[length] = text.length;
	memory.to[length] = text.length;
	memory.marks[length] = 0;
	const {from, to, marks, isMarked} = memory;
	return {text: stringOf(memory.units, length), from, to, marks: isMarked ? marks : undefined, memory};
}

export function releaseFolded({memory}: Folded): void {
	if (memory) spare.give(memory);
}

/** Returns the number of folded units. */
function foldInto(memory: FoldMemory, text: string): number {
	const {units, from, to, marks} = memory;
	let n = 0;
	// Invisible characters since the last visible one.
	let pending = 0;
	memory.isMarked = false;
	for (let i = 0; i < text.length; ) {
		const code = text.charCodeAt(i);
		if (code < 0x80) {
			units[n] = lower[code]!;
			from[n] = i++;
			to[n] = i;
			marks[n++] = pending;
			pending = 0;
			continue;
		}
		const start = n;
		const point = text.codePointAt(i)!;
		const end = i + (point > 0xffff ? 2 : 1);
		const folded = foldOf(point);
		if (folded.mark) memory.isMarked = true;
		n = addFolded(memory, n, folded, i, end, pending);
		pending = n > start ? 0 : pending | folded.mark;
		i = end;
		// A combining mark or joiner belongs to the letter before it, so that a span never cuts it off.
		if (n === start && n > 0 && point !== 0xad) to[n - 1] = i;
	}
	return n;
}

/** Writes what the code point at `[start, end)` folds to, from unit `n` on; returns the unit after it. */
function addFolded(
	{units, from, to, marks}: FoldMemory,
	n: number,
	{text, mark}: Fold,
	start: number,
	end: number,
	pending: number,
): number {
	for (let k = 0; k < text.length; k++) {
		units[n + k] = text.charCodeAt(k);
		from[n + k] = start;
		to[n + k] = end;
		marks[n + k] = mark | (k === 0 ? pending : 0);
	}
	return n + text.length;
}

function stringOf(units: Uint16Array, length: number): string {
	const parts: string[] = [];
	for (let i = 0; i < length; i += 8192)
		parts.push(String.fromCharCode.apply(null, units.subarray(i, Math.min(i + 8192, length)) as never));
	return parts.join('');
}

const lower = Uint16Array.from({length: 128}, (_, code) =>
	code < 32 && code !== 10 ? 32 : String.fromCharCode(code).toLowerCase().charCodeAt(0),
);

function foldOf(code: number): Fold {
	let folded = known.get(code);
	if (!folded) {
		folded = makeFold(code);
		// A hostile text must not fill the memory of the tab: the cache holds what ordinary texts need.
		if (known.size < 4096) known.set(code, folded);
	}
	return folded;
}

function makeFold(code: number): Fold {
	if (code >= 0xd800 && code <= 0xdfff) return {text: ' ', mark: 0};
	if (isPicture(code)) return {text: picture, mark: 0};
	if (isInvisible(code)) return {text: '', mark: mark.invisibleBefore};
	const char = String.fromCodePoint(code);
	const alike = lookAlikes.indexOf(char.toLowerCase());
	if (alike >= 0 && alike % 2 === 0) return {text: lookAlikes[alike + 1]!, mark: mark.lookAlike};
	const stroke = strokes.indexOf(char.toLowerCase());
	if (stroke >= 0 && stroke % 2 === 0) return {text: strokes[stroke + 1]!, mark: mark.stroke};
	if (plain[char]) return {text: plain[char], mark: 0};
	// Negative circled and squared letters have no decomposition.
	if (code >= 0x1f150 && code <= 0x1f189) return styledLetter((code - 0x1f150) % 32);
	return /^\p{M}$/u.test(char) ? {text: '', mark: 0} : compatible(char);
}

/** The compatibility form without accents; what is too long to be a letter becomes a space. */
function compatible(char: string): Fold {
	const wide = char.normalize('NFKC').toLowerCase();
	const bare = wide.normalize('NFKD').replace(/\p{M}/gu, '');
	if (bare === '' || bare.length > 3 || /^\s/.test(bare))
		return {text: char === '\u2028' ? '\n' : ' ', mark: 0};
	if (!/[a-z0-9]/.test(bare)) return {text: plain[bare] ?? bare, mark: 0};
	if (char.toLowerCase() !== wide) return {text: bare, mark: mark.styled};
	return {text: bare, mark: bare === wide ? 0 : mark.accent};
}

function styledLetter(index: number): Fold {
	return index < 26 ? {text: String.fromCharCode(97 + index), mark: mark.styled} : {text: ' ', mark: 0};
}

/** Span of the original for a folded span; widened to whole code points by construction. */
export function originalSpan(folded: Folded, start: number, end: number): [number, number] {
	if (!folded.from || !folded.to) return [start, end];
	if (end <= start) return [folded.from[start] ?? 0, folded.from[start] ?? 0];
	return [folded.from[start]!, folded.to[end - 1]!];
}
