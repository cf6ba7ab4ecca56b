import {type CreateTableBuilder, type Kysely, sql} from 'kysely';
import {type Dialect, makeAppendOnly} from './append-only.ts';

type Column = 'text' | 'bigint' | 'text?' | 'bigint?';

/** The schema of the first version. `bigint` holds milliseconds since 1970. */
export async function startUp(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
	await identity(db);
	await policy(db);
	await review(db);
	await stops(db);
	await requests(db);
	await makeAppendOnly(db, dialect, 'hold_events');
	await makeAppendOnly(db, dialect, 'approvals');
	await makeAppendOnly(db, dialect, 'releases');
	await makeAppendOnly(db, dialect, 'policies');
	await makeAppendOnly(db, dialect, 'bundles');
}

async function identity(db: Kysely<unknown>): Promise<void> {
	await table(db, 'meta', {key: 'text', value: 'text'}, ['key']).execute();
	await table(db, 'people', {id: 'text', name: 'text', created_at: 'bigint'}, ['id']).execute();
	await table(db, 'roles', {person: 'text', role: 'text', location: 'text', since: 'bigint'}, [
		'person',
		'role',
		'location',
	])
		.addForeignKeyConstraint('roles_person', ['person'], 'people', ['id'])
		.execute();
	await table(
		db,
		'devices',
		{
			id: 'text',
			person: 'text',
			key: 'text',
			label: 'text',
			certificate: 'text',
			certificate_until: 'bigint',
			enrolled_at: 'bigint',
			revoked_at: 'bigint?',
		},
		['id'],
	)
		.addForeignKeyConstraint('devices_person', ['person'], 'people', ['id'])
		.execute();
	await table(
		db,
		'invites',
		{code: 'text', person: 'text', by: 'text', expires_at: 'bigint', used_at: 'bigint?'},
		['code'],
	).execute();
	await table(
		db,
		'accounts',
		{site: 'text', id: 'text', handle: 'text', name: 'text', location: 'text', gate: 'text', blind: 'text'},
		['site', 'id'],
	).execute();
}

async function policy(db: Kysely<unknown>): Promise<void> {
	await table(db, 'bundles', {digest: 'text', bytes: 'text'}, ['digest']).execute();
	await table(
		db,
		'policies',
		{
			version: 'bigint',
			digest: 'text',
			previous: 'text?',
			not_before: 'bigint',
			minimum_extension: 'text',
			by: 'text',
			at: 'bigint',
		},
		['version'],
	)
		.addForeignKeyConstraint('policies_bundle', ['digest'], 'bundles', ['digest'])
		.execute();
}

async function review(db: Kysely<unknown>): Promise<void> {
	await table(
		db,
		'holds',
		{
			id: 'text',
			state: 'text',
			author: 'text',
			location: 'text',
			site: 'text',
			account: 'text',
			next_change: 'bigint?',
			updated_at: 'bigint',
			hold: 'text',
		},
		['id'],
	).execute();
	// Not only who sent it: whoever wrote an earlier version still has to see what became of it
	await table(db, 'hold_authors', {person: 'text', hold: 'text'}, ['person', 'hold']).execute();
	await db.schema.createIndex('holds_by_state').on('holds').columns(['state', 'location']).execute();
	await db.schema.createIndex('holds_by_time').on('holds').column('next_change').execute();
	await table(
		db,
		'hold_events',
		{hold: 'text', n: 'bigint', type: 'text', at: 'bigint', by: 'text?', event: 'text'},
		['hold', 'n'],
	).execute();
	await table(
		db,
		'approvals',
		{jti: 'text', hold: 'text', version: 'bigint', reviewer: 'text', author: 'text'},
		['jti', 'author'],
	)
		// The last of the five places where four eyes are enforced: no code can write it otherwise
		.addCheckConstraint('four_eyes', sql`reviewer <> author`)

		.execute();
	await table(db, 'releases', {id: 'text', hold: 'text', device: 'text', token: 'text', at: 'bigint'}, ['id'])
		.addUniqueConstraint('releases_once', ['hold'])
		.execute();
}

async function stops(db: Kysely<unknown>): Promise<void> {
	await table(db, 'stops', {id: 'text', until: 'bigint', stop: 'text'}, ['id']).execute();
}

async function requests(db: Kysely<unknown>): Promise<void> {
	await table(db, 'proofs', {device: 'text', jti: 'text', expires_at: 'bigint'}, ['device', 'jti']).execute();
	await db.schema.createIndex('proofs_by_time').on('proofs').column('expires_at').execute();
	await table(db, 'feed', {seq: 'bigint', at: 'bigint', audience: 'text', event: 'text'}, ['seq']).execute();
}

/** Columns are not null unless they say `?`. */
export function table(
	db: Kysely<unknown>,
	name: string,
	columns: Record<string, Column>,
	key: [string, ...string[]],
): CreateTableBuilder<string, string> {
	let builder: CreateTableBuilder<string, string> = db.schema.createTable(name);
	for (const [column, kind] of Object.entries(columns))
		builder = builder.addColumn(column, kind.startsWith('text') ? 'text' : 'bigint', c =>
			kind.endsWith('?') ? c : c.notNull(),
		);
	return builder.addPrimaryKeyConstraint(`${name}_key`, key);
}
