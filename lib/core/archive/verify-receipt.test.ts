import {createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js';
import {describe, expect, test} from 'vitest';
import {canonicalJson} from '../canonical-json.ts';
import {toBase64} from './bytes.ts';
import {formatCheckpoint} from './checkpoint.ts';
import {consistencyProof, inclusionProof, leafHash, rootOf} from './merkle.ts';
import {formatNote, formatNoteKey, keyIdOf} from './note.ts';
import {type ReceiptCheck, type ReceiptOf, verifyReceipt} from './verify-receipt.ts';

const {privateKey, publicKey} = generateKeyPairSync('ed25519');
const raw = new Uint8Array(Buffer.from(publicKey.export({format: 'jwk'}).x!, 'base64url'));
const name = 'log.example';
const record = {device: 'dev-1', n: 3, digest: 'ab'.repeat(32)};

const entry = (seq: number) =>
	utf8ToBytes(canonicalJson({seq, device: {id: 'dev-1', n: seq, digest: 'ab'.repeat(32), prev: ''}}));
const log = Array.from({length: 9}, (_, seq) => entry(seq));
const leaves = log.map(leafHash);

function checkpoint(size: number): string {
	const text = formatCheckpoint({origin: name, size, root: rootOf(leaves.slice(0, size))});
	const signature = sign(null, Buffer.from(text), privateKey);
	return formatNote({text, signatures: [{name, keyId: keyIdOf(name, raw), signature}]});
}

const good: ReceiptOf = {
	...record,
	index: 3,
	leaf: toBase64(log[3]!),
	proof: inclusionProof(leaves, 3).map(bytesToHex),
	checkpoint: checkpoint(9),
	consistency: consistencyProof(leaves, 5).map(bytesToHex),
};
const check: ReceiptCheck = {
	receipt: good,
	record,
	logKey: formatNoteKey(name, raw),
	known: {size: 5, root: bytesToHex(rootOf(leaves.slice(0, 5)))},
	verify: (key, message, signature) => {
		const x = Buffer.from(key).toString('base64url');
		return verify(
			null,
			message,
			createPublicKey({key: {kty: 'OKP', crv: 'Ed25519', x}, format: 'jwk'}),
			signature,
		);
	},
};

describe('a receipt', () => {
	test('that is right gives the head to remember', async () => {
		const head = {size: 9, root: bytesToHex(rootOf(leaves))};
		expect(await verifyReceipt(check)).toEqual(head);
		expect(await verifyReceipt({...check, known: null, receipt: {...good, consistency: []}})).toEqual(head);
	});

	test.each<[string, Partial<ReceiptOf>, string]>([
		['for another device', {device: 'dev-2'}, 'record-mismatch'],
		['for another number', {n: 4}, 'record-mismatch'],
		['for another content', {digest: 'cd'.repeat(32)}, 'record-mismatch'],
		['whose entry is of another record', {leaf: toBase64(log[4]!), index: 4}, 'leaf-mismatch'],
		['whose entry has another number', {index: 2}, 'leaf-mismatch'],
		['with another path', {proof: good.proof.toReversed()}, 'inclusion'],
		['with a checkpoint before the entry', {checkpoint: checkpoint(3)}, 'inclusion'],
		[
			'with a checkpoint before the known one',
			{checkpoint: checkpoint(4), proof: inclusionProof(leaves.slice(0, 4), 3).map(bytesToHex)},
			'rollback',
		],
		['without consistency', {consistency: []}, 'consistency'],
		['with a changed checkpoint', {checkpoint: good.checkpoint.replace('\n9\n', '\n8\n')}, 'signature'],
		['with bad hex', {proof: ['zz']}, 'malformed'],
		['with another spelling of the entry', {leaf: toBase64(utf8ToBytes('{"seq": 3}'))}, 'malformed'],
	])('%s is refused', async (_, change, code) => {
		await expect(verifyReceipt({...check, receipt: {...good, ...change}})).rejects.toMatchObject({code});
	});

	test('of a log that was rewritten is refused', async () => {
		const known = {size: 5, root: bytesToHex(rootOf(leaves.slice(1, 6)))};
		await expect(verifyReceipt({...check, known})).rejects.toMatchObject({code: 'consistency'});
	});
});
