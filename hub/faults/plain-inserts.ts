/** The peer of the load: rows of the size of a record into a table, as durable as the hub's own, and nothing else. */
import {join} from 'node:path';
import {type Kysely, sql} from 'kysely';
import {openPostgres} from '../store/postgres.ts';
import {openSqlite} from '../store/sqlite.ts';

interface Plain {
	/** Inserts a second, a transaction each. */
	oneByOne: number;
	/** 128 in a transaction, as the hub groups at most. */
	by128: number;
}

interface Row {
	plain_records: {device: string; n: number; record: string};
}

/** Bytes of the JWS of a small post. */
const size = 1200;

/** In the same folder or the same PostgreSQL as the hub, for so many seconds each. */
export async function plainInserts(data: string, seconds: number): Promise<Plain> {
	const url = process.env.DATABASE_URL;
	const db = url ? await openPostgres<Row>(url) : openSqlite<Row>(join(data, 'plain.sqlite'));
	await sql`create table if not exists plain_records (device text not null, n bigint not null, record text not null,
		primary key (device, n))`.execute(db);
	const plain = {oneByOne: await rateOf(db, seconds, 1), by128: await rateOf(db, seconds, 128)};
	await sql`drop table plain_records`.execute(db);
	await db.destroy();
	return plain;
}

async function rateOf(db: Kysely<Row>, seconds: number, group: number): Promise<number> {
	const start = performance.now();
	const device = `${group} ${start}`;
	let n = 0;
	while (performance.now() < start + seconds * 1000)
		await db.transaction().execute(async trx => {
			for (let i = 0; i < group; i++) {
				const record = 'x'.repeat(size);
				await trx.insertInto('plain_records').values({device, n: n++, record}).execute();
			}
		});
	return n / ((performance.now() - start) / 1000);
}
