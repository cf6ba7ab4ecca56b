import {sql} from 'kysely';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {hasPostgres, startCluster} from '../store/postgres.fixture.ts';
import {openArchive, temporaryFolder} from './archive.fixture.ts';

const note = (text: string) => ({type: 'test.note', at: 1, by: 'person-1', payload: {text}});

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
});
