import type {Kysely} from 'kysely';
import {runAll} from '../store/run-all.ts';

export interface CoverageTables {
	/** What each browser said of itself last, and when anything was heard of it. */
	coverage: {
		device: string;
		/** Of the rules it checks with; nothing before it said so. */
		digest: string | null;
		/** Since when it says this digest. */
		since: number;
		extension: string;
		browser: string;
		gate: string;
		/** Records that it still has to deliver. */
		waiting: number;
		/** When it last spoke of itself; nothing before the first time. */
		said_at: number | null;
		/** Any request of it. */
		seen_at: number;
		nudged_at: number | null;
	};
	/** Posting stopped for one browser or account that does not get the rules; the stop itself is in `stops`. */
	pauses: {
		id: string;
		device: string | null;
		by: string;
		at: number;
		/** Who wants to end it although it is not on the rules, and why. */
		lift_by: string | null;
		lift_at: number | null;
		lift_reason: string | null;
		/** Nobody: it ended by itself, when the rules had arrived. */
		ended_by: string | null;
		ended_at: number | null;
	};
}

export async function coverageMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table coverage (
		device text primary key references devices (id),
		digest text,
		since bigint not null,
		extension text not null,
		browser text not null,
		gate text not null,
		waiting bigint not null,
		said_at bigint,
		seen_at bigint not null,
		nudged_at bigint
	)`,
	`create table pauses (
		id text primary key,
		device text,
		"by" text not null,
		at bigint not null,
		lift_by text,
		lift_at bigint,
		lift_reason text,
		ended_by text,
		ended_at bigint,
		constraint pauses_four_eyes check (ended_by is null or lift_by is null or ended_by <> lift_by)
	)`,
];
