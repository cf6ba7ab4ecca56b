/**
 * The Merkle tree of RFC 6962, section 2.1 (RFC 9162 says the same). Hashes are 32 bytes; a *leaf* here is a leaf
 * hash, not its data. Generation is the definition written down, for devices and tests: O(n). The hub keeps
 * interior nodes (hub/archive/tree.ts) and is tested against this.
 */
import {sha256} from '@noble/hashes/sha2.js';
import {concatBytes} from '@noble/hashes/utils.js';
import {ArchiveError} from './archive-error.ts';
import {equalBytes} from './bytes.ts';

export type Hash = Uint8Array;

export function leafHash(data: Uint8Array): Hash {
	return sha256(concatBytes(Uint8Array.of(0), data));
}

export function nodeHash(left: Hash, right: Hash): Hash {
	return sha256(concatBytes(Uint8Array.of(1), left, right));
}

/** MTH(D[n]); of no leaves, the hash of the empty string. */
export function rootOf(leaves: readonly Hash[]): Hash {
	if (leaves.length === 0) return sha256(new Uint8Array());
	if (leaves.length === 1) return leaves[0]!;
	const k = splitOf(leaves.length);
	return nodeHash(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
}

/** PATH(index, D[n]), leaf to root. Throws RangeError when the leaf does not exist. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
	if (!(index >= 0 && index < leaves.length)) throw new RangeError(`no leaf ${index} of ${leaves.length}`);
	if (leaves.length === 1) return [];
	const k = splitOf(leaves.length);
	return index < k
		? [...inclusionProof(leaves.slice(0, k), index), rootOf(leaves.slice(k))]
		: [...inclusionProof(leaves.slice(k), index - k), rootOf(leaves.slice(0, k))];
}

/** PROOF(from, D[n]); empty from nothing or from the tree itself. Throws RangeError when `from` is larger. */
export function consistencyProof(leaves: readonly Hash[], from: number): Hash[] {
	if (!(from >= 0 && from <= leaves.length)) throw new RangeError(`no tree of ${from} in ${leaves.length}`);
	return from === 0 || from === leaves.length ? [] : subProof(leaves, from, true);
}

function subProof(leaves: readonly Hash[], from: number, whole: boolean): Hash[] {
	if (from === leaves.length) return whole ? [] : [rootOf(leaves)];
	const k = splitOf(leaves.length);
	return from <= k
		? [...subProof(leaves.slice(0, k), from, whole), rootOf(leaves.slice(k))]
		: [...subProof(leaves.slice(k), from - k, false), rootOf(leaves.slice(0, k))];
}

/** The largest power of two smaller than `n`. */
function splitOf(n: number): number {
	return 2 ** Math.floor(Math.log2(n - 1));
}

export interface TreeHead {
	size: number;
	root: Hash;
}

/** Throws `inclusion` unless `leaf` is number `index` of the tree (RFC 9162, 2.1.3.2). */
export function verifyInclusion(leaf: Hash, index: number, proof: readonly Hash[], head: TreeHead): void {
	if (!(Number.isSafeInteger(index) && index >= 0 && index < head.size))
		throw new ArchiveError('inclusion', `no leaf ${index} in a tree of ${head.size}`);
	const left = siblingsOnTheLeft(index, head.size - 1, proof.length, 'inclusion');
	const root = proof.reduce(
		(hash, sibling, i) => (left[i] ? nodeHash(sibling, hash) : nodeHash(hash, sibling)),
		leaf,
	);
	if (!equalBytes(root, head.root)) throw new ArchiveError('inclusion', 'the leaf is not in this tree');
}

/** Throws `consistency` unless `to` extends `from` (RFC 9162, 2.1.4.2); `rollback` when it is smaller. */
export function verifyConsistency(from: TreeHead, to: TreeHead, proof: readonly Hash[]): void {
	if (to.size < from.size)
		throw new ArchiveError('rollback', `the log shrank from ${from.size} to ${to.size} entries`);
	if (from.size === 0 || from.size === to.size) {
		if (proof.length > 0) throw new ArchiveError('consistency', 'the proof should be empty');
		if (from.size > 0 && !equalBytes(from.root, to.root))
			throw new ArchiveError('consistency', 'two trees of one size differ');
		return;
	}
	const [oldRoot, newRoot] = rootsFrom(from, to, proof);
	if (!equalBytes(oldRoot, from.root))
		throw new ArchiveError('consistency', 'the known tree is not in the proof');
	if (!equalBytes(newRoot, to.root))
		throw new ArchiveError('consistency', 'the new tree does not extend the known');
}

/** The roots of both trees, climbed from the last complete subtree of the old one. */
function rootsFrom(from: TreeHead, to: TreeHead, proof: readonly Hash[]): [Hash, Hash] {
	let [at, last] = [from.size - 1, to.size - 1];
	while (at % 2 === 1) [at, last] = [half(at), half(last)];
	// An old tree that is one complete subtree is its own start and is not repeated in the proof.
	const [first, ...path] = isPowerOfTwo(from.size) ? [from.root, ...proof] : proof;
	if (!first) throw new ArchiveError('consistency', 'the proof is too short');
	const left = siblingsOnTheLeft(at, last, path.length, 'consistency');
	return path.reduce<[Hash, Hash]>(
		([oldRoot, newRoot], hash, i) =>
			left[i] ? [nodeHash(hash, oldRoot), nodeHash(hash, newRoot)] : [oldRoot, nodeHash(newRoot, hash)],
		[first, first],
	);
}

/** For each of `steps` hashes from node `at` to the root: does it stand left? Throws when they are not as many. */
function siblingsOnTheLeft(
	at: number,
	last: number,
	steps: number,
	code: 'inclusion' | 'consistency',
): boolean[] {
	const sides: boolean[] = [];
	for (; last > 0; [at, last] = [half(at), half(last)]) {
		if (at % 2 === 1) sides.push(true);
		else if (at < last) sides.push(false);
		// Else a right edge without sibling: promoted as it is.
	}
	if (sides.length !== steps)
		throw new ArchiveError(code, `the proof is too ${sides.length < steps ? 'long' : 'short'}`);
	return sides;
}

// Not `>>`: sizes may pass 2^31.
function half(n: number): number {
	return Math.floor(n / 2);
}

function isPowerOfTwo(n: number): boolean {
	return Number.isInteger(Math.log2(n));
}
