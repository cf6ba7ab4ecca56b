/** Everything a broken hub, a greedy author or a thief could put before the author's browser. */
import {type CryptoKey, exportJWK, generateKeyPair, SignJWT} from 'jose';
import {beforeAll, describe, expect, test} from 'vitest';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import type {Expected} from '#lib/core/identity/release.ts';
import {approvalClaims} from '#lib/core/review/approval.ts';
import {signApproval} from './approval.ts';
import {publicPart} from './client.ts';
import type {HubKeys} from './contract.ts';
import {verifyReleaseToken} from './verify-release.ts';

const now = Date.UTC(2026, 10, 21, 10, 26);
const seconds = Math.floor(now / 1000);
const minute = 60;
const draft = {
	...emptyDraft('x', 'reply', '17'),
	target: {kind: 'post', id: '99'} as const,
	text: 'An offer',
};
const policy = 'b'.repeat(64);
const hold = {id: 'h1', version: 2, policy, expiresAt: now + 3_600_000};
const approvable = {...hold, draft, digest: digestOf(draft)};

interface Party {
	key: CryptoKey;
	public: Awaited<ReturnType<typeof publicPart>>['key'];
	device: string;
}

async function device(): Promise<Party> {
	const {privateKey, publicKey} = await generateKeyPair('ES256');
	const {key, device: id} = await publicPart(publicKey);
	return {key: privateKey, public: key, device: id};
}

/** What may be changed about an otherwise true release. */
interface Forgery {
	token?: object;
	tokenKey?: 'directory';
	tokenType?: string;
	certificate?: object;
	certificateKey?: 'hub';
	statement?: object;
	statementKey?: 'author';
	statementBy?: 'author';
	approvals?: 'none' | 'twice';
	expected?: Partial<Expected>;
}

