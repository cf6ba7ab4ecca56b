/** Texts and terms of the benchmarks: made from a seed, so that a ratio means the same on any machine. */

/** Mulberry32: numbers in [0, 1) from a seed. */
export function chanceFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

export interface Words {
	/** Natural sentences of our trade. */
	sentences: readonly string[];
	/** English words, most of them rare. */
	dictionary: readonly string[];
}

const pick = <T>(list: readonly T[], chance: () => number) => list[Math.floor(chance() * list.length)]!;

/**
 * 30 % rare words, 50 % pairs, 20 % triples that begin with common words. Each ends in a rare word of its own, so that no
 * two terms overlap and an engine that reports only the leftmost match still can find every one.
 */
export function termsOf(count: number, {sentences, dictionary}: Words, seed: number): string[] {
	const chance = chanceFrom(seed);
	const common = [
		...new Set(
			sentences
				.join(' ')
				.toLowerCase()
				.match(/\b[a-z]{3,}\b/g),
		),
	];
	const known = new Set(common);
	const rare = new Set<string>();
	while (rare.size < count) {
		const word = pick(dictionary, chance);
		if (/^[a-z]{5,12}$/.test(word) && !known.has(word)) rare.add(word);
	}
	return [...rare].map(word => {
		const kind = chance();
		if (kind < 0.3) return word;
		const head = kind < 0.8 ? [pick(common, chance)] : [pick(common, chance), pick(common, chance)];
		return [...head, word].join(' ');
	});
}

const emoji = ['🚗', '🎉', '🔥', '👀', '✨'];

/** Eight by default, because a branch predictor learns a single one by heart; a term about every 200 characters. */
export function textsOf(
	length: number,
	{sentences}: Words,
	terms: readonly string[],
	seed: number,
	count = 8,
): string[] {
	const chance = chanceFrom(seed);
	return Array.from({length: count}, () => {
		let text = '';
		while (text.length < length) {
			text += `${pick(sentences, chance)} `;
			if (chance() < 0.12) text += `${pick(emoji, chance)} `;
			if (chance() < 0.3) text += `We have ${pick(terms, chance)}. `;
		}
		return whole(text.slice(0, length));
	});
}

/** Without the half of a pair at the end. */
const whole = (text: string) => (/[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text);

const styles: readonly ((word: string) => string)[] = [
	word => word.toUpperCase(),
	word => `${word[0]}\u200b${word.slice(1)}`,
	word => word.replace(/[a-z]/g, letter => String.fromCodePoint(0x1d5ba + letter.charCodeAt(0) - 97)),
	word => word.replace(/o/g, 'о').replace(/e/g, 'é'),
];

/** The same texts with their terms disguised, for engines that claim to see through it. */
export function disguised(
	texts: readonly string[],
	terms: readonly string[],
	spansOf: (text: string) => Spans,
): string[] {
	const last = new Set(terms.map(term => term.slice(term.lastIndexOf(' ') + 1)));
	return texts.map(text =>
		spansOf(text).reduceRight((result, [start, end], i) => {
			const words = text.slice(start, end).split(' ');
			const styled = words.map(word => (last.has(word) ? styles[i % styles.length]!(word) : word));
			return result.slice(0, start) + styled.join(' ') + result.slice(end);
		}, text),
	);
}

/** Half-open, in UTF-16 units of the text as typed, in reading order. */
export type Spans = readonly (readonly [number, number])[];

/** The truth, found in the plainest way: each term by itself, whole words only. */
export function spansByHand(text: string, terms: readonly string[]): Spans {
	const lower = text.toLowerCase();
	const spans: [number, number][] = [];
	for (const term of terms)
		for (let at = lower.indexOf(term); at >= 0; at = lower.indexOf(term, at + 1)) {
			const end = at + term.length;
			if (!/\w/.test(lower[at - 1] ?? ' ') && !/\w/.test(lower[end] ?? ' ')) spans.push([at, end]);
		}
	return spans.sort((a, b) => a[0] - b[0]);
}
