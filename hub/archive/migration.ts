import type {Kysely, Migration} from 'kysely';
import {runAll} from '../store/run-all.ts';

export type Dialect = 'sqlite' | 'postgres';

/** The archive's tables. Entries cannot be changed or deleted, not even by the hub's own mistakes. */
export function archiveMigration(dialect: Dialect): Migration {
	return {
		up: (db: Kysely<unknown>) =>
			runAll(db, [...tables, ...(dialect === 'sqlite' ? sqliteGuards : postgresGuards)]),
	};
}

const tables = [
	'create table archive_head (id integer primary key check (id = 1), size integer not null)',
	'insert into archive_head (id, size) values (1, 0)',
	`create table archive_entries (
		seq integer primary key check (seq >= 0),
		leaf text not null,
		name text not null,
		type text not null,
		at bigint not null,
		received_at bigint not null,
		by_person text,
		hold text,
		device text,
		n integer,
		digest text,
		site text,
		account text,
		unique (device, n)
	)`,
	'create index archive_entries_hold on archive_entries (hold, seq)',
	'create index archive_entries_account on archive_entries (account, received_at)',
	'create index archive_entries_person on archive_entries (by_person, seq)',
	'create index archive_entries_type on archive_entries (type, seq)',
	'create index archive_entries_received on archive_entries (received_at)',
	'create table archive_checkpoints (size integer primary key, note text not null, at bigint not null)',
	`create table archive_pending (
		device text not null,
		n integer not null,
		digest text not null,
		person text not null,
		received_at bigint not null,
		payload text not null,
		primary key (device, n)
	)`,
	`create table archive_forks (
		device text not null,
		n integer not null,
		digest text not null,
		seq integer not null,
		primary key (device, n, digest)
	)`,
	`create table archive_legal_holds (
		id text not null,
		seq integer not null references archive_entries (seq),
		set_by integer not null,
		cleared_by integer,
		primary key (id, seq)
	)`,
];

const refusal = 'archive entries are never changed or deleted';

const sqliteGuards = [
	...['update', 'delete'].map(
		verb => `create trigger archive_entries_no_${verb} before ${verb} on archive_entries
			begin select raise(abort, '${refusal}'); end`,
	),
	// `insert or replace` deletes without firing delete triggers.
	`create trigger archive_entries_no_replace before insert on archive_entries
		when exists (select 1 from archive_entries where seq = new.seq)
		begin select raise(abort, '${refusal}'); end`,
];

const postgresGuards = [
	`create function archive_entries_refuse() returns trigger language plpgsql as
		$$ begin raise exception '${refusal}'; end $$`,
	`create trigger archive_entries_no_change before update or delete on archive_entries
		for each row execute function archive_entries_refuse()`,
	`create trigger archive_entries_no_truncate before truncate on archive_entries
		for each statement execute function archive_entries_refuse()`,
];
