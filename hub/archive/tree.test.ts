import {bytesToHex} from '@noble/hashes/utils.js';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {consistencyProof, inclusionProof, leafHash, rootOf} from '#lib/core/archive/merkle.ts';
import {createTree} from './tree.ts';

const data = Array.from({length: 300}, (_, i) => Buffer.from(`entry ${i}`));
const leaves = data.map(leafHash);
const tree = createTree();
for (const leaf of data) tree.push(leaf);

describe('the tree with interior nodes is the tree of RFC 6962', () => {
	test('at every size', () => {
		for (let size = 0; size <= data.length; size++)
			expect(bytesToHex(tree.rootAt(size))).toBe(bytesToHex(rootOf(leaves.slice(0, size))));
	});

	test('with the same proofs', () => {
		const pairs = fc.integer({min: 1, max: 300}).chain(size => fc.tuple(fc.nat(size - 1), fc.constant(size)));
		fc.assert(
			fc.property(pairs, ([at, size]) => {
				const some = leaves.slice(0, size);
				expect(tree.inclusion(at, size)).toEqual(inclusionProof(some, at).map(bytesToHex));
				expect(tree.consistency(at, size)).toEqual(consistencyProof(some, at).map(bytesToHex));
			}),
		);
	});

	test('beyond the first pieces of it', () => {
		const [grown, many] = [createTree(), Array.from({length: 2100}, (_, i) => Buffer.from(`leaf ${i}`))];
		for (const leaf of many) grown.push(leaf);
		const hashes = many.map(leafHash);
		expect(bytesToHex(grown.rootAt(2100))).toBe(bytesToHex(rootOf(hashes)));
		expect(grown.inclusion(1023, 2100)).toEqual(inclusionProof(hashes, 1023).map(bytesToHex));
	});

	test.each([
		['a leaf that is not there', () => tree.inclusion(300, 300)],
		['a tree that is not there', () => tree.inclusion(0, 301)],
		['consistency with a later tree', () => tree.consistency(5, 4)],
		['a root that is not there', () => tree.rootAt(301)],
	])('refuses %s', (_, ask) => {
		expect(ask).toThrow(expect.objectContaining({code: 'no-entry'}));
	});
});
