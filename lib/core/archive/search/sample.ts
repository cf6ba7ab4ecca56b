/** Drawing at random so that anybody can draw the same again, and what a draw proves. */
import {sha256} from '@noble/hashes/sha2.js';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';

/**
 * `size` of the ids: those whose SHA-256 of `seed`, a line end and the id is smallest. No generator, no order of a
 * database: whoever has the ids and the seed draws the same.
 */
export function drawSample(ids: Iterable<string>, seed: string, size: number): string[] {
	const ranked = Array.from(ids, id => ({id, rank: bytesToHex(sha256(utf8ToBytes(`${seed}\n${id}`)))}));
	return ranked
		.toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
		.slice(0, size)
		.map(({id}) => id);
}

/**
 * Upper bound of a share, of which `hits` were seen in a random sample of `size`, with this confidence (exact, one-sided,
 * Clopper and Pearson): 0 of 300 → 0.0099, 1 of 300 → 0.0157 at 95 %.
 */
export function upperBound(hits: number, size: number, confidence = 0.95): number {
	if (size === 0 || hits >= size) return 1;
	let [low, high] = [hits / size, 1];
	for (let i = 0; i < 60; i++) {
		const middle = (low + high) / 2;
		if (atMost(hits, size, middle) > 1 - confidence) low = middle;
		else high = middle;
	}
	return high;
}

/** Probability of at most `hits` in `size` draws of chance `p`. */
function atMost(hits: number, size: number, p: number): number {
	let [term, sum] = [(1 - p) ** size, 0];
	for (let k = 0; k <= hits; k++) {
		sum += term;
		term *= ((size - k) / (k + 1)) * (p / (1 - p));
	}
	return sum;
}
