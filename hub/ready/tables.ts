import type {Kysely} from 'kysely';
import type {ReadyState} from '#lib/core/ready/decide-ready.ts';
import {runAll} from '../store/run-all.ts';

/** Ready-approved replies as Kysely sees them; the archive has their history. */
export interface ReadyTables {
	ready_replies: {
		id: string;
		version: number;
		state: ReadyState;
		/** Canonical JSON of `ReadyReply`: what both have signed. */
		reply: string;
		writer: string;
		writer_device: string;
		/** Compact JWS, and the certificate of its device as it was then. */
		writer_statement: string;
		writer_certificate: string;
		written_at: number;
		approver: string | null;
		approver_statement: string | null;
		approver_certificate: string | null;
		approved_at: number | null;
		/** Retired, returned or superseded. */
		ended_at: number | null;
		/** Of a person; a later version ends one without. */
		ended_by: string | null;
		end_note: string;
	};
	/** Each time one went out; with `due`, a promise. */
	ready_uses: {
		/** Of the attempt. */
		release: string;
		reply: string;
		version: number;
		title: string;
		person: string;
		site: string;
		account: string;
		location: string;
		/** What stands in the slot that promises. */
		words: string;
		at: number;
		due: number | null;
		/** Once the site has it. */
		sent_at: number | null;
		url: string;
		kept_at: number | null;
		kept_by: string | null;
	};
}

export async function readyMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

/** Why one was sent back or taken out of use, for whoever wrote it. */
export async function readyNotesMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, [
		'alter table ready_replies add column ended_by text references people (id)',
		"alter table ready_replies add column end_note text not null default ''",
	]);
}

const statements = [
	`create table ready_replies (
		id text not null,
		version bigint not null,
		state text not null,
		reply text not null,
		writer text not null references people (id),
		writer_device text not null,
		writer_statement text not null,
		writer_certificate text not null,
		written_at bigint not null,
		approver text references people (id),
		approver_statement text,
		approver_certificate text,
		approved_at bigint,
		ended_at bigint,
		primary key (id, version),
		constraint ready_four_eyes check (approver is null or approver <> writer),
		constraint ready_signed check (state <> 'approved' or approver_statement is not null)
	)`,
	`create table ready_uses (
		release text primary key,
		reply text not null,
		version bigint not null,
		title text not null,
		person text not null,
		site text not null,
		account text not null,
		location text not null,
		words text not null,
		at bigint not null,
		due bigint,
		sent_at bigint,
		url text not null,
		kept_at bigint,
		kept_by text
	)`,
	'create index ready_promises on ready_uses (due) where due is not null and kept_at is null',
];
