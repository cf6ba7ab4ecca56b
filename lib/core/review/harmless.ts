/**
 * Words whose coming or going makes no promise and changes none. Everything else counts as part of a claim: a list of
 * what is harmless can only be too short, one of what is harmful only too long. Left out on purpose: `not`, `only`,
 * `from`, `or`, `if`, `by`, `all`, `we` and `you` (who pays whom), tenses, and every adjective.
 */
const list = (words: string) => new Set(words.split(' '));

/** May come and go. */
export const plainWords = list(
	'a an the our your here there this these is are at in on of hi hello hey dear thanks thank please kindly sorry ' +
		"regards cheers welcome site branch showroom dealership store office team people there's it's that's",
);

/** Signs that divide and do not say anything. `?` is not among them: it turns a statement into a question. */
export const plainSigns = list('. , ! ; : … \' " ‘ ’ “ ” ( ) – — - & •');

/** May go and not come. */
const pictures = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F)$/u;
export const isPicture = (sign: string): boolean => pictures.test(sign);

/** Numbers as words: a figure like any other. */
export const numberWords = list(
	'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
		'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands ' +
		'million half third quarter double triple dozen couple pair both once twice percent pound pounds pence grand ' +
		'today tomorrow tonight now monday tuesday wednesday thursday friday saturday sunday week weeks month months ' +
		'monthly weekly year years annual daily day days hour hours minute minutes',
);
