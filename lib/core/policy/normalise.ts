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
const invisible =
	/^[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{e0000}-\u{e0fff}]$/u;
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
	// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the point
	if (!/[^\n\x20-\x7e]/.test(text))
		return {text: text.toLowerCase(), from: undefined, to: undefined, marks: undefined};
	return foldSlow(text);
}

function foldSlow(text: string): Folded {
	const size = text.length * 3;
	const units = new Uint16Array(size);
	const from = new Int32Array(size + 1);
	const to = new Int32Array(size + 1);
	const marks = new Uint8Array(size);
	let n = 0;
	let pending = 0;
	for (let i = 0; i < text.length; ) {
		const code = text.codePointAt(i)!;
		const end = i + (code > 0xffff ? 2 : 1);
		const folded = foldOf(code);
		if (folded.text === '') pending |= folded.mark;
		for (let k = 0; k < folded.text.length; k++) {
			units[n] = folded.text.charCodeAt(k);
			from[n] = i;
			to[n] = end;
			marks[n++] = folded.mark | (k === 0 ? pending : 0);
		}
		if (folded.text !== '') pending = 0;
		// A combining mark or joiner belongs to the letter before it, so that a span never cuts it off.
		else if (n > 0 && code !== 0xad) to[n - 1] = end;
		i = end;
	}
	return {text: stringOf(units, n), from, to, marks};
}

function stringOf(units: Uint16Array, length: number): string {
	const parts: string[] = [];
	for (let i = 0; i < length; i += 8192)
		parts.push(String.fromCharCode.apply(null, units.subarray(i, Math.min(i + 8192, length)) as never));
	return parts.join('');
}

function foldOf(code: number): Fold {
	if (code < 0x80) {
		if (code >= 0x41 && code <= 0x5a) code += 32;
		return (ascii[code] ??= {text: code < 32 && code !== 10 ? ' ' : String.fromCharCode(code), mark: 0});
	}
	let folded = known.get(code);
	if (!folded) {
		folded = makeFold(code);
		// A hostile text must not fill the memory of the tab: the cache holds what ordinary texts need.
		if (known.size < 4096) known.set(code, folded);
	}
	return folded;
}
const ascii: Fold[] = [];

function makeFold(code: number): Fold {
	if (code >= 0xd800 && code <= 0xdfff) return {text: ' ', mark: 0};
	const char = String.fromCodePoint(code);
	if (invisible.test(char)) return {text: '', mark: mark.invisibleBefore};
	const alike = lookAlikes.indexOf(char.toLowerCase());
	if (alike >= 0 && alike % 2 === 0) return {text: lookAlikes[alike + 1]!, mark: mark.lookAlike};
	if (plain[char]) return {text: plain[char], mark: 0};
	// Negative circled and squared letters have no decomposition.
	if (code >= 0x1f150 && code <= 0x1f189) return styledLetter((code - 0x1f150) % 32);
	const wide = char.normalize('NFKC').toLowerCase();
	const bare = wide.normalize('NFKD').replace(/\p{M}/gu, '');
	if (/^\p{M}+$/u.test(char)) return {text: '', mark: 0};
	if (bare === '' || bare.length > 3 || /^\s/.test(bare))
		return {text: code === 0x2028 ? '\n' : ' ', mark: 0};
	const changed = char.toLowerCase() === wide ? (bare === wide ? 0 : mark.accent) : mark.styled;
	return {text: plain[bare] ?? bare, mark: /[a-z0-9]/.test(bare) ? changed : 0};
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
