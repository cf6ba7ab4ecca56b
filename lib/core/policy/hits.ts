import {type Memory, spareOf} from './spare.ts';

/**
 * Which sets of words and patterns stand where in one text. A hit's mask has bit n set when a match of n words
 * begins there, so that patterns combine without backtracking: linear in the text, whatever the pattern.
 */
export interface Hits extends Memory {
	/** Set → its latest hit, or -1. */
	head: Int32Array;
	count: number;
	/** Of each hit: its set, its place, its mask, and the set's hit before it or -1. */
	set: Int32Array;
	at: Int32Array;
	mask: Int32Array;
	next: Int32Array;
	/** Place → first hit that the pass over the words left there; one more than places. */
	from: Int32Array;
	/** Place → the latest of the hits that come in no order (facts, composite patterns), or -1; and the one before each. */
	late: Int32Array;
	before: Int32Array;
	/** Of each place, 256 bits: those of its sets. Most questions are about a set that is not there, and end here. */
	signs: Int32Array;
}

export const longest = 30;

const spare = spareOf<Hits>(capacity => ({
	capacity,
	head: new Int32Array(0),
	count: 0,
	...hitArrays(capacity),
	from: new Int32Array(0),
	late: new Int32Array(0),
	signs: new Int32Array(0),
}));

const hitArrays = (capacity: number) => ({
	set: new Int32Array(capacity),
	at: new Int32Array(capacity),
	mask: new Int32Array(capacity),
	next: new Int32Array(capacity),
	before: new Int32Array(capacity),
});

export const releaseHits = spare.give;

// A guess; a word of a draft is in some thirty sets of the packs.
const hitsAtPlace = 32;
const signInts = 8;

/** No hits yet. `places` is the number of words. */
export function newHits(sets: number, places: number): Hits {
	const hits = spare.take(places * hitsAtPlace);
	if (hits.head.length !== sets) hits.head = new Int32Array(sets);
	if (hits.from.length <= places) {
		hits.from = new Int32Array(places + 1);
		hits.late = new Int32Array(places);
		hits.signs = new Int32Array(places * signInts);
	}
	hits.head.fill(-1);
	hits.from.fill(0, 0, places + 1);
	hits.late.fill(-1, 0, places);
	hits.signs.fill(0, 0, places * signInts);
	hits.count = 0;
	return hits;
}

/** The hit of a set at a place, or -1. */
function hitAt({signs, from, set: sets, late, before}: Hits, set: number, at: number): number {
	if (!(signs[at * signInts + ((set >>> 5) & 7)]! & (1 << (set & 31)))) return -1;
	const end = from[at + 1]!;
	for (let hit = from[at]!; hit < end; hit++) if (sets[hit] === set) return hit;
	let hit = late[at]!;
	while (hit >= 0 && sets[hit] !== set) hit = before[hit]!;
	return hit;
}

/** Mask of the matches of a set that begin at a word; 0 if none. */
export function maskAt(hits: Hits, set: number, at: number): number {
	const hit = hitAt(hits, set, at);
	return hit < 0 ? 0 : hits.mask[hit]!;
}

/** A hit out of order: of a fact, or of a pattern made of others. */
export function addHit(hits: Hits, set: number, at: number, mask: number): void {
	const known = hitAt(hits, set, at);
	if (known >= 0) {
		hits.mask[known]! |= mask;
		return;
	}
	if (hits.count === hits.capacity) grow(hits, 1);
	const hit = hits.count++;
	hits.set[hit] = set;
	hits.at[hit] = at;
	hits.mask[hit] = mask;
	hits.next[hit] = hits.head[set]!;
	hits.head[set] = hit;
	hits.before[hit] = hits.late[at]!;
	hits.late[at] = hit;
	hits.signs[at * signInts + ((set >>> 5) & 7)]! |= 1 << (set & 31);
}

/** Hits of the pass over the words: of each set in `[start, end)` of a list, at the place that the pass has reached. */
export function addHits(hits: Hits, list: Int32Array, start: number, end: number, at: number, mask: number) {
	if (hits.count + end - start > hits.capacity) grow(hits, end - start);
	// Nine tenths of all hits are made here: nothing is called, so that nothing has to be loaded again.
	const {set: sets, at: places, mask: masks, next, head, signs} = hits;
	const first = hits.from[at]!;
	const sign = at * signInts;
	let hit = hits.count;
	for (let i = start; i < end; i++) {
		const set = list[i]!;
		const latest = head[set]!;
		// A shorter phrase of the same set at the same place.
		if (latest >= first) {
			masks[latest]! |= mask;
			continue;
		}
		sets[hit] = set;
		places[hit] = at;
		masks[hit] = mask;
		next[hit] = latest;
		head[set] = hit++;
		signs[sign + ((set >>> 5) & 7)]! |= 1 << (set & 31);
	}
	hits.count = hit;
}

function grow(hits: Hits, least: number): void {
	const capacity = Math.max(hits.capacity * 2, hits.count + least);
	const {set, at, mask, next, before} = hits;
	Object.assign(hits, hitArrays(capacity), {capacity});
	hits.set.set(set);
	hits.at.set(at);
	hits.mask.set(mask);
	hits.next.set(next);
	hits.before.set(before);
}
