import type {Kysely} from 'kysely';
import type {SiteId} from '#lib/core/draft.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import {runAll} from '../store/run-all.ts';

export interface LookTables {
	/** What stands in a reviewer's queue without being held: nothing that is said to it moves a hold. */
	looks: {
		id: string;
		kind: 'second' | 'practice';
		/** Whose queue it is in. Of practice items nobody else is ever told this. */
		person: string;
		/** Of a second look: what was approved. */
		hold: string | null;
		/** Of a practice item: which one. */
		item: string | null;
		site: string;
		/** Of the account that it seems to be for. */
		account: string;
		location: string;
		at: number;
		/** Then it goes away unanswered. */
		until: number;
		answered_at: number | null;
		/** `differs`: something else than an approval. */
		verdict: 'approves' | 'differs' | null;
		reason: ReturnReason | null;
	};
	/** How many decisions are left until a person's next practice item. */
	look_turns: {person: string; round: number; decisions_left: number};
	/** Ready replies that went out overnight, as somebody saw them in the morning. */
	ready_looks: {item: string; person: string; at: number; verdict: 'fits' | 'misplaced'};
	/** The firm's own practice items. Never changed: records name them. */
	practice_items: {
		key: string;
		site: SiteId;
		in_reply_to: string | null;
		text: string;
		problem: string;
		by: string;
		at: number;
	};
	/** Practice items, own or built in, that nobody meets any more. */
	practice_left_out: {key: string};
}

export async function looksMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

export async function readyLooksMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, [
		`create table ready_looks (
			item text primary key,
			person text not null references people (id),
			at bigint not null,
			verdict text not null
		)`,
	]);
}

export async function practiceItemsMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, practiceStatements);
}

const practiceStatements = [
	`create table practice_items (
		key text primary key,
		site text not null,
		in_reply_to text,
		text text not null,
		problem text not null,
		by text not null references people (id),
		at bigint not null
	)`,
	'create table practice_left_out (key text primary key)',
];

const statements = [
	`create table looks (
		id text primary key,
		kind text not null,
		person text not null references people (id),
		hold text,
		item text,
		site text not null,
		account text not null,
		location text not null,
		at bigint not null,
		until bigint not null,
		answered_at bigint,
		verdict text,
		reason text,
		constraint looks_what check ((kind = 'second') = (hold is not null) and (kind = 'practice') = (item is not null)),
		constraint looks_answered check ((answered_at is null) = (verdict is null)),
		constraint looks_once unique (hold)
	)`,
	'create index looks_open on looks (person) where answered_at is null',
	`create table look_turns (
		person text primary key references people (id),
		round bigint not null,
		decisions_left bigint not null
	)`,
];
