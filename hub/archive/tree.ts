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

	function push(leaf: Uint8Array): void {
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
	function span(from: number, to: number): Buffer {
		const level = Math.floor(Math.log2(to - from));
		const width = 2 ** level;
		const left = levels[level]!.at(from / width);
		return width === to - from ? left : nodeHash(left, span(from + width, to));
	}

	function rootAt(size: number): Buffer {
		if (size > levels[0]!.size) throw new HubArchiveError('no-entry', `no tree of ${size} entries`);
		return size === 0 ? hash('sha256', '', 'buffer') : span(0, size);
	}

	function path(index: number, from: number, to: number): Buffer[] {
		if (to - from === 1) return [];
		const middle = from + splitOf(to - from);
		return index < middle
			? [...path(index, from, middle), span(middle, to)]
			: [...path(index, middle, to), span(from, middle)];
	}

	function subProof(old: number, from: number, to: number, whole: boolean): Buffer[] {
		if (old === to) return whole ? [] : [span(from, to)];
		const middle = from + splitOf(to - from);
		return old <= middle
			? [...subProof(old, from, middle, whole), span(middle, to)]
			: [...subProof(old, middle, to, false), span(from, middle)];
	}

	return {
		get size() {
			return levels[0]!.size;
		},
		push,
		rootAt,
		inclusion(index, size) {
			if (!(index >= 0 && index < size && size <= levels[0]!.size))
				throw new HubArchiveError('no-entry', `no entry ${index} in a tree of ${size}`);
			return path(index, 0, size).map(hex);
		},
		consistency(from, size) {
			if (!(from >= 0 && from <= size && size <= levels[0]!.size))
				throw new HubArchiveError('no-entry', `no tree of ${from} entries in one of ${size}`);
			return from === 0 || from === size ? [] : subProof(from, 0, size, true).map(hex);
		},
		node: (level, index) => Buffer.from(levels[level]!.at(index)),
	};
}

interface Level {
	readonly size: number;
	push(node: Buffer): void;
	/** A view: copy what outlives the next push. */
	at(index: number): Buffer;
}

function growable(): Level {
	let bytes = Buffer.alloc(32 * 64);
	let size = 0;
	return {
		get size() {
			return size;
		},
		push(node) {
			if (bytes.length === size * 32) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)]);
			node.copy(bytes, size++ * 32);
		},
		at(index) {
			if (!(index >= 0 && index < size)) throw new HubArchiveError('no-entry', `no node ${index} of ${size}`);
			return bytes.subarray(index * 32, index * 32 + 32);
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
