import type {Kysely} from 'kysely';
import {runAll} from '../store/run-all.ts';

export interface TaskTables {
	/** What new rules judge otherwise than the ones under which it was written: somebody has to look. Nothing changes by itself. */
	post_tasks: {
		id: string;
		/** Of the rules. */
		version: number;
		item: string;
		rule: string;
		standing: 'live' | 'waiting' | 'approved';
		location: string;
		/** Who wrote it. */
		owner: string;
		site: string;
		account: string;
		site_id: string;
		url: string;
		text_seq: number;
		at: number;
		due_at: number;
		extended_by: string | null;
		extended_reason: string | null;
		/** Nothing while it is open. */
		how: 'taken-down' | 'changed' | 'by-itself' | null;
		note: string;
		/** Nobody: it was seen in the archive. */
		done_by: string | null;
		done_at: number | null;
	};
}

export async function tasksMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table post_tasks (
		id text primary key,
		version bigint not null,
		item text not null,
		rule text not null,
		standing text not null,
		location text not null,
		owner text not null,
		site text not null,
		account text not null,
		site_id text not null,
		url text not null,
		text_seq bigint not null,
		at bigint not null,
		due_at bigint not null,
		extended_by text,
		extended_reason text,
		how text,
		note text not null,
		done_by text,
		done_at bigint,
		constraint post_tasks_once unique (item, rule)
	)`,
	'create index post_tasks_open on post_tasks (owner) where how is null',
];
