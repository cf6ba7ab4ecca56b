import {factNames} from './format.ts';
import {flag, type Tokens} from './scan.ts';
import {type Memory, spareOf} from './spare.ts';
import type {Views} from './views.ts';

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
	/**
	 * Open addressing by set and place. A slot is taken if its hit says that it has that slot, so what an earlier text
	 * left there need not be cleared.
	 */
	table: Int32Array;
	slot: Int32Array;
}

export const longest = 30;

const spare = spareOf<Hits>(capacity => ({
	capacity,
	head: new Int32Array(0),
	count: 0,
	set: new Int32Array(capacity),
	at: new Int32Array(capacity),
	mask: new Int32Array(capacity),
	next: new Int32Array(capacity),
	table: new Int32Array(tableSize(capacity)),
	slot: new Int32Array(capacity),
}));

/** A power of two, so that a mask wraps it, and never more than half full, so that probes stay short. */
const tableSize = (capacity: number) => 2 ** Math.ceil(Math.log2(capacity * 2));

export const releaseHits = spare.give;

/** No hits yet; `expected` is only a guess. */
export function newHits(sets: number, expected: number): Hits {
	const hits = spare.take(expected);
	if (hits.head.length !== sets) hits.head = new Int32Array(sets);
	hits.head.fill(-1);
	hits.count = 0;
	return hits;
}

/** The slot of a set's hit at a place, or the free one where it would go. */
function slotOf(hits: Hits, set: number, at: number): number {
	const {table, count, slot: slots, set: sets, at: places} = hits;
	const wrap = table.length - 1;
	let slot = (Math.imul(set ^ Math.imul(at, 0x9e3779b1), 0x85ebca6b) >>> 8) & wrap;
	for (; ; slot = (slot + 1) & wrap) {
		const hit = table[slot]!;
		if (hit >= count || slots[hit] !== slot || (sets[hit] === set && places[hit] === at)) return slot;
	}
}

const isTaken = ({table, count, slot: slots}: Hits, slot: number) =>
	table[slot]! < count && slots[table[slot]!] === slot;

/** Mask of the matches of a set that begin at a word; 0 if none. */
export function maskAt(hits: Hits, set: number, at: number): number {
	if (hits.head[set]! < 0) return 0;
	const slot = slotOf(hits, set, at);
	return isTaken(hits, slot) ? hits.mask[hits.table[slot]!]! : 0;
}

export function addHit(hits: Hits, set: number, at: number, mask: number): void {
	const slot = slotOf(hits, set, at);
	if (isTaken(hits, slot)) {
		hits.mask[hits.table[slot]!]! |= mask;
		return;
	}
	const hit = hits.count;
	if (hit === hits.capacity) {
		grow(hits);
		addHit(hits, set, at, mask);
		return;
	}
	hits.count++;
	hits.table[slot] = hit;
	hits.slot[hit] = slot;
	hits.set[hit] = set;
	hits.at[hit] = at;
	hits.mask[hit] = mask;
	hits.next[hit] = hits.head[set]!;
	hits.head[set] = hit;
}

function grow(hits: Hits): void {
	const {count, set, at, mask, head} = hits;
	Object.assign(hits, spare.take(hits.capacity * 2), {head: head.fill(-1), count: 0});
	for (let hit = 0; hit < count; hit++) addHit(hits, set[hit]!, at[hit]!, mask[hit]!);
}

/** One pass over the words through the trie of all literal phrases. */
export function matchLiterals(v: Views, tokens: Tokens, hits: Hits): void {
	const {word, flags, count} = tokens;
	const {node, out, outSet} = v;
	for (let i = 0; i < count; i++) {
		let state = word[i]!;
		for (let j = i + 1; state >= 0; j++) {
			for (let o = out[state]!; o < out[state + 1]!; o++) addHit(hits, outSet[o]!, i, 1 << (j - i));
			if (node[state] === node[state + 1] || j >= count || word[j]! < 0 || flags[j]! & flag.hard) break;
			state = child(v, state, word[j]!);
		}
	}
}

function child(v: Views, state: number, word: number): number {
	const {edge, node} = v;
	let low = node[state]!;
	let high = node[state + 1]! - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = edge[middle * 2]!;
		if (found === word) return edge[middle * 2 + 1]!;
		if (found < word) low = middle + 1;
		else high = middle - 1;
	}
	return -1;
}

export const element = {set: 0, optional: 1, gap: 2, any: 3, across: 4} as const;

/** Composite patterns in order of dependence: `owner, length, elements…`; the first element is a set. */
export function matchPrograms(v: Views, tokens: Tokens, hits: Hits): void {
	const {program} = v;
	for (let p = 0; p < program.length; ) {
		const owner = program[p]!;
		const first = p + 2;
		const end = first + program[p + 1]!;
		for (let hit = hits.head[program[first]! & 0xffffff]!; hit >= 0; hit = hits.next[hit]!) {
			const at = hits.at[hit]!;
			const mask = run(program, first + 1, end, tokens, hits, at, hits.mask[hit]!);
			if (mask) addHit(hits, owner, at, mask);
		}
		p = end;
	}
}

function run(
	program: Int32Array,
	from: number,
	end: number,
	tokens: Tokens,
	hits: Hits,
	at: number,
	start: number,
): number {
	let mask = start;
	let across = false;
	for (let e = from; e < end && mask; e++) {
		const kind = program[e]! >>> 24;
		const value = program[e]! & 0xffffff;
		if (kind === element.across) across = true;
		else if (kind === element.gap) mask = skip(tokens, at, mask, value, true, across);
		else if (kind === element.any) mask = skip(tokens, at, mask, 1, false, across);
		else {
			const next = follow(tokens, hits, at, mask, value, across);
			mask = kind === element.optional ? mask | next : next;
			across = false;
		}
	}
	return mask;
}

function follow(tokens: Tokens, hits: Hits, at: number, mask: number, set: number, across: boolean): number {
	let result = 0;
	for (let rest = mask; rest; rest &= rest - 1) {
		const length = 31 - Math.clz32(rest & -rest);
		const place = at + length;
		if (place >= tokens.count || (!across && length > 0 && tokens.flags[place]! & flag.hard)) continue;
		const found = maskAt(hits, set, place);
		if (found) result |= shifted(found, length);
	}
	return result;
}

/** Matches longer than a mask can hold are dropped, never wrapped round. */
const shifted = (mask: number, by: number) => (by > longest ? 0 : (mask << by) & (2 ** (longest + 1) - 1));

function skip(
	tokens: Tokens,
	at: number,
	mask: number,
	words: number,
	optional: boolean,
	across: boolean,
): number {
	let result = optional ? mask : 0;
	for (let rest = mask; rest; rest &= rest - 1) {
		const length = 31 - Math.clz32(rest & -rest);
		for (let k = 1; k <= words && length + k <= longest; k++) {
			const place = at + length + k - 1;
			if (place >= tokens.count || (!across && tokens.flags[place]! & flag.hard)) break;
			result |= 1 << (length + k);
		}
	}
	return result;
}

/** Number of sets before the authored ones: the facts. */
export const factSets = factNames.length;
