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
	/** Of each place, 256 bits: those of its sets. Most questions are about a set that is not there, and end here. */
	signs: Int32Array;
	/**
	 * Hits that come in no order (facts, composite patterns), by open addressing over set and place. A slot is taken if its
	 * hit says that it has that slot, so what an earlier text left there need not be cleared.
	 */
	table: Int32Array;
	slot: Int32Array;
}

export const longest = 30;

const spare = spareOf<Hits>(capacity => ({
	capacity,
	head: new Int32Array(0),
	count: 0,
	...hitArrays(capacity),
	from: new Int32Array(0),
	signs: new Int32Array(0),
}));

const hitArrays = (capacity: number) => ({
	set: new Int32Array(capacity),
	at: new Int32Array(capacity),
	mask: new Int32Array(capacity),
	next: new Int32Array(capacity),
	table: new Int32Array(tableSize(capacity)),
	slot: new Int32Array(capacity),
});

/** A power of two, so that a mask wraps it, and never more than half full, so that probes stay short. */
const tableSize = (capacity: number) => 2 ** Math.ceil(Math.log2(capacity * 2));

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
		hits.signs = new Int32Array(places * signInts);
	}
	hits.head.fill(-1);
	hits.from.fill(0, 0, places + 1);
	hits.signs.fill(0, 0, places * signInts);
	hits.count = 0;
	return hits;
}

/** The slot of a set's hit at a place, or the free one where it would go. */
function slotOf(hits: Hits, set: number, at: number): number {
	const {table, set: sets, at: places} = hits;
	const wrap = table.length - 1;
	let slot = (Math.imul(set ^ Math.imul(at, 0x9e3779b1), 0x85ebca6b) >>> 8) & wrap;
	for (; ; slot = (slot + 1) & wrap) {
		const hit = table[slot]!;
		if (!isTaken(hits, slot) || (sets[hit] === set && places[hit] === at)) return slot;
	}
}

const isTaken = ({table, count, slot: slots}: Hits, slot: number) =>
	table[slot]! < count && slots[table[slot]!] === slot;

/** The hit of a set at a place, or -1. */
function hitAt(hits: Hits, set: number, at: number): number {
	if (!(hits.signs[at * signInts + ((set >>> 5) & 7)]! & (1 << (set & 31)))) return -1;
	const end = hits.from[at + 1]!;
	for (let hit = hits.from[at]!; hit < end; hit++) if (hits.set[hit] === set) return hit;
	const slot = slotOf(hits, set, at);
	return isTaken(hits, slot) ? hits.table[slot]! : -1;
}

/** Mask of the matches of a set that begin at a word; 0 if none. */
export function maskAt(hits: Hits, set: number, at: number): number {
	const hit = hitAt(hits, set, at);
	return hit < 0 ? 0 : hits.mask[hit]!;
}

export function addHit(hits: Hits, set: number, at: number, mask: number): void {
	const known = hitAt(hits, set, at);
	if (known >= 0) {
		hits.mask[known]! |= mask;
		return;
	}
	enter(hits, append(hits, set, at, mask));
}

export function append(hits: Hits, set: number, at: number, mask: number): number {
	if (hits.count === hits.capacity) grow(hits);
	const hit = hits.count++;
	hits.set[hit] = set;
	hits.at[hit] = at;
	hits.mask[hit] = mask;
	hits.next[hit] = hits.head[set]!;
	hits.slot[hit] = -1;
	hits.head[set] = hit;
	hits.signs[at * signInts + ((set >>> 5) & 7)]! |= 1 << (set & 31);
	return hit;
}

function enter(hits: Hits, hit: number): void {
	const slot = slotOf(hits, hits.set[hit]!, hits.at[hit]!);
	hits.table[slot] = hit;
	hits.slot[hit] = slot;
}

function grow(hits: Hits): void {
	const {count, set, at, mask, next, slot} = hits;
	Object.assign(hits, hitArrays(hits.capacity * 2), {capacity: hits.capacity * 2});
	hits.set.set(set);
	hits.at.set(at);
	hits.mask.set(mask);
	hits.next.set(next);
	hits.slot.fill(-1, 0, count);
	for (let hit = 0; hit < count; hit++) if (slot[hit]! >= 0) enter(hits, hit);
}
