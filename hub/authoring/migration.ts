import type {Kysely} from 'kysely';
import {type Dialect, makeAppendOnly} from '../store/append-only.ts';
import {runAll} from '../store/run-all.ts';

/** Rules as people write them. Every save is a row: nothing that was saved is ever lost. */
export async function authoringMigration(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
	await runAll(db, statements);
	for (const table of ['rule_texts', 'pack_texts']) await makeAppendOnly(db, dialect, table);
}

const statements = [
	`create table rule_texts (
		n bigint primary key,
		pack text not null,
		rule text not null,
		yaml text,
		by text not null,
		at bigint not null
	)`,
	'create index rule_texts_by_rule on rule_texts (pack, rule, n)',
	`create table pack_texts (
		n bigint primary key,
		pack text not null,
		head text not null,
		by text not null,
		at bigint not null
	)`,
	`create table rule_drafts (
		person text not null,
		pack text not null,
		rule text not null,
		yaml text not null,
		at bigint not null,
		primary key (person, pack, rule)
	)`,
];
