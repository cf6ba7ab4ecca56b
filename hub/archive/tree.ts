import {hash} from 'node:crypto';
import {HubArchiveError} from './hub-archive-error.ts';

/**
 * The log's Merkle tree in memory: every complete subtree's hash, 64 bytes an entry. It only ever holds what is
 * committed; the database is the truth, and each hub process grows its own tree from it.
 */
export interface Tree {
	readonly size: number;
	push(leaf: Uint8Array): void;
	/** Root of the first `size` entries. */
	rootAt(size: number): Buffer;
	/** RFC 6962 audit path of `index` in the tree of `size`, hex, leaf to root. */
	inclusion(index: number, size: number): string[];
	/** RFC 6962 consistency proof, hex; empty from nothing. */
	consistency(from: number, size: number): string[];
	/** Hash of the complete subtree `index` of 2^level entries. */
	node(level: number, index: number): Buffer;
}

export function createTree(): Tree {
	const levels: Level[] = [growable()];
	const leaves = levels[0]!;
	const at: NodeAt = (level, index) => levels[level]!.at(index);
	return {
		get size() {
			return leaves.size;
		},
		push: leaf => push(levels, leaf),
		rootAt(size) {
			if (size > leaves.size) throw new HubArchiveError('no-entry', `no tree of ${size} entries`);
			return size === 0 ? hash('sha256', '', 'buffer') : span(at, 0, size);
		},
		inclusion(index, size) {
			if (!(index >= 0 && index < size && size <= leaves.size))
				throw new HubArchiveError('no-entry', `no entry ${index} in a tree of ${size}`);
			return path(at, index, 0, size).map(hex);
		},
		consistency(from, size) {
			if (!(from >= 0 && from <= size && size <= leaves.size))
				throw new HubArchiveError('no-entry', `no tree of ${from} entries in one of ${size}`);
			return from === 0 || from === size ? [] : subProof(at, from, {from: 0, to: size, whole: true}).map(hex);
		},
		node: (level, index) => Buffer.from(at(level, index)),
	};
}

type NodeAt = Tree['node'];

function push(levels: Level[], leaf: Uint8Array): void {
	let node: Buffer = hash('sha256', Buffer.concat([Buffer.of(0), leaf]), 'buffer');
	for (let level = 0; ; level++) {
		if (level === levels.length) levels.push(growable());
		const row = levels[level]!;
		row.push(node);
		if (row.size % 2 === 1) return;
		node = nodeHash(row.at(row.size - 2), node);
	}
}

/** Hash of entries [from, to): `from` is a multiple of the largest power of two that fits. */
function span(at: NodeAt, from: number, to: number): Buffer {
	const level = Math.floor(Math.log2(to - from));
	const width = 2 ** level;
	const left = at(level, from / width);
	return width === to - from ? left : nodeHash(left, span(at, from + width, to));
}

function path(at: NodeAt, index: number, from: number, to: number): Buffer[] {
	if (to - from === 1) return [];
	const middle = from + splitOf(to - from);
	return index < middle
		? [...path(at, index, from, middle), span(at, middle, to)]
		: [...path(at, index, middle, to), span(at, from, middle)];
}

/** SUBPROOF of RFC 6962 2.1.2 for the first `old` entries, within [from, to). */
function subProof(
	at: NodeAt,
	old: number,
	{from, to, whole}: {from: number; to: number; whole: boolean},
): Buffer[] {
	if (old === to) return whole ? [] : [span(at, from, to)];
	const middle = from + splitOf(to - from);
	return old <= middle
		? [...subProof(at, old, {from, to: middle, whole}), span(at, middle, to)]
		: [...subProof(at, old, {from: middle, to, whole: false}), span(at, from, middle)];
}

interface Level {
	readonly size: number;
	push(node: Buffer): void;
	/** A view. */
	at(index: number): Buffer;
}

/** Hashes in one piece: a level grows by pieces and is never moved, which would take twice its room and stop the hub. */
const pieceSize = 1024;

function growable(): Level {
	const pieces: Buffer[] = [];
	let size = 0;
	return {
		get size() {
			return size;
		},
		push(node) {
			if (size === pieces.length * pieceSize) pieces.push(Buffer.alloc(32 * pieceSize));
			node.copy(pieces.at(-1)!, (size++ % pieceSize) * 32);
		},
		at(index) {
			if (!(index >= 0 && index < size)) throw new HubArchiveError('no-entry', `no node ${index} of ${size}`);
			const from = (index % pieceSize) * 32;
			return pieces[Math.floor(index / pieceSize)]!.subarray(from, from + 32);
		},
	};
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
	return hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
}

/** The largest power of two smaller than `n`. */
function splitOf(n: number): number {
	return 2 ** Math.floor(Math.log2(n - 1));
}

function hex(bytes: Buffer): string {
	return bytes.toString('hex');
}
