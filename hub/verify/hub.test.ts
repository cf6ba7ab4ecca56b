import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {writeBundle} from '../archive/export/bundle.ts';
import {createBundle} from '../archive/export/bundle-writer.ts';
import type {Connected} from '../client.ts';
import {approve, draft, minute, openTestHub, submission, type TestHub} from '../hub.fixture.ts';
import {deliveryOf} from '../outbox.fixture.ts';
import {verify} from './verify.ts';

// The whole hub by its own interface, and then its archive before the verifier, who knows nothing of it.
const leeds = 'group/north/leeds';
const folder = mkdtempSync(join(tmpdir(), 'countersign-verify-'));
let hub: TestHub;
let priya: Connected;
let tom: Connected;
let deliver: ReturnType<typeof deliveryOf>;

beforeAll(async () => {
	hub = await openTestHub();
	priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
	deliver = deliveryOf(priya, () => hub.clock.now);
	tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
});
afterAll(async () => {
	await hub.close();
	rmSync(folder, {recursive: true, force: true});
});

async function post(): Promise<void> {
	const hold = await priya.client.call('submit', await submission(hub));
	hub.clock.now += minute;
	await tom.client.call('command', {type: 'claim'}, {id: hold.id});
	await approve(hub, tom, hold);
	const command = {type: 'release', digest: hold.digest, gate: 'managed'} as const;
	const {token} = await priya.client.call('command', command, {id: hold.id});
	const {jti: release} = JSON.parse(Buffer.from(token!.split('.')[1]!, 'base64url').toString());
	const content = draft();
	const common = {release, hold: hold.id, digest: hold.digest, account: content.account};
	const page = {
		url: 'https://x.com/home',
		gate: 'managed' as const,
		policy: await hub.policy(),
		findings: [],
	};
	const authorPerson = priya.enrolment.person.id;
	await deliver('interaction.releasing', {...common, ...page, draft: content, authorPerson});
	const sent = {site: 'x' as const, siteId: '19', url: 'https://x.com/i/19'};
	await deliver('interaction.sent', {...common, ...sent, observedBy: 'main', confirmed: true});
}

async function exported(name: string): Promise<string> {
	const {archive, keys, store, now, log} = hub.deps;
	const writer = await createBundle(join(folder, name));
	const selection = {from: null, to: null, site: null, account: null};
	await writeBundle({archive, db: store.db, log, keys, now: now(), selection}, writer);
	await writer.close();
	return join(folder, name);
}

test('what the hub archives verifies: posts, returns, withdrawals, time that passed, new certificates', async () => {
	await post();
	const returned = await priya.client.call('submit', await submission(hub));
	const why = {type: 'return', version: returned.version, reason: 'tone', note: 'Too loud'} as const;
	await tom.client.call('command', why, {id: returned.id});
	const next = await priya.client.call('submit', await submission(hub, {supersedes: returned.id}));
	await priya.client.call('command', {type: 'withdraw'}, {id: next.id});
	const forgotten = await priya.client.call('submit', await submission(hub));
	await tom.client.call('command', {type: 'claim'}, {id: forgotten.id});
	hub.clock.now += 20 * minute;
	await priya.client.call('hold', undefined, {id: forgotten.id});
	// Past the half of a certificate's life: asking who I am renews it.
	hub.clock.now += 20 * 24 * 60 * minute;
	for (const person of [priya, tom]) await person.client.call('me', undefined);
	hub.clock.now += 15 * 24 * 60 * minute;
	await post();

	const report = verify(await exported('all.zip'), {logKey: hub.deps.keys.log.verifier});
	expect(report.problems).toEqual([]);
	expect(report.counts).toMatchObject({holds: 5, approvals: 2, releases: 2, deviceRecords: 4});
});
