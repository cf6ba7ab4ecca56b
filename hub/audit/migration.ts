import {type Kysely, sql} from 'kysely';
import {runAll} from '../store/run-all.ts';

/** What auditors work with. What they did is in the log; these are its state of now. */
export async function auditTables(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table concepts (id text not null, version integer not null, title text not null, terms text not null,
		by text not null, at bigint not null, primary key (id, version))`,
	`create table searches (id text primary key, n integer not null, search text not null, terms text not null,
		places text not null, position integer not null, items integer not null, digest text not null,
		by text not null, at bigint not null)`,
	`create table draws (id text primary key, n integer not null, kind text not null, search text not null,
		seed text not null, population integer not null, items text not null, by text not null, at bigint not null)`,
	`create table verdicts (draw text not null, item text not null, person text not null, outcome text not null,
		note text not null, at bigint not null, primary key (draw, item, person))`,
	'create table topics (id text primary key, topic text not null, by text not null, at bigint not null)',
	`create table gaps (id text primary key, n integer not null, key text not null unique, state text not null,
		gap text not null)`,
	`create table site_exports (sha256 text primary key, site text not null, account text not null,
		made_at bigint not null, published text not null, by text not null, at bigint not null)`,
].map(statement => statement.replace(/\bby text/g, '"by" text'));

/** How far each other place of the archive has come. */
export async function targetTable(db: Kysely<unknown>): Promise<void> {
	await sql`create table archive_targets (name text primary key, position integer not null)`.execute(db);
}
