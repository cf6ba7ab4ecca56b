import {type Kysely, type Migration, sql} from 'kysely';
import {runAll} from '../../store/run-all.ts';
import type {Dialect} from '../migration.ts';

/**
 * The archive's index: made from the log alone, by `indexer.ts`, and made again when it is dropped. An item has one row for
 * each state it ever had, from entry `seq` until entry `until`: so a question can be asked of the log as it was (ADR 160).
 */
export function searchMigration(dialect: Dialect): Migration {
	return {
		up: (db: Kysely<unknown>) =>
			runAll(db, [...tables, ...(dialect === 'sqlite' ? sqliteWords : postgresWords)]),
	};
}

const tables = [
	'create table archive_index_head (id integer primary key check (id = 1), size integer not null)',
	'insert into archive_index_head (id, size) values (1, 0)',
	`create table archive_items (
		item text not null,
		seq integer not null,
		until integer,
		doc integer not null,
		name text not null,
		at bigint not null,
		site text not null,
		account text not null,
		location text not null,
		kind text not null,
		author text not null,
		device text,
		approvers text not null,
		held_at bigint,
		approved_at bigint,
		announced_at bigint,
		outcome_at bigint,
		state text not null,
		site_id text not null,
		url text not null,
		target text,
		policy text,
		rules text not null,
		text_seq integer,
		primary key (item, seq)
	)`,
	'create index archive_items_at on archive_items (at, seq)',
	'create index archive_items_account on archive_items (account, at)',
	'create index archive_items_doc on archive_items (doc)',
	'create table archive_item_entries (item text not null, seq integer not null, primary key (item, seq))',
	'create index archive_item_entries_seq on archive_item_entries (seq)',
];

/** `secure-delete`: what is erased leaves the index at once, not with the next merge. */
const sqliteWords = [
	`create virtual table archive_words using fts5(words, tokenize = "unicode61 remove_diacritics 0")`,
	`insert into archive_words (archive_words, rank) values ('secure-delete', 1)`,
];

const postgresWords = [
	'create table archive_words (rowid integer primary key, words tsvector not null)',
	'create index archive_words_gin on archive_words using gin (words)',
];

/** Edits and deletions by what they changed: a summary asks for them each time, and they are few. */
export const laterMigration: Migration = {
	async up(db: Kysely<unknown>) {
		await sql`create index archive_items_later on archive_items (kind, target) where target is not null`.execute(
			db,
		);
	},
};

/** It is dropped, and made again from the log with the next question (ADR 160). */
const emptied = [
	'delete from archive_words',
	'delete from archive_item_entries',
	'delete from archive_items',
	'update archive_index_head set size = 0',
];

/** The index learns which posts were ready-approved replies. */
export const readyUsesMigration: Migration = {
	up: (db: Kysely<unknown>) =>
		runAll(db, ["alter table archive_items add column ready text not null default ''", ...emptied]),
};

/** What was returned stays so when its time runs out: it is no longer counted among what nobody looked at. */
export const returnedMigration: Migration = {up: (db: Kysely<unknown>) => runAll(db, emptied)};
