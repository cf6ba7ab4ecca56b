import {CompactSign, exportJWK, generateKeyPair} from 'jose';
import {describe, expect, test} from 'vitest';
import {verifyEs256} from './es256.ts';

describe('ES256', async () => {
	const pair = await generateKeyPair('ES256');
	const key = await exportJWK(pair.publicKey);
	const sign = (text: string) =>
		new CompactSign(Buffer.from(text)).setProtectedHeader({alg: 'ES256', kid: 'd'}).sign(pair.privateKey);

	test('every signature of another library is good, whatever its numbers begin with', async () => {
		const firsts = new Set<number>();
		// Of so many some begin with a zero byte, and half with a high bit
		for (let i = 0; i < 600; i++) {
			const jws = await sign(`record ${i}`);
			const {header, payload} = await verifyEs256(jws, key);
			expect([header.kid, payload.toString()]).toEqual(['d', `record ${i}`]);
			firsts.add(Buffer.from(jws.split('.')[2]!, 'base64url')[0]! >> 7);
		}
		expect(firsts).toEqual(new Set([0, 1]));
	});

	test.each<[string, (parts: [string, string, string]) => string]>([
		['another content', ([head, , signature]) => `${head}.${btoa('x').replaceAll('=', '')}.${signature}`],
		['a signature of zeros', ([head, body]) => `${head}.${body}.${'A'.repeat(86)}`],
		['a signature that is too long', parts => `${parts.join('.')}AA`],
		['a signature that is cut', parts => parts.join('.').slice(0, -2)],
		['no signature', ([head, body]) => `${head}.${body}.`],
		['white space', parts => parts.join('. ')],
	])('not with %s', async (_, change) => {
		const parts = (await sign('record')).split('.') as [string, string, string];
		await expect(verifyEs256(change(parts), key)).rejects.toThrow();
	});

	test('not by another key, nor with one of another kind', async () => {
		const jws = await sign('record');
		const other = await generateKeyPair('ES256');
		await expect(verifyEs256(jws, await exportJWK(other.publicKey))).rejects.toThrow(
			'not signed by this key',
		);
		const longer = await generateKeyPair('ES384');
		await expect(verifyEs256(jws, await exportJWK(longer.publicKey))).rejects.toThrow('not a key for ES256');
	});
});
