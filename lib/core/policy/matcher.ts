import {factNames} from './format.ts';
import {addHit, addHits, type Hits, longest, maskAt} from './hits.ts';
import {flag, type Tokens} from './scan.ts';
import type {Views} from './views.ts';

/** One pass over the words through the trie of all literal phrases. */
export function matchLiterals(v: Views, tokens: Tokens, hits: Hits): void {
	const {word, flags, count} = tokens;
	const {node, out, outSet} = v;
	for (let i = 0; i < count; i++) {
		hits.from[i] = hits.count;
		let state = word[i]!;
		for (let j = i + 1; state >= 0; j++) {
			addHits(hits, outSet, out[state]!, out[state + 1]!, i, 1 << (j - i));
			if (node[state] === node[state + 1] || j >= count || word[j]! < 0 || flags[j]! & flag.hard) break;
			state = child(v, state, word[j]!);
		}
	}
	hits.from[count] = hits.count;
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

/**
 * Composite patterns in order of dependence: `owner, length, elements…`; the first element is a set. Of thousands a text can
 * match some dozens: only those are looked at whose sets all stand in it.
 */
export function matchPrograms(v: Views, tokens: Tokens, hits: Hits): void {
	const all = programsOf(v);
	const {ready} = all;
	all.lacking.set(all.needs);
	for (let hit = 0; hit < hits.count; hit++) if (hits.next[hit]! < 0) stands(all, hits.set[hit]!);
	for (let group = 0; group < ready.length; group++)
		while (ready[group]) {
			const bit = 31 - Math.clz32(ready[group]! & -ready[group]!);
			ready[group]! ^= 1 << bit;
			matchProgram(v, all, group * 32 + bit, tokens, hits);
		}
}

function matchProgram({program}: Views, all: Programs, index: number, tokens: Tokens, hits: Hits): void {
	const start = all.at[index]!;
	const owner = program[start]!;
	const end = start + 2 + program[start + 1]!;
	const isNew = hits.head[owner]! < 0;
	for (let hit = hits.head[program[start + 2]! & 0xffffff]!; hit >= 0; hit = hits.next[hit]!) {
		const at = hits.at[hit]!;
		const mask = run(program, start + 3, end, tokens, hits, at, hits.mask[hit]!);
		if (mask) addHit(hits, owner, at, mask);
	}
	if (isNew && hits.head[owner]! >= 0) stands(all, owner);
}

interface Programs {
	/** Where each pattern begins. */
	at: Int32Array;
	/** How many sets each needs, and how many of them the text has not shown yet. */
	needs: Uint8Array;
	lacking: Uint8Array;
	/** One bit a pattern: it lacks nothing and was not looked at. */
	ready: Int32Array;
	/** Set → first of its `users`, the patterns that need it; one more than sets. */
	usersAt: Int32Array;
	users: Int32Array;
}

/** A set that stands in the text; patterns that need it come after those that make it. */
function stands({usersAt, users, lacking, ready}: Programs, set: number): void {
	for (let i = usersAt[set]!; i < usersAt[set + 1]!; i++) {
		const user = users[i]!;
		if (--lacking[user]! === 0) ready[user >>> 5]! |= 1 << (user & 31);
	}
}

const indexed = new WeakMap<Int32Array, Programs>();

function programsOf(v: Views): Programs {
	const index = indexed.get(v.program) ?? indexOf(v);
	indexed.set(v.program, index);
	return index;
}

function indexOf({program, counts}: Views): Programs {
	const at: number[] = [];
	const needs: number[] = [];
	const usersOf: number[][] = Array.from({length: counts[1]!}, () => []);
	for (let p = 0; p < program.length; p += 2 + program[p + 1]!) {
		const sets = neededBy(program, p);
		for (const set of sets) usersOf[set]!.push(at.length);
		at.push(p);
		needs.push(sets.size);
	}
	const usersAt = [0];
	for (const users of usersOf) usersAt.push(usersAt.at(-1)! + users.length);
	return {
		at: Int32Array.from(at),
		needs: Uint8Array.from(needs),
		lacking: new Uint8Array(at.length),
		ready: new Int32Array(Math.ceil(at.length / 32)),
		usersAt: Int32Array.from(usersAt),
		users: Int32Array.from(usersOf.flat()),
	};
}

function neededBy(program: Int32Array, p: number): Set<number> {
	const sets = new Set([program[p + 2]! & 0xffffff]);
	for (let e = p + 3; e < p + 2 + program[p + 1]!; e++)
		if (program[e]! >>> 24 === element.set) sets.add(program[e]! & 0xffffff);
	return sets;
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

// A set with more hits is asked about each place instead.
const fewHits = 6;

/** Goes on with a set: from each place that a gap left open to each hit there, whichever are fewer. */
function follow(tokens: Tokens, hits: Hits, at: number, mask: number, set: number, across: boolean): number {
	if ((mask & (mask - 1)) === 0) return followPlaces(tokens, hits, at, mask, set, across);
	let result = 0;
	let hit = hits.head[set]!;
	for (let n = 0; hit >= 0; n++) {
		if (n === fewHits) return followPlaces(tokens, hits, at, mask, set, across);
		const place = hits.at[hit]!;
		const length = place - at;
		if (length >= 0 && length <= longest && mask & (1 << length) && isOpen(tokens, place, across))
			result |= shifted(hits.mask[hit]!, length);
		hit = hits.next[hit]!;
	}
	return result;
}

function followPlaces(
	tokens: Tokens,
	hits: Hits,
	at: number,
	mask: number,
	set: number,
	across: boolean,
): number {
	let result = 0;
	for (let rest = mask; rest; rest &= rest - 1) {
		const length = 31 - Math.clz32(rest & -rest);
		const place = at + length;
		if (place >= tokens.count || !isOpen(tokens, place, across)) continue;
		const found = maskAt(hits, set, place);
		if (found) result |= shifted(found, length);
	}
	return result;
}

/** No sentence ends before this word, or the pattern goes on across its end. */
const isOpen = ({flags}: Tokens, place: number, across: boolean) =>
	across || (flags[place]! & flag.hard) === 0;

const allLengths = 2 ** (longest + 1) - 1;
/** Matches longer than a mask can hold are dropped, never wrapped round. */
const shifted = (mask: number, by: number) => (by > longest ? 0 : (mask << by) & allLengths);

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
