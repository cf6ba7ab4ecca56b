/** Characters that a reader does not see, or takes for others: a reviewer must see what is hashed (trust.md, I15). */
export interface Revealed {
	start: number;
	end: number;
	kind: 'hidden' | 'direction' | 'look-alike';
	/** For the screen and the screen reader. */
	label: string;
}

const names: Readonly<Record<string, string>> = {
	'00AD': 'soft hyphen',
	'034F': 'invisible joiner',
	'061C': 'Arabic letter mark',
	'180E': 'invisible separator',
	'200B': 'zero-width space',
	'200C': 'zero-width non-joiner',
	'200D': 'zero-width joiner',
	'200E': 'left-to-right mark',
	'200F': 'right-to-left mark',
	'202A': 'left-to-right embedding',
	'202B': 'right-to-left embedding',
	'202C': 'end of embedding',
	'202D': 'left-to-right override',
	'202E': 'right-to-left override',
	'2060': 'word joiner',
	'2066': 'left-to-right isolate',
	'2067': 'right-to-left isolate',
	'2068': 'first-strong isolate',
	'2069': 'end of isolate',
	'3164': 'invisible letter',
	FEFF: 'zero-width no-break space',
};

const direction = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
const hidden =
	/(?:\u034F|[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\u{E0000}-\u{E007F}])/gu;
const picture = /\p{Extended_Pictographic}/u;
const word = /[\p{L}\p{M}\p{N}]+/gu;
const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu;

/** In order, without overlaps. */
export function revealedIn(text: string): Revealed[] {
	return [...hiddenIn(text), ...lookAlikesIn(text)].sort((a, b) => a.start - b.start);
}

function hiddenIn(text: string): Revealed[] {
	return [...text.matchAll(hidden)]
		.filter(({0: char, index}) => !isPartOfEmoji(text, char, index))
		.map(({0: char, index}) => ({
			start: index,
			end: index + char.length,
			kind: direction.test(char) ? ('direction' as const) : ('hidden' as const),
			label: nameOf(char),
		}));
}

/** A joiner between two pictures makes one picture; a tag after a picture makes a flag. */
function isPartOfEmoji(text: string, char: string, at: number): boolean {
	const before = text.slice(0, at).replace(/[\uFE0F\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}]+$/u, '');
	const last = [...before.slice(-2)].at(-1) ?? '';
	if (char === '\u200D') return picture.test(last) && picture.test(text.slice(at + 1, at + 3));
	return char >= '\u{E0020}' && last === '\u{1F3F4}';
}

/** Letters of another alphabet inside a Latin word, and letters dressed up as mathematics or full width. */
function lookAlikesIn(text: string): Revealed[] {
	return [...text.matchAll(word)].flatMap(({0: run, index}) => [
		...mixedIn(run, index),
		...[...run.matchAll(/\p{L}/gu)]
			.filter(({0: char}) => char.normalize('NFKC') !== char && /^[A-Za-z]/.test(char.normalize('NFKC')))
			.map(({0: char, index: at}) => lookAlike(char, index + at, `looks like ${char.normalize('NFKC')}`)),
	]);
}

function mixedIn(run: string, index: number): Revealed[] {
	if (!/[A-Za-z]/.test(run)) return [];
	return [...run.matchAll(foreign)].map(({0: char, index: at}) =>
		lookAlike(char, index + at, 'letter of another alphabet'),
	);
}

function lookAlike(char: string, start: number, what: string): Revealed {
	return {start, end: start + char.length, kind: 'look-alike', label: `${what} ${codeOf(char)}`};
}

function nameOf(char: string): string {
	const code = char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
	return `${names[code] ?? 'invisible character'} ${codeOf(char)}`;
}

function codeOf(char: string): string {
	return `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
