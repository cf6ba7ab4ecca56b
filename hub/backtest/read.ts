/** What a backtest found, counted. */
import {type ExpressionBuilder, sql} from 'kysely';
import {precisionOf} from '#lib/core/evaluation/precision.ts';
import type {Deps} from '../deps.ts';
import {Refused} from '../refused.ts';
import type {Database, Reader} from '../store/schema.ts';
import {deadAfter, type Subject} from './start.ts';
import type {BacktestTables} from './tables.ts';

type Row = BacktestTables['backtests'] & {by_name: string | null};

const rowsOf = (db: Reader) =>
	db
		.selectFrom('backtests')
		.leftJoin('people', 'people.id', 'backtests.by')
		.selectAll('backtests')
		.select('people.name as by_name');

export async function listBacktests(deps: Deps) {
	const rows = await rowsOf(deps.store.db).orderBy('backtests.at', 'desc').limit(30).execute();
	return rows.map(row => headOf(deps, row));
}

function headOf({now}: Deps, {subject, by_name, state, moved_at, ...row}: Row) {
	const {id, at, done, total, days, problem} = row;
	const isDead = state === 'running' && now() - moved_at > deadAfter;
	return {
		...{id, at, done, total, days, problem, by: by_name},
		subject: JSON.parse(subject) as Subject,
		state: isDead ? ('stopped' as const) : state,
		/** Milliseconds. */
		took: moved_at - at,
	};
}

export async function readBacktest(deps: Deps, id: string) {
	const {db} = deps.store;
	const row = await rowsOf(db).where('backtests.id', '=', id).executeTakeFirst();
	if (!row) throw new Refused(404, 'unknown-backtest', 'There is no such backtest.');
	const counts = await countsOf(db, id);
	return {
		...headOf(deps, row),
		...counts,
		loadPerDay: counts.load / Math.max(1, row.days),
		rules: await byRule(db, id),
		places: await byPlace(db, id),
		branches: await branchesOf(db),
	};
}

const count = (condition: ReturnType<typeof sql<boolean>>) =>
	sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;

/** Items, each once, however many rules find it. */
async function countsOf(db: Reader, id: string) {
	const items = db
		.selectFrom('backtest_hits')
		.select(['item', 'standing'])
		.select(sql<number>`max(load)`.as('load'))
		.select(sql<number>`max(case when kind = 'new' then 1 else 0 end)`.as('is_new'))
		.select(sql<number>`min(case when kind = 'gone' then 1 else 0 end)`.as('is_gone'))
		.where('backtest', '=', id)
		.groupBy(['item', 'standing']);
	const row = await db
		.selectFrom(items.as('items'))
		.select([
			count(sql`is_gone = 0`).as('caught'),
			count(sql`is_new = 1`).as('fresh'),
			count(sql`is_gone = 1`).as('gone'),
			count(sql`is_new = 1 and standing = 'live'`).as('live'),
			count(sql`is_new = 1 and standing = 'waiting'`).as('waiting'),
			count(sql`is_new = 1 and standing = 'approved'`).as('approved'),
			sql<number>`coalesce(sum(load), 0)`.as('load'),
		])
		.executeTakeFirstOrThrow();
	return Object.fromEntries(Object.entries(row).map(([name, n]) => [name, Number(n)])) as Record<
		keyof typeof row,
		number
	>;
}

const marked = (eb: ExpressionBuilder<Database, 'backtest_hits'>) => [
	eb.fn.countAll<number>().as('hits'),
	count(sql`mark = 'right'`).as('right'),
	count(sql`mark is not null`).as('read'),
];

/** Precision is of what the tried rule finds, not of what it no longer finds. */
async function byRule(db: Reader, id: string) {
	const rows = await db
		.selectFrom('backtest_hits')
		.select('rule')
		.select(marked)
		.where('backtest', '=', id)
		.where('kind', '<>', 'gone')
		.groupBy('rule')
		.orderBy('hits', 'desc')
		.execute();
	return rows.map(({rule, hits, right, read}) => ({
		...{rule, hits: Number(hits)},
		precision: precisionOf(Number(right), Number(read)),
	}));
}

/** Where there is an account to post from: `31 of 39` says more than 31. */
async function branchesOf(db: Reader): Promise<number> {
	const {count} = db.fn;
	const row = await db
		.selectFrom('accounts')
		.select(count<number>('location').distinct().as('branches'))
		.executeTakeFirstOrThrow();
	return Number(row.branches);
}

async function byPlace(db: Reader, id: string) {
	const rows = await db
		.selectFrom('backtest_hits')
		.select(['location', ({fn}) => fn.count<number>('item').distinct().as('items')])
		.where('backtest', '=', id)
		.where('kind', '<>', 'gone')
		.groupBy('location')
		.orderBy('items', 'desc')
		.orderBy('location')
		.limit(100)
		.execute();
	return rows.map(({location, items}) => ({location, items: Number(items)}));
}
