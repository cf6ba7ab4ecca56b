import {hashWord} from './format.ts';

/** The lexicon and the trie of all literal phrases, as plain number lists. */
export interface Tables {
	slots: Int32Array;
	wordStart: number[];
	chars: number[];
	node: number[];
	edge: number[];
	out: number[];
	outSet: number[];
}

interface Node {
	edges: Map<number, number>;
	sets: number[];
}

/** Builds the tables from each set's word sequences. Same input, same bytes. */
export function buildTables(sets: readonly (readonly string[][])[]): Tables {
	const words = [...new Set(sets.flat(2))].sort();
	const ids = new Map(words.map((word, id) => [word, id]));
	const nodes: Node[] = words.map(() => ({edges: new Map(), sets: []}));
	sets.forEach((sequences, set) => {
		for (const sequence of sequences)
			insert(
				nodes,
				sequence.map(word => ids.get(word)!),
				set,
			);
	});
	return {...lexicon(words), ...flattened(nodes)};
}

function insert(nodes: Node[], sequence: readonly number[], set: number): void {
	let state = sequence[0]!;
	for (const word of sequence.slice(1)) {
		const known = nodes[state]!.edges.get(word);
		const next = known ?? nodes.push({edges: new Map(), sets: []}) - 1;
		if (known === undefined) nodes[state]!.edges.set(word, next);
		state = next;
	}
	const {sets} = nodes[state]!;
	if (sets.at(-1) !== set && !sets.includes(set)) sets.push(set);
}

function flattened(nodes: readonly Node[]): Pick<Tables, 'node' | 'edge' | 'out' | 'outSet'> {
	const node = [0];
	const edge: number[] = [];
	const out = [0];
	const outSet: number[] = [];
	for (const {edges, sets} of nodes) {
		for (const [word, next] of [...edges].sort((a, b) => a[0] - b[0])) edge.push(word, next);
		node.push(edge.length / 2);
		for (const set of sets) outSet.push(set);
		out.push(outSet.length);
	}
	return {node, edge, out, outSet};
}

function lexicon(words: readonly string[]): Pick<Tables, 'slots' | 'wordStart' | 'chars'> {
	let size = 64;
	while (size < words.length * 2) size *= 2;
	const slots = new Int32Array(size * 2);
	const wordStart = [0];
	const chars: number[] = [];
	words.forEach((word, id) => {
		const hash = hashWord(word);
		let slot = hash & (size - 1);
		while (slots[slot * 2]! > 0) slot = (slot + 1) & (size - 1);
		slots[slot * 2] = id + 1;
		slots[slot * 2 + 1] = hash;
		for (let i = 0; i < word.length; i++) chars.push(word.charCodeAt(i));
		wordStart.push(chars.length);
	});
	return {slots, wordStart, chars};
}
