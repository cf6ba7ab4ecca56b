import {exportJWK, generateKeyPair} from 'jose';
import {describe, expect, test} from 'vitest';
import {deviceOf, prove} from '#lib/api/proof.ts';
import {verifyProof} from './proof.ts';

const body = new TextEncoder().encode('{"a":1}');
const request = {method: 'POST', path: '/v1/holds?x=1', body};
const now = Date.UTC(2026, 10, 21, 10, 16);

describe('proof', async () => {
	const pair = await generateKeyPair('ES256');
	const {privateKey} = pair;
	const publicKey = await exportJWK(pair.publicKey);
	const proof = await prove(privateKey, 'device-1', request, now, 'jti-1');

	test('names its device and verifies for its own request', async () => {
		expect(deviceOf(proof)).toBe('device-1');
		expect(await verifyProof(proof, publicKey, request, now)).toBe('jti-1');
	});

	test.each([
		['another method', {...request, method: 'PUT'}, now],
		['another path', {...request, path: '/v1/holds'}, now],
		['another body', {...request, body: new TextEncoder().encode('{"a":2}')}, now],
		['a time too late', request, now + 11 * 60_000],
		['a time too early', request, now - 11 * 60_000],
	])('is refused for %s', async (_, other, at) => {
		await expect(verifyProof(proof, publicKey, other, at)).rejects.toThrow();
	});

	test('is refused under another key', async () => {
		const other = await generateKeyPair('ES256');
		await expect(verifyProof(proof, await exportJWK(other.publicKey), request, now)).rejects.toThrow();
	});

	test.each([
		['of another algorithm', {alg: 'none'}],
		['of another type', {alg: 'ES256', typ: 'countersign-record'}],
		['that asks for an extension', {alg: 'ES256', typ: 'countersign-proof', crit: ['exp'], exp: 1}],
	])('is refused with a header %s', async (_, header) => {
		const [, claims] = proof.split(' ')[1]!.split('.');
		const signed = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${claims}`;
		const algorithm = {name: 'ECDSA', hash: 'SHA-256'};
		const signature = await crypto.subtle.sign(algorithm, privateKey, Buffer.from(signed));
		const forged = `Countersign ${signed}.${Buffer.from(signature).toString('base64url')}`;
		await expect(verifyProof(forged, publicKey, request, now)).rejects.toThrow();
	});

	test.each(['', 'Bearer x', 'Countersign', 'Countersign not.a.jws'])('%j names no device', header => {
		expect(deviceOf(header)).toBeUndefined();
	});
});
