/** Which items have some words said of them: one bit an item and word, so that a hundred thousand are counted at once. */

interface Told {
	/** Words with a blank between them. Never all taken apart at once: a million words at hand take longer than the counting. */
	facts: string;
}

export interface Finder<T> {
	/** Of which all of these are said; of `a|b` either. */
	all(facts: readonly string[]): T[];
	/** How many those are. */
	count(facts: readonly string[]): number;
	/** `at:group/leeds` → `group/leeds`, in order. */
	keysOf(word: string): string[];
}

type Bits = Uint32Array;

/** As the archive's search does it, of items at hand. */
export function finder<T extends Told>(items: readonly T[]): Finder<T> {
	const by = bitsByFact(items);
	const none: Bits = new Uint32Array(Math.ceil(items.length / 32));
	const either = (fact: string): Bits =>
		fact
			.split('|')
			.map(one => by.get(one) ?? none)
			.reduce(join, none);
	const one = (fact: string): Bits => by.get(fact) ?? (fact.includes('|') ? either(fact) : none);
	const both = (facts: readonly string[]): Bits => facts.map(one).reduce(meet);
	return {
		all: facts => (facts.length === 0 ? [...items] : at(items, both(facts))),
		count: facts =>
			facts.length === 0 ? items.length : both(facts).reduce((sum, bits) => sum + ones(bits), 0),
		keysOf: word =>
			[...by.keys()]
				.filter(fact => fact.startsWith(`${word}:`))
				.map(fact => fact.slice(word.length + 1))
				.sort(),
	};
}

function bitsByFact(items: readonly Told[]): Map<string, Bits> {
	const by = new Map<string, Bits>();
	const length = Math.ceil(items.length / 32);
	for (const [i, {facts}] of items.entries())
		for (const fact of facts.split(' ')) {
			const bits = by.get(fact) ?? new Uint32Array(length);
			bits[i >> 5]! |= 1 << (i & 31);
			by.set(fact, bits);
		}
	return by;
}

const join = (a: Bits, b: Bits): Bits => a.map((bits, i) => bits | b[i]!);
const meet = (a: Bits, b: Bits): Bits => a.map((bits, i) => bits & b[i]!);

function at<T>(items: readonly T[], bits: Bits): T[] {
	const found: T[] = [];
	for (let word = 0; word < bits.length; word++)
		for (let left = bits[word]!; left !== 0; left &= left - 1)
			found.push(items[word * 32 + 31 - Math.clz32(left & -left)]!);
	return found;
}

/** Bits that are set in 32 of them. */
function ones(bits: number): number {
	let n = bits - ((bits >>> 1) & 0x55555555);
	n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
	return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
