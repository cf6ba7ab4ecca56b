import {
	Kysely,
	PostgresDialect,
	type PostgresPool,
	type PostgresPoolClient,
	sql,
	type Transaction,
} from 'kysely';
import pg from 'pg';

/** Any number; the same for every hub process on one database. */
const writers = 0x636f756e;

/** Milliseconds since 1970 fit a JavaScript number; `pg` would hand them over as text. */
const types = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text'),
};

/** Opens PostgreSQL by its URL. Throws if the server would answer before a commit is on disk. */
export async function openPostgres<DB>(url: string): Promise<Kysely<DB>> {
	const pool = new pg.Pool({connectionString: url, max: 10, types: types as pg.CustomTypesConfig});
	// A connection that breaks is replaced at its next use, and whoever used it is told; unheard, the event of it would
	// end the process, be it idle in the pool or between two statements of a transaction
	pool.on('error', () => {});
	pool.on('connect', client => void client.on('error', () => {}));
	const db = new Kysely<DB>({dialect: new PostgresDialect({pool: withoutNul(pool)})});
	await assertDurable(db);
	return db;
}

/**
 * PostgreSQL keeps no U+0000 in a text, SQLite does. What was signed stands in JSON, where it is escaped; its copies in columns have
 * U+FFFD instead, and so has whoever looks for them. Otherwise a letter that nobody sees would be a failure of the hub.
 */
function withoutNul(pool: pg.Pool): PostgresPool {
	const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
	const sparing = (client: pg.PoolClient) => ({
		query: (text: string, values?: readonly unknown[]) => client.query(text, values?.map(spared)),
		release: () => client.release(),
	});
	return {
		async connect() {
			const client = await pool.connect();
			// Kysely knows a connection by its client, and of its two forms of `query` asks for no cursor
			const known = clients.get(client) ?? (sparing(client) as unknown as PostgresPoolClient);
			clients.set(client, known);
			return known;
		},
		end: () => pool.end(),
	};
}

function spared(value: unknown): unknown {
	return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}

async function assertDurable<DB>(db: Kysely<DB>): Promise<void> {
	const {rows} = await sql<{fsync: string; commit: string}>`
		select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit
	`.execute(db);
	const {fsync, commit} = rows[0]!;
	if (fsync !== 'on' || commit === 'off' || commit === 'local')
		throw new Error(`the database is not durable: fsync ${fsync}, synchronous_commit ${commit}`);
}

/** One writer at a time over all hub processes, as in SQLite: what was proved for one database holds for both. */
export async function lockWriters<DB>(trx: Transaction<DB>): Promise<void> {
	await sql`select pg_advisory_xact_lock(${sql.lit(writers)})`.execute(trx);
}
