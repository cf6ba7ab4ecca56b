import {sql} from 'kysely';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {hasPostgres, startCluster} from '../store/postgres.fixture.ts';
import {createDevice, openArchive, type TestDevice, temporaryFolder} from './archive.fixture.ts';
import {delivererOf} from './deliver-record.ts';
import {headSize} from './entries.ts';

const note = (text: string) => ({type: 'test.note', at: 1, by: 'person-1', payload: {text}});

async function lotOf(device: TestDevice, count: number): Promise<string[]> {
	const records: string[] = [];
	while (records.length < count) records.push((await device.write()).jws);
	return records;
}

describe.runIf(hasPostgres())('two hub processes on one PostgreSQL', () => {
	const folder = temporaryFolder();
	let cluster: ReturnType<typeof startCluster>;
	let hubs: Awaited<ReturnType<typeof openArchive>>[] = [];

	beforeAll(async () => {
		cluster = startCluster();
		const databaseUrl = await cluster.newDatabase();
		hubs = [await openArchive(folder.path, {databaseUrl}), await openArchive(folder.path, {databaseUrl})];
	});
	afterAll(async () => {
		for (const {store} of hubs) await store.close();
		cluster.stop();
		folder.remove();
	});

	test('write one log: no index twice, none left out, one tree', async () => {
		const indexes = await Promise.all(
			Array.from({length: 60}, async (_, i) => {
				const {store, archive} = hubs[i % 2]!;
				return (await store.write(trx => archive.append(trx, note(`${i}`)))).index;
			}),
		);
		expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({length: 60}, (_, i) => i));
		const heads = await Promise.all(hubs.map(({archive}) => archive.checkpoint()));
		expect(heads[0]).toBe(heads[1]);
	});

	test.each([
		"update archive_entries set type = 'x'",
		'delete from archive_entries',
		'truncate archive_entries cascade',
	])('the database itself refuses %s', async statement => {
		const {store, archive} = hubs[0]!;
		await expect(store.write(trx => sql.raw(statement).execute(trx))).rejects.toThrow(/never changed/);
		expect((await archive.leaf(0)).type).toBe('test.note');
	});

	test('publish the same files', async () => {
		await Promise.all(hubs.map(({archive}) => archive.publish()));
		const {log} = hubs[0]!.options;
		expect((await log.list('tile')).sort()).toEqual(['tile/0/000.p/60', 'tile/entries/000.p/60']);
	});

	test('take the same records at the same time from a device that heard no answer: one effect, one order', async () => {
		const heard: string[] = [];
		const delivers = hubs.map(({archive, options}) =>
			delivererOf({
				...options,
				archive,
				onRecord: async (_, {device, n}) => void heard.push(`${device} ${n}`),
			}),
		);
		const devices = await Promise.all(Array.from({length: 6}, () => createDevice()));
		const lots = await Promise.all(devices.map(device => lotOf(device, 12)));
		const all = await Promise.all(
			devices.flatMap((device, i) =>
				[0, 1, 0, 1].map(which => delivers[which]!(device, {n: 1, records: lots[i]!, from: 0})),
			),
		);
		const indexes = all.map(delivered => {
			if (delivered.outcome !== 'receipts') throw new Error(delivered.outcome);
			expect(delivered.receipts.map(({n}) => n)).toEqual(lots[0]!.map((_, i) => i + 1));
			return delivered.receipts.map(({index}) => index);
		});
		for (const [i, own] of indexes.entries()) expect(own).toEqual(indexes[i - (i % 4)]);
		for (const own of indexes) expect(own).toEqual(own.toSorted((a, b) => a - b));
		expect(new Set(heard).size).toBe(6 * 12);
		const heads = await Promise.all(hubs.map(({archive}) => archive.checkpoint()));
		expect(heads[0]).toBe(heads[1]);
		expect(await headSize(hubs[0]!.store.db)).toBe(60 + 6 * 12);
	});
});
