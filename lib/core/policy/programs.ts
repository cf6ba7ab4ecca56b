import {element, factSets} from './format.ts';
import type {Views} from './views.ts';

/** An index over the composite patterns of a policy, made when it first reads a text. */
export interface Programs {
	/** Where each pattern begins. */
	at: Int32Array;
	/** Pattern → first of the sets it needs beside the one it waits for; one more than patterns. */
	needsAt: Int32Array;
	needs: Int32Array;
	/** Set → first of the patterns that wait for it; one more than sets. Each waits for the rarest set it needs. */
	waitingAt: Int32Array;
	waiting: Int32Array;
	/** One bit a pattern: what it waits for stands in the text, and it was not looked at. */
	ready: Int32Array;
}

const indexed = new WeakMap<Int32Array, Programs>();

export function programsOf(v: Views): Programs {
	const index = indexed.get(v.program) ?? indexOf(v);
	indexed.set(v.program, index);
	return index;
}

function indexOf(v: Views): Programs {
	const {program, counts} = v;
	const often = frequencies(v);
	const at: number[] = [];
	const needs: number[][] = [];
	const waiting: number[][] = Array.from({length: counts[1]!}, () => []);
	for (let p = 0; p < program.length; p += 2 + program[p + 1]!) {
		const sets = neededBy(program, p);
		const rarest = sets.reduce((least, set) => (often[set]! < often[least]! ? set : least));
		// A set that only patterns make is as rare as what they wait for.
		often[program[p]!]! += often[rarest]!;
		waiting[rarest]!.push(at.length);
		needs.push(sets.filter(set => set !== rarest));
		at.push(p);
	}
	const [needed, waits] = [listed(needs), listed(waiting)];
	return {
		at: Int32Array.from(at),
		needsAt: needed.at,
		needs: needed.all,
		waitingAt: waits.at,
		waiting: waits.all,
		ready: new Int32Array(Math.ceil(at.length / 32)),
	};
}

/**
 * A guess how often each set stands in a text: facts in most, words that many sets have more often than those of one. Any
 * guess gives the same matches; a good one fewer patterns to look at.
 */
function frequencies({counts, out, outSet}: Views): Float64Array {
	const often = new Float64Array(counts[1]!).fill(Number.MAX_VALUE, 0, factSets);
	for (let node = 0; node + 1 < out.length; node++)
		// The first nodes are single words, the others phrases.
		for (let i = out[node]!; i < out[node + 1]!; i++)
			often[outSet[i]!]! += node < counts[0]! ? out[node + 1]! - out[node]! : 1;
	return often;
}

function neededBy(program: Int32Array, p: number): number[] {
	const sets = new Set([program[p + 2]! & 0xffffff]);
	for (let e = p + 3; e < p + 2 + program[p + 1]!; e++)
		if (program[e]! >>> 24 === element.set) sets.add(program[e]! & 0xffffff);
	return [...sets];
}

/** Lists end to end, and where each begins. */
function listed(lists: readonly (readonly number[])[]): {at: Int32Array; all: Int32Array} {
	const at = new Int32Array(lists.length + 1);
	lists.forEach((list, i) => {
		at[i + 1] = at[i]! + list.length;
	});
	return {at, all: Int32Array.from(lists.flat())};
}
