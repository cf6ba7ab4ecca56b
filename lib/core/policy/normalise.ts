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
}

export const mark = {styled: 1, lookAlike: 2, invisibleBefore: 4, accent: 8} as const;

// Letters of other scripts that a reader takes for Latin ones, from Unicode's confusables; pairs "foreign, Latin".
const lookAlikes =
	'аaеeоoрpсcуyхxіiѕsјjԁdԛqԝwһhкkмmтtвbнhгrпnӏlиuьbαaοoρpνvκkτtιiυuχxεeηnγyωwϲcսuոnօoհhցgքfѵvɑaɡgɩiʟlɴnʀrʏyʜhʙbᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜰfꜱsłlıiøođdħhŧtȷjɪiƖlǀlⅼl';
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

/** Never throws; lone surrogates become spaces. */
export function fold(text: string): Folded {
	// Looking for a unit above ASCII costs far less than the loop below, and most of a page is ASCII.
	if (!/[^\n\x20-\x7e]/.test(text))
		return {text: text.toLowerCase(), from: undefined, to: undefined, marks: undefined};
	return foldSlow(text);
}

interface Output {
	units: Uint16Array;
	from: Int32Array;
	to: Int32Array;
	marks: Uint8Array;
	length: number;
	/** Invisible characters since the last visible one. */
	pending: number;
}

function foldSlow(text: string): Folded {
	const size = text.length * 3;
	const out: Output = {
		units: new Uint16Array(size),
		from: new Int32Array(size + 1),
		to: new Int32Array(size + 1),
		marks: new Uint8Array(size),
		length: 0,
		pending: 0,
	};
	for (let i = 0; i < text.length; ) {
		const code = text.codePointAt(i)!;
		const end = i + (code > 0xffff ? 2 : 1);
		add(out, foldOf(code), i, end, code);
		i = end;
	}
	return {text: stringOf(out.units, out.length), from: out.from, to: out.to, marks: out.marks};
}

function add(out: Output, folded: Fold, start: number, end: number, code: number): void {
	if (folded.text === '') {
		out.pending |= folded.mark;
		// A combining mark or joiner belongs to the letter before it, so that a span never cuts it off.
		if (out.length > 0 && code !== 0xad) out.to[out.length - 1] = end;
		return;
	}
	for (let k = 0; k < folded.text.length; k++) {
		const n = out.length++;
		out.units[n] = folded.text.charCodeAt(k);
		out.from[n] = start;
		out.to[n] = end;
		out.marks[n] = folded.mark | (k === 0 ? out.pending : 0);
	}
	out.pending = 0;
}

function stringOf(units: Uint16Array, length: number): string {
	const parts: string[] = [];
	for (let i = 0; i < length; i += 8192)
		parts.push(String.fromCharCode.apply(null, units.subarray(i, Math.min(i + 8192, length)) as never));
	return parts.join('');
}

const ascii: Fold[] = Array.from({length: 128}, (_, code) => ({
	text: code < 32 && code !== 10 ? ' ' : String.fromCharCode(code).toLowerCase(),
	mark: 0,
}));

function foldOf(code: number): Fold {
	if (code < 0x80) return ascii[code]!;
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
	if (isInvisible(code)) return {text: '', mark: mark.invisibleBefore};
	const char = String.fromCodePoint(code);
	const alike = lookAlikes.indexOf(char.toLowerCase());
	if (alike >= 0 && alike % 2 === 0) return {text: lookAlikes[alike + 1]!, mark: mark.lookAlike};
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
