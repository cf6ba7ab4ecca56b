import {EMOJI} from '#sandbox/shared/emoji.ts';

const URL_PATTERN = /https?:\/\/[^\s]+/g;
const URL_WEIGHT = 23;
/** Code points that count one; all others count two. */
const LIGHT: readonly [number, number][] = [
	[0, 4351],
	[8192, 8205],
	[8208, 8223],
	[8242, 8247],
];

/** Length as X counts: URLs 23, an emoji 2, other scripts 2 per character. */
export function weightedLength(text: string): number {
	const urls = text.match(URL_PATTERN)?.length ?? 0;
	const rest = text.replace(URL_PATTERN, '');
	const emoji = rest.match(EMOJI)?.length ?? 0;
	const plain = [...rest.replace(EMOJI, '')].reduce((sum, character) => sum + weightOf(character), 0);
	return urls * URL_WEIGHT + emoji * 2 + plain;
}

/** UTF-16 offset at which the weighted length passes `limit`, or `text.length`. */
export function overflowAt(text: string, limit: number): number {
	if (weightedLength(text) <= limit) return text.length;
	let end = 0;
	for (const character of text) {
		if (weightedLength(text.slice(0, end + character.length)) > limit) return end;
		end += character.length;
	}
	return end;
}

function weightOf(character: string): number {
	const point = character.codePointAt(0)!;
	return LIGHT.some(([from, to]) => point >= from && point <= to) ? 1 : 2;
}
