import {generateKeyPair} from 'jose';
import {describe, expect, test} from 'vitest';
import {deviceOf, prove, verifyProof} from './proof.ts';

const body = new TextEncoder().encode('{"a":1}');
const request = {method: 'POST', path: '/v1/holds?x=1', body};
const now = Date.UTC(2026, 10, 21, 10, 16);

describe('proof', async () => {
	const {privateKey, publicKey} = await generateKeyPair('ES256');
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
		await expect(verifyProof(proof, other.publicKey, request, now)).rejects.toThrow();
	});

	test.each(['', 'Bearer x', 'Countersign', 'Countersign not.a.jws'])('%j names no device', header => {
		expect(deviceOf(header)).toBeUndefined();
	});
});
