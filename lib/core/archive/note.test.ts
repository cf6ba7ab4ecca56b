import {createPublicKey, generateKeyPairSync, sign, verify} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {fromBase64, toBase64} from './bytes.ts';
import {formatCheckpoint, openCheckpoint, parseCheckpoint} from './checkpoint.ts';
import {leafHash} from './merkle.ts';
import {
	formatNote,
	formatNoteKey,
	keyIdOf,
	openNote,
	parseNote,
	parseNoteKey,
	type VerifyEd25519,
} from './note.ts';
import {formatTlogProof, parseTlogProof} from './tlog-proof.ts';

const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
	const x = Buffer.from(publicKey).toString('base64url');
	const key = createPublicKey({key: {kty: 'OKP', crv: 'Ed25519', x}, format: 'jwk'});
	return verify(null, message, key, signature);
};

function logKey(name: string) {
	const {privateKey, publicKey} = generateKeyPairSync('ed25519');
	const raw = new Uint8Array(Buffer.from(publicKey.export({format: 'jwk'}).x!, 'base64url'));
	const signed = (text: string) =>
		formatNote({
			text,
			signatures: [{name, keyId: keyIdOf(name, raw), signature: sign(null, Buffer.from(text), privateKey)}],
		});
	return {key: parseNoteKey(formatNoteKey(name, raw)), signed};
}

describe('signed notes', () => {
	// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
	const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
	const goNote =
		'If you think cryptography is the answer to your problem,\n' +
		"then you don't know what your problem is.\n\n" +
		'— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

	test("opens Go's published example", async () => {
		const text = await openNote(goNote, parseNoteKey(goKey), verifyEd25519);
		expect(text).toMatch(/^If you think .*problem is\.\n$/s);
		expect(formatNote(parseNote(goNote))).toBe(goNote);
	});

	test.each([
		['a changed text', goNote.replace('answer', 'Answer'), 'signature'],
		['another signer', goNote.replace('— PeterNeumann', '— PeterNewmann'), 'signature'],
		['no signature', goNote.slice(0, goNote.indexOf('—')), 'malformed'],
		['a spelling of the same base64', goNote.replace('nAM=', 'nAN='), 'malformed'],
		['no last newline', goNote.slice(0, -1), 'malformed'],
	])('refuses %s', async (_, note, code) => {
		await expect(openNote(note, parseNoteKey(goKey), verifyEd25519)).rejects.toMatchObject({code});
	});

	test('refuses a key whose hash is not its own', () => {
		expect(() => parseNoteKey(goKey.replace('c74f20a3', 'c74f20a4'))).toThrow(
			expect.objectContaining({code: 'malformed'}),
		);
	});
});

describe('checkpoints', () => {
	const root = leafHash(new Uint8Array());
	const {key, signed} = logKey('log.example');

	test('open with the key of their log only', async () => {
		const note = signed(formatCheckpoint({origin: 'log.example', size: 12, root}));
		expect(await openCheckpoint(note, key, verifyEd25519)).toEqual({origin: 'log.example', size: 12, root});
		const foreign = signed(formatCheckpoint({origin: 'other.example', size: 12, root}));
		await expect(openCheckpoint(foreign, key, verifyEd25519)).rejects.toMatchObject({code: 'origin'});
		await expect(openCheckpoint(note, logKey('log.example').key, verifyEd25519)).rejects.toMatchObject({
			code: 'signature',
		});
	});

	test.each(['', 'a\n1\n', `a\n01\n${toBase64(root)}\n`, `a\n-1\n${toBase64(root)}\n`, 'a\n1\nAAAA\n'])(
		'refuses %j',
		text => expect(() => parseCheckpoint(text)).toThrow(expect.objectContaining({code: 'malformed'})),
	);

	test('a proof file reads back what was written', () => {
		const file = {index: 7, proof: [root, leafHash(root)], checkpoint: signed('x\n')};
		expect(parseTlogProof(formatTlogProof(file))).toEqual(file);
		expect(() => parseTlogProof(formatTlogProof(file).replace('index 7', 'index 07'))).toThrow();
	});
});

test('base64 is that of RFC 4648, and has one spelling', () => {
	fc.assert(
		fc.property(fc.uint8Array(), bytes => {
			expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
			expect(fromBase64(toBase64(bytes))).toEqual(bytes);
		}),
	);
	for (const text of ['A', 'AA', 'AB==', 'A===', 'AA=A', 'A-==']) expect(() => fromBase64(text)).toThrow();
});
