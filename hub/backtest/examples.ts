/** Hits to be read: by lot, so that the first ones read are a fair sample; and what people say of them. */

import {at, draftOf, textOf} from '../archive/search/read-content.ts';
import type {Deps} from '../deps.ts';
import {admit, type SessionCaller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {assertMayTry} from './start.ts';
import type {Standing} from './tables.ts';

/** As many as one reads before one looks up. */
const page = 20;

export interface Wanted {
	standing: Standing | null;
	rule: string | null;
}

/** What was read stands in the archive, as every look of an admin at what people wrote. */
export async function nextExamples(deps: Deps, caller: SessionCaller, id: string, {standing, rule}: Wanted) {
	const rows = await deps.store.db
		.selectFrom('backtest_hits')
		.innerJoin('archive_items', 'archive_items.item', 'backtest_hits.item')
		.leftJoin('people', 'people.id', 'archive_items.author')
		.selectAll('backtest_hits')
		.select(['archive_items.name', 'archive_items.at', 'archive_items.url', 'people.name as author'])
		.where('archive_items.until', 'is', null)
		.where('backtest', '=', id)
		.where('backtest_hits.kind', '<>', 'gone')
		.$if(standing !== null, query =>
			query.where('standing', '=', standing!).where('backtest_hits.kind', '=', 'new'),
		)
		.$if(standing === null, query => query.where('mark', 'is', null))
		.$if(rule !== null, query => query.where('rule', '=', rule!))
		.orderBy('lot')
		.limit(standing === null ? page : 200)
		.execute();
	const examples = await Promise.all(
		rows.map(async ({span_start: start, span_end: end, text_seq, ...row}) => ({
			...{item: row.item, rule: row.rule, severity: row.severity, kind: row.kind, standing: row.standing},
			...{location: row.location, name: row.name, at: row.at, url: row.url, mark: row.mark},
			...{author: row.author ?? '', start, end, text: await textAt(deps, text_seq)},
		})),
	);
	await recordRead(
		deps,
		caller,
		id,
		examples.map(({name}) => name),
	);
	return {examples};
}

async function recordRead(
	deps: Deps,
	caller: SessionCaller,
	id: string,
	names: readonly string[],
): Promise<void> {
	if (names.length === 0) return;
	const body = {backtest: id, items: names};
	await deps.store.write(trx => journal(trx, deps, {type: 'backtest.read', by: caller.person, body}));
}

/** Erased since: nothing. */
async function textAt({archive}: Deps, seq: number): Promise<string | null> {
	const leaf = await archive.leaf(Number(seq));
	const opened = await archive.open(leaf);
	if (!opened) return null;
	return textOf(at(draftOf(leaf, JSON.parse(opened.plaintext.toString())), 'text')).toWellFormed();
}

export interface Mark {
	item: string;
	rule: string;
	mark: 'right' | 'wrong' | null;
}

export async function markExample(
	trx: Transaction,
	deps: Deps,
	asking: SessionCaller,
	id: string,
	{item, rule, mark}: Mark,
): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	assertMayTry(caller);
	const {numUpdatedRows} = await trx
		.updateTable('backtest_hits')
		.set({mark, marked_by: mark && caller.person, marked_at: mark && deps.now()})
		.where('backtest', '=', id)
		.where('item', '=', item)
		.where('rule', '=', rule)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) throw new Refused(404, 'unknown-hit', 'There is no such example.');
	const body = {backtest: id, item, rule, mark};
	await journal(trx, deps, {type: 'backtest.marked', by: caller.person, body});
}
