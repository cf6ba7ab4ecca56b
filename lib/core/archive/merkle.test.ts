import {bytesToHex, hexToBytes, utf8ToBytes} from '@noble/hashes/utils.js';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	consistencyProof,
	type Hash,
	inclusionProof,
	leafHash,
	rootOf,
	verifyConsistency,
	verifyInclusion,
} from './merkle.ts';

// The leaves and roots that Certificate Transparency's implementations (C++, Go, Python) all publish as test data.
const data = [
	'',
	'00',
	'10',
	'2021',
	'3031',
	'40414243',
	'5051525354555657',
	'606162636465666768696a6b6c6d6e6f',
];
const roots = [
	'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
	'6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
	'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
	'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
	'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
	'4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
	'76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
	'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
	'5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const ctLeaves = data.map(hex => leafHash(hexToBytes(hex)));
const head = (leaves: Hash[], size = leaves.length) => ({size, root: rootOf(leaves.slice(0, size))});

describe('the published vectors of Certificate Transparency', () => {
	test.each(roots.map((root, size) => ({size, root})))('root of $size leaves', ({size, root}) => {
		expect(bytesToHex(rootOf(ctLeaves.slice(0, size)))).toBe(root);
	});

	test.each([
		{index: 0, size: 1, proof: []},
		{
			index: 0,
			size: 8,
			proof: [
				'96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
				'5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
				'6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
			],
		},
		{
			index: 5,
			size: 8,
			proof: [
				'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
				'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
				'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
			],
		},
		{
			index: 2,
			size: 3,
			proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
		},
	])('audit path of leaf $index of $size', ({index, size, proof}) => {
		expect(inclusionProof(ctLeaves.slice(0, size), index).map(bytesToHex)).toEqual(proof);
	});

	test('consistency of 6 with 8', () => {
		expect(consistencyProof(ctLeaves, 6).map(bytesToHex)).toEqual([
			'0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
			'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
			'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
		]);
	});
});

const leavesOf = (n: number, salt = '') =>
	Array.from({length: n}, (_, i) => leafHash(utf8ToBytes(`${salt}${i}`)));
const flip = (hash: Hash, bit: number) =>
	hash.map((byte, i) => (i === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('proofs', () => {
	test('every leaf of every tree up to 40 is included, and every tree consistent with each before', () => {
		const all = leavesOf(40);
		for (let size = 1; size <= all.length; size++) {
			const leaves = all.slice(0, size);
			for (let i = 0; i < size; i++) verifyInclusion(leaves[i]!, i, inclusionProof(leaves, i), head(leaves));
			for (let from = 0; from <= size; from++)
				verifyConsistency(head(all, from), head(leaves), consistencyProof(leaves, from));
		}
	});

	const sized = fc.integer({min: 1, max: 130}).chain(size => fc.tuple(fc.constant(size), fc.nat(size - 1)));

	test('inclusion fails for another leaf, index, bit, missing or extra hash', () => {
		fc.assert(
			fc.property(sized, fc.nat(255), fc.nat(), ([size, index], bit, pick) => {
				const leaves = leavesOf(size);
				const proof = inclusionProof(leaves, index);
				const refuse = (leaf: Hash, at: number, path: Hash[]) =>
					expect(() => verifyInclusion(leaf, at, path, head(leaves))).toThrow(
						expect.objectContaining({code: 'inclusion'}),
					);
				refuse(flip(leaves[index]!, bit), index, proof);
				if (size > 1) refuse(leaves[index]!, (index + 1) % size, proof);
				refuse(leaves[index]!, index, [...proof, leaves[0]!]);
				if (proof.length > 0) {
					refuse(leaves[index]!, index, proof.slice(1));
					refuse(
						leaves[index]!,
						index,
						proof.with(pick % proof.length, flip(proof[pick % proof.length]!, bit)),
					);
				}
			}),
		);
	});

	test('consistency fails for a forked past, a changed bit, a missing or extra hash', () => {
		fc.assert(
			fc.property(sized, fc.nat(255), fc.nat(), ([size, at], bit, pick) => {
				const from = at + 1;
				const leaves = leavesOf(size);
				const proof = consistencyProof(leaves, from);
				const refuse = (old: Hash, path: Hash[]) =>
					expect(() => verifyConsistency({size: from, root: old}, head(leaves), path)).toThrow(
						expect.objectContaining({code: 'consistency'}),
					);
				refuse(rootOf(leavesOf(from, 'fork')), proof);
				refuse(head(leaves, from).root, [...proof, leaves[0]!]);
				if (proof.length > 0) {
					refuse(head(leaves, from).root, proof.slice(1));
					const i = pick % proof.length;
					refuse(head(leaves, from).root, proof.with(i, flip(proof[i]!, bit)));
				}
			}),
		);
	});

	test('a log that shrank is a rollback', () => {
		const leaves = leavesOf(5);
		expect(() => verifyConsistency(head(leaves), head(leaves, 4), [])).toThrow(
			expect.objectContaining({code: 'rollback'}),
		);
	});
});
