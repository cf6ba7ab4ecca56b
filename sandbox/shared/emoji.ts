/** The `v` flag as data: the compiler's target is one year older than the browsers that run this. */
const FLAGS = 'gv';

export const EMOJI = new RegExp('\\p{RGI_Emoji}', FLAGS);
/** Matches are kept by `split`: emoji, links, mentions, hashtags. */
export const MARKED = new RegExp(
	'(\\p{RGI_Emoji}|https?:\\/\\/\\S+|(?<![\\w@])@\\w{1,20}|(?<![\\w#])#[\\p{L}\\p{N}_]+)',
	FLAGS,
);
export const EMOJI_SPLIT = new RegExp('(\\p{RGI_Emoji})', FLAGS);

/** Code points in hex, joined by `-`: the file name of an emoji's picture. */
export const emojiFile = (emoji: string): string =>
	`${[...emoji].map(character => character.codePointAt(0)!.toString(16)).join('-')}.svg`;
