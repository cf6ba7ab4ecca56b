import type {Kysely} from 'kysely';
import type {Stage} from '#lib/core/policy/stages.ts';
import {runAll} from '../store/run-all.ts';

export interface EvaluationTables {
	/** Rules that went a stage back by themselves; the archive has the same. */
	step_backs: {
		id: string;
		rule: string;
		from_stage: Stage;
		to_stage: Stage;
		/** Shares of 1: the estimate, its upper bound, and the budget that it fell under. */
		estimate: number;
		high: number;
		budget: number;
		judged: number;
		/** Version of the rules that it made. */
		version: number;
		at: number;
	};
}

/** The archive's index learns to count: it is dropped, and made again from the log with the next question (ADR 160). */
export async function evaluationMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	'alter table archive_items add column asked_at bigint',
	`alter table archive_items add column facts text not null default ''`,
	'delete from archive_words',
	'delete from archive_item_entries',
	'delete from archive_items',
	'update archive_index_head set size = 0',
	`create table step_backs (
		id text primary key,
		rule text not null,
		from_stage text not null,
		to_stage text not null,
		estimate double precision not null,
		high double precision not null,
		budget double precision not null,
		judged bigint not null,
		version bigint not null,
		at bigint not null
	)`,
];
