import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as rest} from 'node:timers/promises';
import {type Kysely, Migrator, sql} from 'kysely';
import {startCarryingOver} from './carry-over.ts';
import {groupCommit, type Write} from './group-commit.ts';
import {migrationsFor} from './migrations.ts';
import {lockWriters, openPostgres} from './postgres.ts';
import type {Database, Reader} from './schema.ts';
import {openSqlite} from './sqlite.ts';

export interface Store {
	/** For reading: sees what is committed. */
	db: Reader;
	/** For every change: durable when it resolves. */
	write: Write<Database>;
	/** Full text and triggers differ; all else is one SQL. */
	dialect: 'sqlite' | 'postgres';
	/** After an erasure: nothing that was deleted or overwritten in these tables stays in the database. */
	scrub: (tables: readonly string[]) => Promise<void>;
	/** Waits for the writes under way. */
	close: () => Promise<void>;
}

export interface StoreOptions {
	data: string;
	databaseUrl?: string;
	/** For long and under load: SQLite's log is carried over by a thread. */
	isServing?: boolean;
}

/** The hub's database: the given PostgreSQL, else a file in the data directory. Its schema is brought up to date. */
export function openStore({data, databaseUrl, isServing = false}: StoreOptions): Promise<Store> {
	return databaseUrl ? postgresStore(databaseUrl) : sqliteStore(data, isServing);
}

/** Only for reading, in a thread of its own; the schema is there already. `destroy` it in the end. */
export async function openReader({data, databaseUrl}: {data: string; databaseUrl?: string}): Promise<Reader> {
	if (databaseUrl) return openPostgres<Database>(databaseUrl);
	return openSqlite<Database>(join(data, 'hub.sqlite'), {readOnly: true});
}

async function sqliteStore(data: string, isServing: boolean): Promise<Store> {
	mkdirSync(data, {recursive: true, mode: 0o700});
	const file = join(data, 'hub.sqlite');
	const writer = openSqlite<Database>(file);
	await migrate(writer, 'sqlite');
	// A connection of its own: readers never wait for the writer's fsync
	const db = openSqlite<Database>(file, {readOnly: true});
	const {write, idle} = groupCommit(writer);
	const stopCarrying = isServing ? startCarryingOver(file) : undefined;
	const close = closing(idle, db, writer);
	return {
		...{db, write, dialect: 'sqlite', scrub: () => emptyLog(writer)},
		async close() {
			await stopCarrying?.();
			await close();
		},
	};
}

/** Milliseconds between two tries to empty the log while somebody else carries it over or still reads it, and how many there are. */
const emptying = {apart: 20, tries: 500};

/** Pages as they were before stand in the write-ahead log until it begins anew. Throws when it is in use all the time. */
async function emptyLog(writer: Kysely<Database>): Promise<void> {
	for (let i = 0; i < emptying.tries; i++) {
		const {rows} = await sql<{busy: number}>`pragma wal_checkpoint(truncate)`.execute(writer);
		if (rows[0]!.busy === 0) return;
		await rest(emptying.apart);
	}
	throw new Error('the write-ahead log is in use: what was erased may still stand in it');
}

async function postgresStore(url: string): Promise<Store> {
	const db = await openPostgres<Database>(url);
	await migrate(db, 'postgres');
	const {write, idle} = groupCommit(db, lockWriters);
	const scrub: Store['scrub'] = async tables =>
		void (await sql`vacuum ${sql.join(tables.map(name => sql.table(name)))}`.execute(db));
	return {db, write, dialect: 'postgres', scrub, close: closing(idle, db)};
}

function closing(idle: () => Promise<void>, ...connections: Kysely<Database>[]): () => Promise<void> {
	return async () => {
		await idle();
		for (const connection of connections) await connection.destroy();
	};
}

async function migrate(db: Kysely<Database>, dialect: 'sqlite' | 'postgres'): Promise<void> {
	const migrations = migrationsFor(dialect);
	const migrator = new Migrator({db, provider: {getMigrations: async () => migrations}});
	const {error} = await migrator.migrateToLatest();
	if (error) throw new Error('the database could not be brought up to date', {cause: error});
}
