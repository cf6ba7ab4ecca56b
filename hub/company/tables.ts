import type {Kysely} from 'kysely';
import type {Strictness} from '#lib/core/identity/strictness.ts';
import {runAll} from '../store/run-all.ts';

const placeKinds = ['group', 'brand', 'region', 'branch', 'team'] as const;

export interface CompanyTables {
	/** What a place is called, and what it asks of the accounts at and below it. */
	places: {location: string; title: string; kind: (typeof placeKinds)[number]} & Strictness;
	/** A change of power on its way: proposed by one admin, decided by another. */
	company_changes: {
		id: string;
		state: 'waiting' | 'approved' | 'refused' | 'withdrawn';
		kind: string;
		/** Where the second admin must be one. */
		location: string;
		/** JSON of `CompanyChange`. */
		body: string;
		/** JSON of string[]: what it does, in words. */
		lines: string;
		by: string;
		at: number;
		decided_by: string | null;
		decided_at: number | null;
		note: string | null;
	};
	/** Offered by a person who uses it for the company; nothing is known of any other account. */
	found_accounts: {site: string; id: string; handle: string; name: string; by: string; at: number};
}

export async function companyMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table places (
		location text primary key,
		title text not null,
		kind text not null,
		gate text not null,
		blind text not null
	)`,
	`create table company_changes (
		id text primary key,
		state text not null,
		kind text not null,
		location text not null,
		body text not null,
		lines text not null,
		by text not null,
		at bigint not null,
		decided_by text,
		decided_at bigint,
		note text,
		constraint company_four_eyes check (state <> 'approved' or decided_by <> by)
	)`,
	`create table found_accounts (
		site text not null,
		id text not null,
		handle text not null,
		name text not null,
		by text not null,
		at bigint not null,
		primary key (site, id)
	)`,
	// JSON of person ids; nothing = every author of its place
	'alter table accounts add column users text',
];
