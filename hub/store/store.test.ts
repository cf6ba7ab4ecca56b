import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Migrator, sql} from 'kysely';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {eventually} from '#sandbox/testing/eventually.ts';
import {onPostgres} from './both-databases.fixture.ts';
import {migrationsFor} from './migrations.ts';
import type {Database} from './schema.ts';
import {openSqlite} from './sqlite.ts';
import {openStore, type Store} from './store.ts';

const data = () => mkdtempSync(join(tmpdir(), 'countersign-store-'));

describe('on SQLite', () => storeBehaviours(() => openStore({data: data()})));

test('a store that serves: a thread carries the log over, and what is erased stands in it no longer', async () => {
	const folder = data();
	const store = await openStore({data: folder, isServing: true});
	const log = () => readFileSync(join(folder, 'hub.sqlite-wal')).toString('latin1');
	const database = () => readFileSync(join(folder, 'hub.sqlite')).toString('latin1');
	await store.write(trx => trx.insertInto('meta').values({key: 'secret', value: 'Ms Okafor'}).execute());
	await eventually(database).toContain('Ms Okafor');
	await store.write(trx => trx.deleteFrom('meta').where('key', '=', 'secret').execute());
	await store.scrub([]);
	expect(log()).toBe('');
	expect(database()).not.toContain('Ms Okafor');
	await store.close();
});

test('an archive from before payload segments is refused, not read as if its contents were gone', async () => {
	const folder = data();
	const old = openSqlite<Database>(join(folder, 'hub.sqlite'));
	const steps = Object.entries(migrationsFor('sqlite'));
	const before = Object.fromEntries(steps.filter(([name]) => name < '0003'));
	await new Migrator({db: old, provider: {getMigrations: async () => before}}).migrateToLatest();
	await old.transaction().execute(trx => fill(trx, 'archive_entries'));
	await old.destroy();
	const cause = {message: expect.stringContaining('before payload segments')};
	await expect(openStore({data: folder})).rejects.toMatchObject({cause});
});

onPostgres(newDatabase => {
	storeBehaviours(async () => openStore({data: data(), databaseUrl: await newDatabase()}));

	test('a database that restarts is a refusal, then business as usual', async () => {
		const databaseUrl = await newDatabase();
		const store = await openStore({data: data(), databaseUrl});
		const put = (key: string) =>
			store.write(trx => trx.insertInto('meta').values({key, value: ''}).execute());
		await put('before');
		const interrupted = store.write(async trx => {
			await trx.insertInto('meta').values({key: 'during', value: ''}).execute();
			const others = sql`select pg_terminate_backend(pid) from pg_stat_activity
				where pid <> pg_backend_pid() and datname = current_database()`;
			await others.execute(store.db);
			await trx.insertInto('meta').values({key: 'never', value: ''}).execute();
		});
		await expect(interrupted).rejects.toThrow(/terminat|connection/i);
		await put('after');
		const keys = await store.db.selectFrom('meta').select('key').orderBy('key').execute();
		expect(keys.map(({key}) => key)).toEqual(['after', 'before']);
		await store.close();
	});

	test('two hub processes on one database never write at the same time', async () => {
		const databaseUrl = await newDatabase();
		const stores = await Promise.all([1, 2].map(() => openStore({data: data(), databaseUrl})));
		await stores[0]!.write(trx => trx.insertInto('meta').values({key: 'count', value: '0'}).execute());
		// Read, think, write: lost updates would show
		const raise = (store: Store) =>
			store.write(async trx => {
				const row = await trx
					.selectFrom('meta')
					.select('value')
					.where('key', '=', 'count')
					.executeTakeFirstOrThrow();
				const value = String(Number(row.value) + 1);
				await trx.updateTable('meta').set({value}).where('key', '=', 'count').execute();
			});
		await Promise.all(Array.from({length: 100}, (_, i) => raise(stores[i % 2]!)));
		const {value} = await stores[0]!.db
			.selectFrom('meta')
			.select('value')
			.where('key', '=', 'count')
			.executeTakeFirstOrThrow();
		expect(value).toBe('100');
		await Promise.all(stores.map(store => store.close()));
	});
});

/** What the hub relies on, whatever the database. */
function storeBehaviours(open: () => Promise<Store>): void {
	let store: Store;
	beforeAll(async () => {
		store = await open();
	});
	afterAll(() => store.close());

	const put = (key: string, value = '') =>
		store.write(trx => trx.insertInto('meta').values({key, value}).execute());
	const has = async (key: string) =>
		(await store.db.selectFrom('meta').select('key').where('key', '=', key).execute()).length === 1;

	test('what is written can be read when the promise resolves', async () => {
		await put('a');
		expect(await has('a')).toBe(true);
	});

	test('in one group each job stands or falls alone', async () => {
		const fail = store.write(async trx => {
			await trx.insertInto('meta').values({key: 'half', value: ''}).execute();
			throw new Error('changed my mind');
		});
		const results = await Promise.allSettled([put('before'), fail, put('a'), put('after')]);
		expect(results.map(({status}) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
		expect(await Promise.all(['before', 'half', 'after'].map(has))).toEqual([true, false, true]);
	});

	test('a job sees what those before it in its group have written', async () => {
		const [, seen] = await Promise.all([
			put('first'),
			store.write(trx => trx.selectFrom('meta').select('key').where('key', '=', 'first').execute()),
		]);
		expect(seen).toHaveLength(1);
	});

	test.each(['hold_events', 'approvals', 'releases', 'policies', 'bundles', 'archive_entries'] as const)(
		'%s is append-only by the database’s own law',
		async table => {
			await store.write(trx => fill(trx, table));
			const remove = store.write(trx => trx.deleteFrom(table).execute());
			await expect(remove).rejects.toThrow(/append-only|never changed/);
		},
	);

	test('no row can say that an author approved his own words', async () => {
		const row = {jti: 'j', hold: 'h', version: 1, reviewer: 'ann', author: 'ann'};
		const write = store.write(trx => trx.insertInto('approvals').values(row).execute());
		await expect(write).rejects.toThrow(/check|four_eyes/i);
	});

	test('nor that a hold was released twice', async () => {
		const release = (id: string) =>
			store.write(trx =>
				trx.insertInto('releases').values({id, hold: 'once', device: 'd', token: 't', at: 1}).execute(),
			);
		await release('r1');
		await expect(release('r2')).rejects.toThrow(/unique/i);
	});
}

type Trx = Parameters<Parameters<Store['write']>[0]>[0];
type Table = 'hold_events' | 'approvals' | 'releases' | 'policies' | 'bundles' | 'archive_entries';

async function fill(trx: Trx, table: Table): Promise<void> {
	const rows = {
		hold_events: {hold: 'h', n: 1, type: 'held', at: 1, by: null, seq: 0},
		approvals: {jti: 'j', hold: 'h', version: 1, reviewer: 'tom', author: 'ann'},
		releases: {id: 'r', hold: 'h', device: 'd', token: 't', at: 1},
		bundles: {digest: 'd', bytes: '{}'},
		policies: {
			version: 1,
			digest: 'd2',
			previous: null,
			not_before: 1,
			minimum_extension: '0.1.0',
			by: 'p',
			at: 1,
		},
		archive_entries: {seq: 0, leaf: '{}', name: 'CS-1', type: 't', at: 1, received_at: 1},
	} satisfies Record<Table, object>;
	if (table === 'policies') await trx.insertInto('bundles').values({digest: 'd2', bytes: '{}'}).execute();
	await trx
		.insertInto(table)
		.values(rows[table] as never)
		.execute();
}
