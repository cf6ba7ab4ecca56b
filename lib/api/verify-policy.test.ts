import {exportJWK, generateKeyPair, SignJWT} from 'jose';
import {describe, expect, test} from 'vitest';
import type {PolicyMeta} from './contract.ts';
import {type PolicyExpected, verifyPolicyMeta} from './verify-policy.ts';

const day = 24 * 60 * 60_000;
const now = Date.UTC(2026, 10, 24, 14, 34);
const meta: PolicyMeta = {
	typ: 'countersign-policy',
	organisation: 'org',
	version: 7,
	digest: 'a'.repeat(64),
	previous: 'b'.repeat(64),
	notBefore: now,
	expires: now + 13 * day,
	minimumExtension: '0.1.0',
};

describe('policy metadata', async () => {
	const [hub, other] = await Promise.all([generateKeyPair('Ed25519'), generateKeyPair('Ed25519')]);
	const key = await exportJWK(hub.publicKey);
	const verify = async (
		change: object,
		expected: Partial<PolicyExpected> = {},
		signer = hub,
		typ = 'countersign-policy',
	) => {
		const jws = await new SignJWT({...meta, ...change})
			.setProtectedHeader({alg: 'EdDSA', typ})
			.sign(signer.privateKey);
		return verifyPolicyMeta(jws, key, {organisation: 'org', now, last: null, ...expected});
	};

	test('that is true is believed, again and again', async () => {
		expect(await verify({})).toEqual(meta);
		expect(await verify({}, {last: {version: 7, digest: meta.digest}})).toEqual(meta);
		expect(await verify({}, {last: {version: 6, digest: 'c'.repeat(64)}})).toEqual(meta);
	});

	test.each<[string, () => Promise<unknown>, RegExp]>([
		['by another key', () => verify({}, {}, other), /signature/],
		['that is another document', () => verify({}, {}, hub, 'countersign-release'), /expected/],
		['of another firm', () => verify({organisation: 'others'}), /another organisation/],
		['that is over', () => verify({expires: now}), /out of date/],
		['that would last for ever', () => verify({expires: now + 365 * day}), /too long/],
		['older than what was seen', () => verify({}, {last: {version: 8, digest: meta.digest}}), /older/],
		['with two faces', () => verify({}, {last: {version: 7, digest: 'd'.repeat(64)}}), /one version/],
		['without a version', () => verify({version: 0}), /version/],
	])('%s is refused', async (_, answer, why) => {
		await expect(answer()).rejects.toThrow(why);
	});
});
