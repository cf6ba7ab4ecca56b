/** For tests: an archive with all that an export can hold, made by the real functions and real keys. */
import {join} from 'node:path';
import {CompactSign, type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair} from 'jose';
import {signApproval} from '#lib/api/approval.ts';
import {
	chainEnd,
	chainStart,
	nextRecord,
	type RecordBodies,
	type RecordKind,
	recordBytes,
	recordJwsType,
} from '#lib/core/archive/record.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {approvableOf, approvalClaims} from '#lib/core/review/approval.ts';
import type {HoldEvent} from '#lib/core/review/event.ts';
import {evolve} from '#lib/core/review/evolve.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {sign} from '../../keys.ts';
import {openArchive} from '../archive.fixture.ts';
import {delivererOf} from '../deliver-record.ts';
import {writeBundle} from './bundle.ts';
import {createBundle} from './bundle-writer.ts';
import type {Selection} from './selection.ts';

export const start = Date.UTC(2026, 2, 12, 11, 2);
export const everything: Selection = {from: null, to: null, site: null, account: null};

type Hub = Awaited<ReturnType<typeof openArchive>>;
type Member = Awaited<ReturnType<typeof createMember>>;

/** A hub whose clock ticks a second with each entry. */
export async function createStory(data: string, databaseUrl?: string) {
	let clock = start;
	const now = () => clock;
	const hub = await openArchive(data, {now, ...(databaseUrl && {databaseUrl})});
	const append = async (type: string, by: string | null, payload: unknown, more = {}) => {
		clock += 1000;
		const entry = {type, at: clock, by, payload, ...more};
		return (await hub.store.write(trx => hub.archive.append(trx, entry))).index;
	};
	await append('organisation.created', 'p-admin', {organisation: {id: 'org-1', name: 'Harwell & Stone'}});
	const author = await createMember(hub, 'p-priya', 'Priya Nair', 'author', clock);
	const reviewer = await createMember(hub, 'p-tom', 'Tom Okafor', 'reviewer', clock);
	for (const member of [author, reviewer])
		await append('device.enrolled', member.person, {certificate: member.certificate});

	async function deliver<K extends RecordKind>(member: Member, kind: K, body: RecordBodies[K]) {
		clock += 1000;
		const record = nextRecord(member.end, member.id, clock, kind, {
			...body,
			nonce: nonceOf(member.end.digest),
		});
		member.end = chainEnd(record);
		const jws = await member.sign(recordBytes(record));
		const {archive, options} = hub;
		const {db, write} = options;
		const deliver = delivererOf({archive, db, write, now});
		const delivered = await deliver(member, {n: record.n, records: [jws], from: 0});
		if (delivered.outcome !== 'receipts') throw new Error(delivered.outcome);
		return delivered.receipts[0]!.index;
	}

	async function apply(hold: Hold | undefined, event: HoldEvent, more: object = {}): Promise<Hold> {
		const after = evolve(hold, event);
		const {id, version, state, submission} = after;
		const {site, account, media} = submission.draft;
		const files = event.type === 'held' ? media.map(({sha256}) => sha256) : [];
		const place = {hold: {id, version, state}, site, account, policy: submission.policy, at: event.at};
		await append(`hold.${event.type}`, event.by, {event, ...more}, {...place, media: files});
		return after;
	}
	const at = () => clock + 1000;
	return {hub, author, reviewer, append, deliver, apply, at, now, close: () => hub.store.close()};
}

export type Story = Awaited<ReturnType<typeof createStory>>;

function nonceOf(digest: string): string {
	return digest.slice(0, 32);
}

async function createMember({keys}: Hub, person: string, name: string, role: string, now: number) {
	const {privateKey, publicKey} = await generateKeyPair('ES256');
	const key = await exportJWK(publicKey);
	const id = await calculateJwkThumbprint(key);
	const certificate = await sign(keys.directory, 'countersign-device', {
		typ: 'countersign-device',
		iss: 'org-1',
		person,
		name,
		device: id,
		key,
		roles: [{role, location: 'group/leeds'}],
		iat: Math.floor(now / 1000) - 60,
		exp: Math.floor(now / 1000) + 30 * 86_400,
	});
	return {id, person, key, privateKey, certificate, end: chainStart, sign: signer(privateKey, id)};
}

function signer(key: CryptoKey, kid: string) {
	return (bytes: Uint8Array) =>
		new CompactSign(bytes).setProtectedHeader({alg: 'ES256', typ: recordJwsType, kid}).sign(key);
}

