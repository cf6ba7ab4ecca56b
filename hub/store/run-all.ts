import {type Kysely, sql} from 'kysely';

/** A step of the schema, or a part of one, that is statements in this order. */
export async function runAll(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
	for (const statement of statements) await sql.raw(statement).execute(db);
}
