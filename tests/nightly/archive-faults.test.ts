/**
 * Deliveries over a bad network, over HTTP: each request or answer may be dropped, delayed, doubled, cut, reset, overtaken, or
 * answered by a proxy or a captive portal. Exactly one effect each, in each device's order. `COUNTERSIGN_DELIVERIES` for the
 * size, `COUNTERSIGN_SEED` for other faults, DATABASE_URL for PostgreSQL.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {verifyEd25519} from '#hub/archive/log-key.ts';
import {type Connected, enrol, setUp} from '#hub/client.ts';
import {badNetwork} from '#hub/faults/bad-network.ts';
import {openHub} from '#hub/open-hub.ts';
import {beat, outboxOf, seeded, type Written} from '#hub/outbox.fixture.ts';
import {createClient, HubError} from '#lib/api/client.ts';
import type {KnownHead} from '#lib/core/archive/verify-entry.ts';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';

const deliveries = Number(process.env.COUNTERSIGN_DELIVERIES ?? 100_000);
const seed = Number(process.env.COUNTERSIGN_SEED ?? 1);
/** Most of a delivery's time is waiting. */
const devices = 64;
const faultKinds = 12;

const data = mkdtempSync(join(tmpdir(), 'countersign-faults-'));
const databaseUrl = process.env.DATABASE_URL;
let hub: Awaited<ReturnType<typeof openHub>>;
let network: Awaited<ReturnType<typeof badNetwork>>;
let admin: Connected;
let url: string;
beforeAll(async () => {
	hub = await openHub({data, rateLimit: 10_000_000, ...(databaseUrl && {databaseUrl})});
	url = await hub.app.listen({port: 0, host: '127.0.0.1'});
	hub.reachedAt(url);
	admin = await setUp({url}, hub.setupCode!, {organisation: 'Harwell & Stone', name: 'Helen Marsh'});
	network = await badNetwork(Number(new URL(url).port), {seed, share: 1 / 3});
});
afterAll(async () => {
	await network.close();
	await hub.close();
	rmSync(data, {recursive: true, force: true});
});

describe(`${deliveries} deliveries of ${devices} devices, every third with a fault`, () => {
	test('have exactly one effect each, in order', {timeout: 7_200_000}, async () => {
		const each = Math.ceil(deliveries / devices);
		const began = performance.now();
		const owned = await Promise.all(Array.from({length: devices}, (_, i) => work(i, each)));
		for (const {device, digests} of owned) {
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select(['n', 'digest'])
				.where('device', '=', device)
				.orderBy('seq')
				.execute();
			expect(rows.map(({n}) => Number(n))).toEqual(digests.map((_, i) => i + 1));
			expect(rows.map(({digest}) => digest)).toEqual(digests);
		}
		const seconds = Math.round((performance.now() - began) / 1000);
		console.log(JSON.stringify({deliveries: devices * each, seconds, faults: network.counts}));
		expect(Object.keys(network.counts)).toHaveLength(faultKinds);
	});
});

/** Two records are under way at once, in any order; each is sent again until it has its receipt. */
async function work(seed: number, count: number) {
	const random = seeded(seed + 1);
	const roles = [{role: 'author', location: 'group'}] as const;
	const invite = await admin.client.call('invite', {person: {name: `Author ${seed}`}, roles: [...roles]});
	const {device, key, enrolment} = await enrol({url}, invite.url);
	const client = createClient({url: network.url, key, device});
	const outbox = outboxOf({device, key});
	const digests: string[] = [];
	let known: KnownHead | null = null;

	async function written(): Promise<Written> {
		const record = await outbox.write('heartbeat', beat);
		digests.push(record.digest);
		return record;
	}

	async function insist({n, jws, digest}: Written): Promise<void> {
		for (;;)
			try {
				const receipt = await client.call('putRecord', {record: jws, from: 0}, {device, n});
				const record = {device, n, digest};
				const check = {receipt, record, logKey: enrolment.keys.log, known: null, verify: verifyEd25519};
				known = await verifyReceipt(check);
				return;
			} catch (error) {
				if (!isOfTheNetwork(error)) throw error;
			}
	}
	for (let i = 0; i < count; i += 2) {
		const pair = [await written(), await written()];
		await Promise.all((random() < 0.5 ? pair : pair.toReversed()).map(insist));
	}
	expect(known).not.toBeNull();
	return {device, digests};
}

/**
 * What no fault of the network explains is a failure of the hub. 401: a doubled request, whose proof was used up, or one that
 * was cut; 400: cut, too.
 */
function isOfTheNetwork(error: unknown): boolean {
	return error instanceof HubError && [0, 200, 400, 401, 425, 502, 503].includes(error.status);
}