/** Held, claimed, approved, released, posted, captured, archived: all of it through the real functions. */
export async function postOne(
	story: Story,
	id: string,
	text: string,
	change: Partial<Draft> = {},
): Promise<Hold> {
	const {author, reviewer, apply, at, deliver, hub} = story;
	const draft: Draft = {...emptyDraft('x', 'post', '42'), text, ...change};
	const policy = 'ab'.repeat(32);
	const submission = {
		draft,
		digest: digestOf(draft),
		policy,
		findings: [],
		context: {url: 'https://x.example/home'},
		note: '',
	};
	const common = {
		id,
		version: 1,
		authors: [author.person],
		location: 'group/leeds/sales',
		previous: null,
		needed: 1,
	};
	const held = {
		...common,
		type: 'held' as const,
		at: at(),
		by: author.person,
		submission,
		expiresAt: at() + 3_600_000,
	};
	let hold = await apply(undefined, held);
	hold = await apply(hold, {type: 'claimed', at: at(), by: reviewer.person, until: at() + 900_000});
	const claims = approvalClaims(approvableOf(hold), reviewer.person, at(), `jti-${id}`);
	const statement = await signApproval(reviewer.privateKey, reviewer.id, claims);
	const approval = {
		reviewer: reviewer.person,
		statement,
		jti: claims.jti,
		at: at(),
		expiresAt: claims.exp * 1000,
	};
	const approved = {type: 'approved' as const, at: at(), by: reviewer.person, approval, complete: true};
	hold = await apply(hold, approved, {certificate: reviewer.certificate});
	const release = {id: `release-${id}`, device: author.id, at: at(), expiresAt: at() + 300_000};
	const token = await sign(hub.keys.hub, 'countersign-release', {
		typ: 'countersign-release',
		...{iss: 'org-1', aud: author.id, hold: id, version: 1, digest: submission.digest, jti: release.id},
		approvals: [{statement, certificate: reviewer.certificate}],
		...{iat: Math.floor(release.at / 1000), exp: Math.floor(release.expiresAt / 1000)},
	});
	hold = await apply(hold, {type: 'released', at: at(), by: author.person, release}, {token});
	const attempt = {release: release.id, hold: id, digest: submission.digest};
	await deliver(author, 'interaction.releasing', {
		...attempt,
		...{draft, policy, findings: [], gate: 'managed', url: 'https://x.example/home'},
		...{authorPerson: author.person, account: draft.account},
	});
	const sent = {siteId: `19${id.length}42`, url: 'https://x.example/1'};
	const seen = {site: draft.site, account: draft.account, observedBy: 'main' as const, confirmed: true};
	await deliver(author, 'interaction.sent', {...attempt, ...sent, ...seen});
	hold = await apply(hold, {type: 'sent', at: at(), by: author.person, ...sent, digest: submission.digest});
	return apply(hold, {type: 'archived', at: at(), by: author.person});
}

/** A month in small: posts of both sites, one returned, blocked and silent moments, one erasure. */
export async function tellStory(story: Story): Promise<void> {
	const {author, reviewer, apply, at, deliver, append} = story;
	await postOne(story, 'h-1', 'Drive away today: 9.9% APR representative. ❄️');
	await postOne(story, 'h-2', '=HYPERLINK("http://evil.example")<script>alert(1)</script>\u202e', {
		site: 'facebook',
		operation: 'comment',
		account: '77',
		target: {kind: 'post', id: '9001'},
	});
	const beat = {
		gate: 'managed' as const,
		extension: '0.1.0',
		browser: 'Test',
		policy: null,
		accounts: ['x:42'],
		waiting: 0,
	};
	await deliver(reviewer, 'heartbeat', beat);
	const blocked = {
		site: 'x' as const,
		account: '42',
		operation: 'post',
		lock: 'page' as const,
		reason: 'no release',
	};
	await deliver(author, 'gate.blocked', blocked);
	const draft: Draft = {...emptyDraft('x', 'post', '42'), text: 'a lone \ud83d surrogate'};
	const submission = {
		draft,
		digest: digestOf(draft),
		policy: 'ab'.repeat(32),
		findings: [],
		context: {url: 'https://x.example'},
		note: '',
	};
	const common = {
		id: 'h-3',
		version: 1,
		authors: [author.person],
		location: 'group/leeds',
		previous: null,
		needed: 1,
	};
	const held = {
		...common,
		type: 'held' as const,
		at: at(),
		by: author.person,
		submission,
		expiresAt: at() + 3_600_000,
	};
	const hold = await apply(undefined, held);
	await apply(hold, {type: 'returned', at: at(), by: reviewer.person, reason: 'tone', note: 'Too loud'});
	await append('export.made', 'p-admin', {why: canonicalJson({})});
}

/** Writes the bundle to `out`, a folder or a `.zip`. */
export async function exportStory({hub, now}: Story, out: string, selection: Selection = everything) {
	const {archive, keys, store} = hub;
	const {log} = hub.options;
	const writer = await createBundle(out);
	const bundled = await writeBundle({archive, db: store.db, log, keys, now: now(), selection}, writer);
	await writer.close();
	return {...bundled, path: out, name: join(out)};
}
