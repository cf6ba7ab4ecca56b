/** What search compares: words, as index and question alike take them out of a text. */

/** Scripts that are written without spaces: each character is a word, and a question for several is a phrase. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;
const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Lower case, compatibility forms and accents undone; everything else that is no letter or digit parts words. */
export function wordsOf(text: string): string[] {
	const plain = text
		.toWellFormed()
		.normalize('NFKD')
		.replace(/[\u0300-\u036f\u200b-\u200f\u2060\ufeff]/g, '')
		.normalize('NFC')
		.toLowerCase()
		.replace(unspaced, ' $& ');
	return plain.match(word) ?? [];
}

/** Words side by side; the last one may be a beginning (`financ*`). */
export interface Term {
	words: string[];
	isPrefix: boolean;
}

/** All of `all`, one of `any` if there are any, none of `none`. */
export interface Question {
	all: Term[];
	any: Term[];
	none: Term[];
}

/** `"balloon payment" pcp financ* -sold`: words and phrases that all must be there, or (with `-`) must not. */
export function questionOf(text: string, any: readonly string[]): Question {
	const question: Question = {all: [], any: [], none: []};
	for (const [, minus, quoted, bare, star] of text.matchAll(/(-?)(?:"([^"]*)"|([^\s"*]+))(\*?)/g)) {
		const term = {words: wordsOf(quoted ?? bare ?? ''), isPrefix: star === '*'};
		if (term.words.length > 0) question[minus ? 'none' : 'all'].push(term);
	}
	question.any = any.map(termOf).filter(({words}) => words.length > 0);
	return question;
}

/** One line of a concept list: a phrase, with `*` at its end for its beginnings. */
function termOf(line: string): Term {
	return {words: wordsOf(line), isPrefix: line.trimEnd().endsWith('*')};
}
