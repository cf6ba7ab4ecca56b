import {type Kysely, sql} from 'kysely';
import {runAll} from '../store/run-all.ts';

/** Who signs in with a browser: outside identities, passkeys, sessions. Secrets are kept as SHA-256 only. */
export async function consoleMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table identities (
		issuer text not null,
		subject text not null,
		person text not null references people (id),
		since bigint not null,
		primary key (issuer, subject)
	)`,
	`create table passkeys (
		id text primary key,
		person text not null references people (id),
		public_key text not null,
		counter bigint not null,
		transports text not null,
		label text not null,
		created_at bigint not null,
		used_at bigint,
		revoked_at bigint
	)`,
	`create table sign_ins (
		id text primary key,
		state text not null,
		expires_at bigint not null
	)`,
	`create table sessions (
		id text primary key,
		person text not null references people (id),
		how text not null,
		id_token text,
		started_at bigint not null,
		seen_at bigint not null,
		ends_at bigint not null
	)`,
	'create index sessions_by_person on sessions (person)',
];

export async function consoleDevices(db: Kysely<unknown>): Promise<void> {
	await sql`create table console_devices (device text primary key references devices (id))`.execute(db);
}
