/** Files that are published: what each is by its own bytes, and how large one may be. */

/** Bytes of one file. A larger one cannot be checked in the page, so a post with it is held. */
export const mediaLimit = 100 * 1024 * 1024;

/** Bytes of a file that travel at once: from page to background, and from there to the hub. */
export const mediaPart = 2 * 1024 * 1024;

/** Bytes that `mediaType` looks at. */
export const mediaHead = 16;

export const unknownType = 'application/octet-stream';

/** By first bytes as Latin-1; several marks at one place are alternatives, several places must all fit. */
const marks: readonly (readonly [type: string, ...places: (readonly [at: number, ...texts: string[]])[]])[] =
	[
		['image/jpeg', [0, '\xff\xd8\xff']],
		['image/png', [0, '\x89PNG\r\n\x1a\n']],
		['image/gif', [0, 'GIF87a', 'GIF89a']],
		['image/webp', [0, 'RIFF'], [8, 'WEBP']],
		['image/avif', [4, 'ftypavif', 'ftypavis']],
		['image/heic', [4, 'ftypheic', 'ftypheix', 'ftyphevc', 'ftyphevx', 'ftypmif1', 'ftypmsf1']],
		['video/quicktime', [4, 'ftypqt  ']],
		['video/mp4', [4, 'ftyp']],
		['video/webm', [0, '\x1a\x45\xdf\xa3']],
	];

/**
 * What a file is by its first bytes, never by its name or by what a page calls it: page, background and hub must all say
 * the same. SVG and HTML have no such mark, so they are never shown as pictures.
 */
export function mediaType(head: Uint8Array): string {
	const text = String.fromCharCode(...head.subarray(0, mediaHead));
	const fits = ([at, ...texts]: readonly [number, ...string[]]) =>
		texts.some(mark => text.startsWith(mark, at));
	return marks.find(([, ...places]) => places.every(fits))?.[0] ?? unknownType;
}

/** May a browser draw it beside our own words? HEIC it cannot, but it does no harm. */
export function isShowable(type: string): boolean {
	return type !== unknownType && marks.some(([known]) => known === type);
}

/** Of a file in an export: `.png`; empty when nobody knows. */
export function extensionOf(type: string): string {
	if (!isShowable(type)) return '';
	const name = type.slice(type.indexOf('/') + 1);
	return `.${name === 'jpeg' ? 'jpg' : name === 'quicktime' ? 'mov' : name}`;
}
