import type {Kysely} from 'kysely';
import {runAll} from '../store/run-all.ts';

export interface BacktestTables {
	/** Rules tried on the archive. */
	backtests: {
		id: string;
		/** JSON of `Subject`. */
		subject: string;
		/** Nobody: the hub judged again what new rules might judge otherwise. */
		by: string | null;
		at: number;
		state: 'running' | 'done' | 'stopped' | 'failed';
		/** Items looked at, and how many there are. */
		done: number;
		total: number;
		/** When it last came further. */
		moved_at: number;
		/** Days of the archive. */
		days: number;
		/** Why it failed. */
		problem: string | null;
	};
	/** What one rule found in one item. The words stay in the archive: what is erased there is erased here. */
	backtest_hits: {
		backtest: string;
		item: string;
		rule: string;
		severity: string;
		/** `new`: only the tried rule finds it; `same`: the one in force does too; `gone`: only the one in force. */
		kind: HitKind;
		standing: Standing;
		location: string;
		/** Entry of the archive that has the text. */
		text_seq: number;
		span_start: number;
		span_end: number;
		/** Would it have needed a second person, who was not asked then? 1 or 0. */
		load: number;
		/** A fixed order without meaning: the first ones of it are a fair sample. */
		lot: string;
		mark: 'right' | 'wrong' | null;
		marked_by: string | null;
		marked_at: number | null;
	};
}

export type HitKind = 'new' | 'same' | 'gone';
/** Where the item stands now. */
export type Standing = 'live' | 'waiting' | 'approved' | 'other';

export async function backtestMigration(db: Kysely<unknown>): Promise<void> {
	await runAll(db, statements);
}

const statements = [
	`create table backtests (
		id text primary key,
		subject text not null,
		"by" text,
		at bigint not null,
		state text not null,
		done bigint not null,
		total bigint not null,
		moved_at bigint not null,
		days bigint not null,
		problem text
	)`,
	`create table backtest_hits (
		backtest text not null references backtests (id),
		item text not null,
		rule text not null,
		severity text not null,
		kind text not null,
		standing text not null,
		location text not null,
		text_seq bigint not null,
		span_start bigint not null,
		span_end bigint not null,
		load bigint not null,
		lot text not null,
		mark text,
		marked_by text,
		marked_at bigint,
		primary key (backtest, item, rule)
	)`,
	'create index backtest_hits_by_lot on backtest_hits (backtest, lot)',
];
