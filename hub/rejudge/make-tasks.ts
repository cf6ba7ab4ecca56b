import {sql} from 'kysely';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {journal} from '../journal.ts';
import type {Transaction} from '../store/schema.ts';
import type {TaskTables} from './tables.ts';

const hour = 60 * 60_000;
/** Milliseconds: two days to take something down, one for what is still here. */
const time = {live: 48 * hour, waiting: 24 * hour, approved: 24 * hour};

/** One task for each item and rule, for ever: judged again, it is not asked for again. */
export async function makeTasks(deps: Deps, backtest: string, version: number): Promise<void> {
	await deps.store.write(async trx => {
		await assertDone(trx, backtest);
		const hits = await hitsOf(trx, backtest);
		const made = new Set<string>();
		for (const {author, standing, ...hit} of hits) {
			if (standing === 'other') continue;
			const task = {...hit, ...blank, id: deps.id(), version, standing, owner: author, at: deps.now()};
			const {numInsertedOrUpdatedRows} = await trx
				.insertInto('post_tasks')
				.values({...task, due_at: deps.now() + time[standing]})
				.onConflict(conflict => conflict.columns(['item', 'rule']).doNothing())
				.executeTakeFirst();
			if (numInsertedOrUpdatedRows === 1n) made.add(author);
		}
		if (made.size === 0) return;
		const body = {version, backtest, items: hits.map(({item, rule, standing}) => ({item, rule, standing}))};
		await journal(trx, deps, {type: 'tasks.made', by: null, body});
		// Each asks who he is, and hears how many there are
		await tell(trx, deps, {to: 'some', persons: [...made], location: ''}, {type: 'accounts'});
	});
}

/** Half of it is nothing: it is done again. */
async function assertDone(trx: Transaction, id: string): Promise<void> {
	const row = await trx.selectFrom('backtests').select('state').where('id', '=', id).executeTakeFirst();
	if (row?.state !== 'done') throw new Error('the archive was not judged to its end');
}

const blank = {
	...{extended_by: null, extended_reason: null, how: null, note: '', done_by: null, done_at: null},
} satisfies Partial<TaskTables['post_tasks']>;

function hitsOf(trx: Transaction, backtest: string) {
	return trx
		.selectFrom('backtest_hits as hit')
		.innerJoin('archive_items as item', 'item.item', 'hit.item')
		.select(['hit.item', 'hit.rule', 'hit.standing', 'hit.location', 'hit.text_seq'])
		.select(['item.author', 'item.site', 'item.account', 'item.site_id', 'item.url'])
		.where(sql<boolean>`item.until is null`)
		.where('hit.backtest', '=', backtest)
		.where('hit.kind', '=', 'new')
		.where('hit.severity', '<>', 'advise')
		.where('hit.standing', '<>', 'other')
		.orderBy('hit.lot')
		.execute();
}
