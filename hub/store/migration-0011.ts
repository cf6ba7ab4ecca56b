import type {Kysely} from 'kysely';
import {type Dialect, makeAppendOnly} from './append-only.ts';
import {table} from './migration-0001.ts';

/** What reviewing needs beyond holds and their history. */
export async function reviewTables(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
	await table(db, 'claims', {digest: 'text', person: 'text'}, ['digest', 'person']).execute();
	await makeAppendOnly(db, dialect, 'claims');
	await table(db, 'competences', {person: 'text', name: 'text', until: 'bigint', by: 'text', at: 'bigint'}, [
		'person',
		'name',
	]).execute();
	await table(
		db,
		'absences',
		{id: 'text', person: 'text', delegate: 'text', since: 'bigint', until: 'bigint'},
		['id'],
	).execute();
}
