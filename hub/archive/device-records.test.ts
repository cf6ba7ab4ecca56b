import fc from 'fast-check';
import {sql} from 'kysely';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {hasPostgres, startCluster} from '../store/postgres.fixture.ts';
import {createDevice, openArchive, temporaryFolder} from './archive.fixture.ts';
import {deliverRecord} from './deliver-record.ts';
import {devicesWithHoles} from './device-chain.ts';
import {verifyEd25519} from './log-key.ts';
import {giveUpNumbers, waitedFor} from './lost-numbers.ts';

async function forge(device: Awaited<ReturnType<typeof createDevice>>, record: unknown): Promise<string> {
	return device.sign(Buffer.from(canonicalJson(record)));
}

// One test suite, both databases; without PostgreSQL on the machine, SQLite alone.
const cluster = hasPostgres() ? startCluster() : undefined;
afterAll(() => cluster?.stop());
const databases = cluster ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

describe.each(databases)('on %s', database => {
	const folder = temporaryFolder();
	let hub: Awaited<ReturnType<typeof openArchive>>;
	const seen: {device: string; n: number; index: number}[] = [];

	beforeAll(async () => {
		const databaseUrl = database === 'PostgreSQL' ? await cluster!.newDatabase() : undefined;
		hub = await openArchive(folder.path, databaseUrl ? {databaseUrl} : {});
	});
	afterAll(async () => {
		await hub.archive.close();
		await hub.store.close();
		folder.remove();
	});

	function deliver(device: Awaited<ReturnType<typeof createDevice>>, n: number, record: string, from = 0) {
		const {archive, options} = hub;
		const {db, write, now} = options;
		const onRecord = async (
			_: unknown,
			{device, n}: {device: string; n: number},
			{index}: {index: number},
		) => {
			seen.push({device, n, index});
		};
		return deliverRecord({archive, db, write, now, onRecord}, device, {n, record, from});
	}
	const seenOf = (device: {id: string}) => seen.filter(entry => entry.device === device.id).map(({n}) => n);

	describe('a delivered record', () => {
		test('is receipted: the device verifies it, and each receipt extends the one before', async () => {
			const device = await createDevice();
			let known: {size: number; root: string} | null = null;
			for (let n = 1; n <= 5; n++) {
				const {jws} = await device.write();
				const delivered = await deliver(device, n, jws, known?.size ?? 0);
				if (delivered.outcome !== 'receipt') throw new Error(delivered.outcome);
				const {receipt} = delivered;
				const record = {device: device.id, n, digest: receipt.digest};
				known = await verifyReceipt({
					receipt,
					record,
					logKey: hub.keys.log.verifier,
					known,
					verify: verifyEd25519,
				});
			}
			expect(known?.size).toBeGreaterThanOrEqual(5);
		});

		test('again has the same receipt and no second effect', async () => {
			const device = await createDevice();
			const {jws} = await device.write();
			const first = await deliver(device, 1, jws);
			const second = await deliver(device, 1, jws);
			expect(first).toMatchObject({outcome: 'receipt', repeated: false});
			expect(second).toMatchObject({outcome: 'receipt', repeated: true});
			if (first.outcome === 'receipt' && second.outcome === 'receipt')
				expect(second.receipt.index).toBe(first.receipt.index);
			expect(seenOf(device)).toEqual([1]);
		});

		test('at the same time from many requests has one effect', async () => {
			const device = await createDevice();
			const {jws} = await device.write();
			const all = await Promise.all(Array.from({length: 8}, () => deliver(device, 1, jws)));
			const indexes = all.map(one => (one.outcome === 'receipt' ? one.receipt.index : one.outcome));
			expect(new Set(indexes).size).toBe(1);
			expect(seenOf(device)).toEqual([1]);
		});

		test('behind a gap waits, names what is missing, and follows in order', async () => {
			const device = await createDevice();
			const records = [];
			for (let n = 1; n <= 5; n++) records.push((await device.write()).jws);
			expect(await deliver(device, 3, records[2]!)).toEqual({
				outcome: 'pending',
				missing: [{from: 1, to: 2}],
			});
			expect(await deliver(device, 5, records[4]!)).toEqual({
				outcome: 'pending',
				missing: [
					{from: 1, to: 2},
					{from: 4, to: 4},
				],
			});
			const [hole] = await devicesWithHoles(hub.store.db);
			expect(hole).toMatchObject({device: device.id, waiting: [3, 5]});
			await deliver(device, 1, records[0]!);
			await deliver(device, 2, records[1]!);
			expect(seenOf(device)).toEqual([1, 2, 3]);
			await deliver(device, 4, records[3]!);
			expect(seenOf(device)).toEqual([1, 2, 3, 4, 5]);
			expect(await devicesWithHoles(hub.store.db)).toEqual([]);
		});

		test('in any order, any number of times, comes in once and in the order of the device', async () => {
			const orders = fc
				.integer({min: 1, max: 8})
				.chain(count => fc.tuple(fc.constant(count), fc.array(fc.nat(count - 1), {maxLength: 12})));
			await fc.assert(
				fc.asyncProperty(orders, async ([count, order]) => {
					const device = await createDevice();
					const records: string[] = [];
					for (let n = 1; n <= count; n++) records.push((await device.write()).jws);
					const deliveries = [...order, ...records.keys()].map(i => deliver(device, i + 1, records[i]!));
					await Promise.all(deliveries);
					const again = await Promise.all(records.map((jws, i) => deliver(device, i + 1, jws)));
					expect(again.every(({outcome}) => outcome === 'receipt')).toBe(true);
					expect(seenOf(device)).toEqual(records.map((_, i) => i + 1));
				}),
				{numRuns: 25},
			);
		});
	});

	describe('a number that is lost', () => {
		const giveUp = (later: number) => {
			const {archive, options} = hub;
			const onRecord = async (_: unknown, {device, n}: {device: string; n: number}) =>
				void seen.push({device, n, index: -1});
			return giveUpNumbers({...options, archive, onRecord, now: () => options.now() + later});
		};

		test('is waited for, then a gap of the log, and what waited goes on', async () => {
			const device = await createDevice();
			const records = [];
			for (let n = 1; n <= 6; n++) records.push((await device.write()).jws);
			await deliver(device, 1, records[0]!);
			for (const n of [3, 4, 6]) await deliver(device, n, records[n - 1]!);
			await giveUp(waitedFor - 1);
			expect(seenOf(device)).toEqual([1]);
			await giveUp(waitedFor);
			expect(seenOf(device)).toEqual([1, 3, 4]);
			expect(await deliver(device, 4, records[3]!)).toMatchObject({outcome: 'receipt', repeated: true});
			const {rows} = await sql<{seq: number}>`select seq from archive_entries
				where type = 'device.records-missing' order by seq desc limit 1`.execute(hub.store.db);
			const opened = await hub.archive.open(await hub.archive.leaf(Number(rows[0]!.seq)));
			expect(JSON.parse(opened!.plaintext.toString())).toEqual({device: device.id, from: 2, to: 2});
			await giveUp(waitedFor);
			expect(seenOf(device)).toEqual([1, 3, 4, 6]);
			expect(await deliver(device, 5, records[4]!)).toMatchObject({outcome: 'receipt'});
		});

		test('and found again finds its place, once; another one in its place is a fork', async () => {
			const device = await createDevice();
			const records = [];
			for (let n = 1; n <= 3; n++) records.push(await device.write());
			for (const n of [1, 3]) await deliver(device, n, records[n - 1]!.jws);
			await giveUp(waitedFor);
			const forged = await forge(device, {...records[1]!.record, at: 5});
			expect(await deliver(device, 2, forged)).toEqual({outcome: 'fork', why: 'broken-chain'});
			expect(await deliver(device, 2, records[1]!.jws)).toMatchObject({outcome: 'receipt'});
			expect(await deliver(device, 2, records[1]!.jws)).toMatchObject({repeated: true});
			expect(seenOf(device)).toEqual([1, 3, 2]);
		});
	});

	describe('a record that is refused', () => {
		test('another content under a number that is taken is a fork, recorded once', async () => {
			const device = await createDevice();
			const {jws, record} = await device.write();
			await deliver(device, 1, jws);
			const other = await device.sign(
				Buffer.from(JSON.stringify(record).replace('"at":1789999999000', '"at":1')),
			);
			await expect(deliver(device, 1, other)).rejects.toMatchObject({code: 'malformed'});
			const forged = await forge(device, {...record, at: 5});
			expect(await deliver(device, 1, forged)).toEqual({outcome: 'fork', why: 'other-digest'});
			expect(await deliver(device, 1, forged)).toEqual({outcome: 'fork', why: 'other-digest'});
			const {rows} = await incidents();
			expect(rows).toHaveLength(1);
			expect(seenOf(device)).toEqual([1]);
		});

		test('one that follows another history is a fork', async () => {
			const device = await createDevice();
			await deliver(device, 1, (await device.write()).jws);
			const {record} = await device.write();
			const forged = await forge(device, {...record, prev: '0'.repeat(64)});
			expect(await deliver(device, 2, forged)).toEqual({outcome: 'fork', why: 'broken-chain'});
		});

		test('one signed by another device, or for another number, or misspelt', async () => {
			const [device, other] = [await createDevice(), await createDevice()];
			const {record, jws} = await device.write();
			await expect(deliver(other, 1, jws)).rejects.toMatchObject({code: 'signature'});
			await expect(deliver({...device, id: other.id}, 1, jws)).rejects.toMatchObject({code: 'signature'});
			await expect(deliver(device, 2, jws)).rejects.toMatchObject({code: 'malformed'});
			const spaced = await device.sign(Buffer.from(JSON.stringify(record, null, 1)));
			await expect(deliver(device, 1, spaced)).rejects.toMatchObject({code: 'malformed'});
		});
	});

	async function incidents() {
		return sql`select seq from archive_entries where type = 'incident.other-digest'`.execute(hub.store.db);
	}
});