describe('a release token', () => {
	let directory: CryptoKeyPair;
	let hub: CryptoKeyPair;
	let keys: Pick<HubKeys, 'directory' | 'hub'>;
	let author: Party;
	let reviewer: Party;

	beforeAll(async () => {
		[directory, hub] = await Promise.all([generateKeyPair('Ed25519'), generateKeyPair('Ed25519')]);
		keys = {
			directory: {...(await exportJWK(directory.publicKey))},
			hub: {...(await exportJWK(hub.publicKey))},
		};
		[author, reviewer] = await Promise.all([device(), device()]);
	});

	const sign = (key: CryptoKey, typ: string, payload: object) =>
		new SignJWT({...payload}).setProtectedHeader({alg: 'EdDSA', typ}).sign(key);

	async function certificate(forgery: Forgery): Promise<string> {
		const party = forgery.statementBy === 'author' ? author : reviewer;
		const claims = {
			typ: 'countersign-device',
			iss: 'org',
			person: 'tom',
			name: 'Tom Okafor',
			device: party.device,
			key: party.public,
			roles: [{role: 'reviewer', location: 'group/north'}],
			iat: seconds - 10,
			exp: seconds + 30 * 24 * 60 * minute,
			...forgery.certificate,
		};
		return sign(
			(forgery.certificateKey === 'hub' ? hub : directory).privateKey,
			'countersign-device',
			claims,
		);
	}

	async function statement(forgery: Forgery): Promise<string> {
		const key = forgery.statementKey === 'author' ? author.key : reviewer.key;
		const claims = {...approvalClaims(approvable, 'tom', now - 60_000, 'a1'), ...forgery.statement};
		return signApproval(key, forgery.statementBy === 'author' ? author.device : reviewer.device, claims);
	}

	async function verify(forgery: Forgery) {
		const approval = {statement: await statement(forgery), certificate: await certificate(forgery)};
		const approvals = {none: [], twice: [approval, approval], once: [approval]}[forgery.approvals ?? 'once'];
		const claims = {
			typ: 'countersign-release',
			iss: 'org',
			aud: author.device,
			hold: hold.id,
			version: hold.version,
			digest: approvable.digest,
			approvals,
			jti: 'r1',
			iat: seconds,
			exp: seconds + 5 * minute,
			...forgery.token,
		};
		const key = (forgery.tokenKey === 'directory' ? directory : hub).privateKey;
		const expected: Expected = {
			organisation: 'org',
			me: {person: 'priya', device: author.device},
			hold,
			location: 'group/north/leeds',
			draft,
			digest: approvable.digest,
			now,
			...forgery.expected,
		};
		return verifyReleaseToken(
			await sign(key, forgery.tokenType ?? 'countersign-release', claims),
			keys,
			expected,
		);
	}

	test('that is true is believed', async () => {
		expect(await verify({})).toMatchObject({hold: 'h1', version: 2, jti: 'r1'});
	});

	const otherDraft = {...draft, text: 'Another offer'};

	test.each<[string, Forgery, string | RegExp]>([
		['by another key than the hub’s', {tokenKey: 'directory'}, /signature/],
		['that is another kind of document', {tokenType: 'countersign-policy'}, /expected countersign-release/],
		['of another firm', {token: {iss: 'others'}}, 'other-organisation'],
		['for another device', {token: {aud: 'thief'}}, 'other-device'],
		['for another hold', {token: {hold: 'h2'}}, 'other-hold'],
		['for another version', {token: {version: 1}}, 'other-hold'],
		['for another draft', {token: {digest: 'f'.repeat(64)}}, 'different'],
		[
			'when the composer has changed',
			{expected: {draft: otherDraft, digest: digestOf(otherDraft)}},
			'different',
		],
		['that is over', {expected: {now: now + 5 * 60_000}}, 'token-over'],
		['from the future', {token: {iat: seconds + 600, exp: seconds + 700}}, 'token-over'],
		['that would last longer than five minutes', {token: {exp: seconds + 6 * minute}}, 'token-over'],
		['without an approval', {approvals: 'none'}, /approvals/],
		['with one approval where two are needed', {expected: {needed: 2}}, 'too-few-approvals'],
		['with one reviewer’s approval twice', {approvals: 'twice', expected: {needed: 2}}, 'too-few-approvals'],
		['with a certificate the hub made itself', {certificateKey: 'hub'}, /signature/],
		['with a certificate of another firm', {certificate: {iss: 'others'}}, 'other-organisation'],
		['with a certificate that is over', {certificate: {exp: seconds}}, 'certificate-over'],
		['with a certificate from the future', {certificate: {iat: seconds + 3600}}, 'certificate-over'],
		[
			'with a certificate of somebody who reviews elsewhere',
			{certificate: {roles: [{role: 'reviewer', location: 'group/south'}]}},
			'not-a-reviewer',
		],
		[
			'with a certificate of somebody who only writes',
			{certificate: {roles: [{role: 'author', location: 'group'}]}},
			'not-a-reviewer',
		],
		['with a certificate of another person', {certificate: {person: 'amira'}}, 'other-reviewer'],
		['with a certificate for another key', {certificate: {device: 'other'}}, /another key/],
		['approved by the author', {certificate: {person: 'priya'}, statement: {reviewer: 'priya'}}, 'four-eyes'],
		['approved on the author’s device', {statementBy: 'author', statementKey: 'author'}, 'four-eyes'],
		['with a statement the author signed', {statementKey: 'author'}, /signature/],
		['with a statement for another draft', {statement: {digest: 'f'.repeat(64)}}, 'different'],
		['with a statement for another version', {statement: {version: 1}}, 'different'],
		['with a statement for another hold', {statement: {hold: 'h2'}}, 'statement-wrong'],
		['with a statement for another account', {statement: {account: '18'}}, 'statement-wrong'],
		['with a statement for another site', {statement: {site: 'facebook'}}, 'statement-wrong'],
		['with a statement for another target', {statement: {target: 'post:1'}}, 'statement-wrong'],
		['with a statement under other rules', {statement: {policy: 'c'.repeat(64)}}, 'statement-wrong'],
		['with a statement that is over', {statement: {exp: seconds}}, 'statement-wrong'],
		[
			'with a statement that would last two days',
			{statement: {exp: seconds + 48 * 60 * minute}},
			'statement-wrong',
		],
	])('%s is not believed', async (_, forgery, why) => {
		await expect(verify(forgery)).rejects.toThrow(why instanceof RegExp ? why : new RegExp(why));
	});

	test('cut, swapped or empty is not believed', async () => {
		const expected = {} as Expected;
		for (const jws of ['', 'a.b.c', 'no'])
			await expect(verifyReleaseToken(jws, keys, expected)).rejects.toThrow();
	});
});
