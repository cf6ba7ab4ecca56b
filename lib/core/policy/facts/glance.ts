/**
 * One look at a text, instead of a search for each of some hundred words: which pairs of neighbouring signs stand in it. A word
 * all of whose pairs are there is then searched for; the others, nearly all, cannot be there.
 */

/** Asks whether one of its words stands in a text. */
export type Mentions = (text: string) => boolean;

const kinds = 32;
const [figure, space, stop, pound] = [27, 28, 29, 30];
/** ASCII unit → kind of sign: a letter is itself, a figure any figure; 0 is everything else. */
const kindOf = new Uint8Array(128);
for (let i = 0; i < 26; i++) kindOf[97 + i] = i + 1;
for (let i = 48; i <= 57; i++) kindOf[i] = figure;
kindOf[32] = space;
kindOf[46] = stop;
const poundSign = 0xa3;
const kindAt = (text: string, i: number) => {
	const code = text.charCodeAt(i);
	return code < 128 ? kindOf[code]! : code === poundSign ? pound : 0;
};

// The text looked at last: most questions are about the same one. Only a memory, an answer never depends on it.
let seen = '';
/** Kind of sign → one bit for each kind that follows it somewhere. */
const followers = new Int32Array(kinds);

function look(text: string): void {
	followers.fill(0);
	let last = 0;
	for (let i = 0; i < text.length; i++) {
		const kind = kindAt(text, i);
		followers[last]! |= 1 << kind;
		last = kind;
	}
	seen = text;
}

/**
 * Asked before a pattern that cannot match unless one of the words stands there. Lower case: texts are folded.
 */
export function mentioning(...words: readonly string[]): Mentions {
	const pairs = words.map(pairsOf);
	return text => {
		if (text !== seen) look(text);
		for (let w = 0; w < words.length; w++) if (mayStand(pairs[w]!) && text.includes(words[w]!)) return true;
		return false;
	};
}

/** At least so many times one of the words, parts of other words counted too. */
export function mentionsOf(text: string, words: readonly string[], least: number): boolean {
	let count = 0;
	for (const word of words)
		for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
			if (++count === least) return true;
	return false;
}

/** Kind and bit of the follower, alternating. */
const pairsOf = (word: string) =>
	Int32Array.from({length: Math.max(0, word.length - 1) * 2}, (_, i) =>
		i % 2 === 0 ? kindAt(word, i / 2) : 1 << kindAt(word, (i + 1) / 2),
	);

function mayStand(pairs: Int32Array): boolean {
	for (let i = 0; i < pairs.length; i += 2) if (!(followers[pairs[i]!]! & pairs[i + 1]!)) return false;
	return true;
}
