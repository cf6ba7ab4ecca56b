import {expect, test} from 'vitest';
import {proofLife} from './proof.ts';
import {spentProofs} from './spent-proofs.ts';

const proofs = Array.from({length: 20_000}, (_, i) => `device ${i}`);

test('each of many proofs is new once', () => {
	const isNew = spentProofs();
	expect(proofs.every(proof => isNew(proof, 0))).toBe(true);
	expect(proofs.some(proof => isNew(proof, proofLife))).toBe(false);
});

test('one is remembered as long as it would be accepted, and not for ever', () => {
	const isNew = spentProofs();
	for (const [i, proof] of proofs.slice(0, 100).entries()) isNew(proof, i * 1000);
	expect(isNew(proofs[0]!, proofLife)).toBe(false);
	expect(isNew(proofs[0]!, 2 * proofLife)).toBe(true);
});
