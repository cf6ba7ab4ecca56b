import fc from 'fast-check';
import {sql} from 'kysely';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {verifyReceipt} from '#lib/core/archive/verify-receipt.ts';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {onBothDatabases} from '../store/both-databases.fixture.ts';
import {createDevice, openArchive, type TestDevice, temporaryFolder} from './archive.fixture.ts';
import {type Deliver, delivererOf} from './deliver-record.ts';
import {devicesWithHoles} from './device-chain.ts';
import type {DeviceRecordsOptions} from './device-records.ts';
import {verifyEd25519} from './log-key.ts';
import {giveUpNumbers, waitedFor} from './lost-numbers.ts';

async function forge(device: Awaited<ReturnType<typeof createDevice>>, record: unknown): Promise<string> {
	return device.sign(Buffer.from(canonicalJson(record)));
}

async function written(device: TestDevice, count: number): Promise<string[]> {
	const records: string[] = [];
	for (let i = 0; i < count; i++) records.push((await device.write()).jws);
	return records;
}

/** The hub fails when it hears a record of this number. */
const cursed = 33;

onBothDatabases(newDatabase => {
	const folder = temporaryFolder();
	let hub: Awaited<ReturnType<typeof openArchive>>;
	let deliverAll: Deliver;
	const seen: {device: string; n: number; index: number}[] = [];

	beforeAll(async () => {
		const databaseUrl = await newDatabase();
		hub = await openArchive(folder.path, databaseUrl ? {databaseUrl} : {});
		const {archive, options} = hub;
		const onRecord: DeviceRecordsOptions['onRecord'] = async (_, {device, n}, {index}) => {
			if (n === cursed) throw new Error('the hub could not hear it');
			seen.push({device, n, index});
		};
		deliverAll = delivererOf({archive, ...options, onRecord});
	});
	afterAll(async () => {
		await hub.archive.close();
		await hub.store.close();
		folder.remove();
	});

	async function deliver(device: TestDevice, n: number, record: string, from = 0) {
		const delivered = await deliverAll(device, {n, records: [record], from});
		return delivered.outcome === 'receipts' ? {...delivered, receipt: delivered.receipts[0]!} : delivered;
	}
	const seenOf = (device: {id: string}) => seen.filter(entry => entry.device === device.id).map(({n}) => n);

	describe('records delivered together', () => {
		test('by many devices at once: each device in its order, every receipt proves itself', async () => {
			const devices = await Promise.all(Array.from({length: 12}, () => createDevice()));
			const lots = await Promise.all(devices.map(device => written(device, 9)));
			const all = await Promise.all(
				devices.map((device, i) => deliverAll(device, {n: 1, records: lots[i]!, from: 0})),
			);
			for (const [i, device] of devices.entries()) {
				const delivered = all[i]!;
				if (delivered.outcome !== 'receipts') throw new Error(delivered.outcome);
				for (const [j, receipt] of delivered.receipts.entries()) {
					const record = {device: device.id, n: j + 1, digest: receipt.digest};
					const check = {receipt, record, logKey: hub.keys.log.verifier, known: null};
					await verifyReceipt({...check, verify: verifyEd25519});
				}
				expect(delivered.receipts.map(({n}) => n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
				expect(seenOf(device)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
			}
		});

		test('again, with more behind them, have one effect each', async () => {
			const device = await createDevice();
			const records = await written(device, 5);
			const first = await deliverAll(device, {n: 1, records: records.slice(0, 3), from: 0});
			const again = await deliverAll(device, {n: 2, records: records.slice(1), from: 0});
			if (first.outcome !== 'receipts' || again.outcome !== 'receipts') throw new Error('no receipts');
			expect(again.receipts.map(({n}) => n)).toEqual([2, 3, 4, 5]);
			expect(again.receipts[0]!.index).toBe(first.receipts[1]!.index);
			expect(seenOf(device)).toEqual([1, 2, 3, 4, 5]);
		});

		test('one that does not follow has no receipt, those before it have theirs', async () => {
			const device = await createDevice();
			const records = await written(device, 3);
			const {record} = await device.write();
			const forged = await forge(device, {...record, prev: 'ee'.repeat(32)});
			const delivered = await deliverAll(device, {n: 1, records: [...records, forged], from: 0});
			expect(delivered).toMatchObject({outcome: 'receipts', receipts: [{n: 1}, {n: 2}, {n: 3}]});
			expect(await deliver(device, 4, forged)).toEqual({outcome: 'fork', why: 'broken-chain'});
		});

		test('one that fails fails alone: what comes at the same moment is kept', async () => {
			const [good, bad] = [await createDevice(), await createDevice()];
			const [fine, broken] = [await written(good, 4), await written(bad, cursed)];
			await deliverAll(bad, {n: 1, records: broken.slice(0, -1), from: 0});
			const [kept, lost] = await Promise.allSettled([
				deliverAll(good, {n: 1, records: fine, from: 0}),
				deliver(bad, cursed, broken.at(-1)!),
			]);
			expect(kept).toMatchObject({value: {outcome: 'receipts'}});
			expect(lost).toMatchObject({reason: {message: 'the hub could not hear it'}});
			const again = await deliverAll(good, {n: 1, records: fine, from: 0});
			expect(again).toMatchObject({outcome: 'receipts', repeated: true});
		});

		test('with a hole, or one by another hand, are not taken at all', async () => {
			const device = await createDevice();
			const [first, , third] = await written(device, 3);
			const delivery = {n: 1, records: [first!, third!], from: 0};
			await expect(deliverAll(device, delivery)).rejects.toMatchObject({code: 'malformed'});
			const [stranger] = await written(await createDevice(), 1);
			const mixed = {n: 1, records: [first!, stranger!], from: 0};
			await expect(deliverAll(device, mixed)).rejects.toMatchObject({code: 'signature'});
			expect(seenOf(device)).toEqual([]);
		});
	});

	describe('a delivered record', () => {
		test('is receipted: the device verifies it, and each receipt extends the one before', async () => {
			const device = await createDevice();
			let known: {size: number; root: string} | null = null;
			for (let n = 1; n <= 5; n++) {
				const {jws} = await device.write();
				const delivered = await deliver(device, n, jws, known?.size ?? 0);
				if (delivered.outcome !== 'receipts') throw new Error(delivered.outcome);
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
			expect(first).toMatchObject({outcome: 'receipts', repeated: false});
			expect(second).toMatchObject({outcome: 'receipts', repeated: true});
			if (first.outcome === 'receipts' && second.outcome === 'receipts')
				expect(second.receipt.index).toBe(first.receipt.index);
			expect(seenOf(device)).toEqual([1]);
		});

		test('at the same time from many requests has one effect', async () => {
			const device = await createDevice();
			const {jws} = await device.write();
			const all = await Promise.all(Array.from({length: 8}, () => deliver(device, 1, jws)));
			const indexes = all.map(one => (one.outcome === 'receipts' ? one.receipt.index : one.outcome));
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
					expect(again.every(({outcome}) => outcome === 'receipts')).toBe(true);
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
			expect(await deliver(device, 4, records[3]!)).toMatchObject({outcome: 'receipts', repeated: true});
			const {rows} = await sql<{seq: number}>`select seq from archive_entries
				where type = 'device.records-missing' order by seq desc limit 1`.execute(hub.store.db);
			const opened = await hub.archive.open(await hub.archive.leaf(Number(rows[0]!.seq)));
			expect(JSON.parse(opened!.plaintext.toString())).toEqual({device: device.id, from: 2, to: 2});
			await giveUp(waitedFor);
			expect(seenOf(device)).toEqual([1, 3, 4, 6]);
			expect(await deliver(device, 5, records[4]!)).toMatchObject({outcome: 'receipts'});
		});

		test('and found again finds its place, once; another one in its place is a fork', async () => {
			const device = await createDevice();
			const records = [];
			for (let n = 1; n <= 3; n++) records.push(await device.write());
			for (const n of [1, 3]) await deliver(device, n, records[n - 1]!.jws);
			await giveUp(waitedFor);
			const forged = await forge(device, {...records[1]!.record, at: 5});
			expect(await deliver(device, 2, forged)).toEqual({outcome: 'fork', why: 'broken-chain'});
			expect(await deliver(device, 2, records[1]!.jws)).toMatchObject({outcome: 'receipts'});
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
