import {type Kysely, sql} from 'kysely';

export type Dialect = 'sqlite' | 'postgres';

/** Makes the database itself refuse to change or remove a row of this table, whatever the code asks for. */
export async function makeAppendOnly(db: Kysely<unknown>, dialect: Dialect, table: string): Promise<void> {
	if (dialect === 'sqlite') return sqliteTriggers(db, table);
	const refuse = sql.id(`${table}_refuse`);
	await sql`
		create function ${refuse}() returns trigger language plpgsql as
		${sql.lit(`begin raise exception '${table} is append-only'; end`)}
	`.execute(db);
	await sql`
		create trigger ${sql.id(`${table}_append_only`)} before update or delete or truncate on ${sql.table(table)}
		for each statement execute function ${refuse}()
	`.execute(db);
}

async function sqliteTriggers(db: Kysely<unknown>, table: string): Promise<void> {
	for (const change of ['update', 'delete'])
		await sql`
			create trigger ${sql.id(`${table}_no_${change}`)} before ${sql.raw(change)} on ${sql.table(table)}
			begin select raise(abort, ${sql.lit(`${table} is append-only`)}); end
		`.execute(db);
}
