/** RFC 6962, section 2.1, by the stack of complete subtrees. */
import {sha256} from './encoding.ts';

export function hashLeaf(entry: Uint8Array): Buffer {
	return sha256(Buffer.concat([Buffer.of(0), entry]));
}

function hashChildren(left: Uint8Array, right: Uint8Array): Buffer {
	return sha256(Buffer.concat([Buffer.of(1), left, right]));
}

/** Root of all leaves, in one pass: each number on the stack is a complete subtree, the largest at the bottom. */
export function merkleRoot(leaves: Iterable<Buffer>): Buffer {
	const stack: Stack = [];
	for (const leaf of leaves) push(stack, leaf);
	return folded(stack);
}

type Stack = {hash: Buffer; leaves: number}[];

function push(stack: Stack, leaf: Buffer): void {
	let node = {hash: leaf, leaves: 1};
	while (stack.at(-1)?.leaves === node.leaves) {
		const left = stack.pop()!;
		node = {hash: hashChildren(left.hash, node.hash), leaves: node.leaves * 2};
	}
	stack.push(node);
}

function folded(stack: Stack): Buffer {
	const last = stack.at(-1);
	if (!last) return sha256('');
	return stack.slice(0, -1).reduceRight((right, left) => hashChildren(left.hash, right), last.hash);
}

/** Roots of the first so many leaves, for each of these sizes, in one pass. */
export function rootsAt(leaves: readonly Buffer[], sizes: readonly number[]): Map<number, Buffer> {
	const wanted = new Set(sizes);
	const roots = new Map<number, Buffer>();
	const stack: Stack = [];
	for (const [i, leaf] of leaves.entries()) {
		push(stack, leaf);
		if (wanted.has(i + 1)) roots.set(i + 1, folded(stack));
	}
	return roots;
}

/** The root that an audit path leads to; `undefined` when the path has not the length that this place in the tree has. */
export function rootByPath(
	leaf: Buffer,
	index: number,
	size: number,
	path: readonly Buffer[],
): Buffer | undefined {
	const rest = [...path];
	const climb = (at: number, from: number, to: number): Buffer | undefined => {
		if (to - from === 1) return leaf;
		let split = 1;
		while (split * 2 < to - from) split *= 2;
		const isLeft = at < from + split;
		// The path is given from the leaf up, so the sibling at the top is the last one.
		const sibling = rest.pop();
		const child = isLeft ? climb(at, from, from + split) : climb(at, from + split, to);
		if (!sibling || !child) return;
		return isLeft ? hashChildren(child, sibling) : hashChildren(sibling, child);
	};
	if (index < 0 || index >= size) return;
	const root = climb(index, 0, size);
	return rest.length === 0 ? root : undefined;
}
