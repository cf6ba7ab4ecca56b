import type {Kysely} from 'kysely';
import {runAll} from '../store/run-all.ts';

export interface ReleaseTables {
	/** A change of rules on its way to being in force. */
	rule_releases: {
		id: string;
		state: 'waiting' | 'approved' | 'refused' | 'withdrawn';
		/** Canonical JSON of the bundle that was proven. */
		bundle: string;
		digest: string;
		/** The newest save that is in it. */
		n: number;
		/** JSON of `ReleasePlan`. */
		plan: string;
		/** JSON of `Change[]`. */
		difference: string;
		by: string;
		at: number;
		decided_by: string | null;
		decided_at: number | null;
		note: string | null;
		/** Once it is published. */
		version: number | null;
	};
	/** What rules in the shadow stage found: to be read and counted. */
	shadow_hits: {hold: string; rule: string; at: number; location: string; words: string};
}

export async function releaseMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table rule_releases (
		id text primary key,
		state text not null,
		bundle text not null,
		digest text not null,
		n bigint not null,
		plan text not null,
		difference text not null,
		by text not null,
		at bigint not null,
		decided_by text,
		decided_at bigint,
		note text,
		version bigint,
		constraint rules_four_eyes check (state <> 'approved' or decided_by <> by)
	)`,
	`create table shadow_hits (
		hold text not null,
		rule text not null,
		at bigint not null,
		location text not null,
		words text not null,
		primary key (hold, rule)
	)`,
];
