/** Random draws, read by people: was something missed, and is what went out in order? */
import type {Draw} from '#lib/api/contract.ts';
import {drawSample, upperBound} from '#lib/core/archive/search/sample.ts';
import {publicStates} from '#lib/core/archive/search/search.ts';
import {conditionOf, scopeCondition, selectIds} from '../archive/search/query.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {nextNumber, placesOf, recorded} from './auditor.ts';
import {type Kept, keptSearch} from './searches.ts';
import type {AuditTables} from './tables.ts';

interface Wanted {
	kind: Draw['kind'];
	search: string;
	size: number;
	/** The number of the search, if nobody says another. */
	seed?: string | undefined;
}

/**
 * `miss`: of what a search did not find though its dates, places and people fit. `supervision`: of what it found and what
 * became public.
 */
export async function makeDraw(
	deps: Deps,
	index: ArchiveIndex,
	caller: Caller,
	wanted: Wanted,
): Promise<Draw> {
	const {db} = deps.store;
	const {kind, search, size, seed = search} = wanted;
	const ids = await populationOf(db, index, await keptSearch(db, caller, search), kind);
	const items = drawSample(ids, seed, size);
	return recorded(deps, caller, 'archive.drawn', async trx => {
		const {n, id} = await nextNumber(trx, 'draws', 'D');
		const row = {id, kind, search, seed, population: ids.length, by: caller.person, at: deps.now()};
		await trx
			.insertInto('draws')
			.values({...row, n, items: JSON.stringify(items)})
			.execute();
		return {value: {...row, items, verdicts: [], result: null}, body: {draw: row, items}};
	});
}

async function populationOf(
	db: Reader,
	{words}: ArchiveIndex,
	{asked}: Kept,
	kind: Draw['kind'],
): Promise<string[]> {
	if (kind === 'supervision') {
		const search = {...asked.search, states: [...publicStates]};
		return selectIds(db, conditionOf(words, {...asked, search}));
	}
	const found = new Set(await selectIds(db, conditionOf(words, asked)));
	return (await selectIds(db, scopeCondition(asked))).filter(id => !found.has(id));
}

/** One verdict a person and item; changed, it replaces the one before, and the log has both. */
export async function judge(
	deps: Deps,
	caller: Caller,
	id: string,
	{item, outcome, note}: {item: string; outcome: Draw['verdicts'][number]['outcome']; note: string},
): Promise<Draw> {
	const before = await oneDraw(deps.store.db, caller, id);
	if (!before.items.includes(item)) throw new Refused(404, 'unknown-item', 'This item was not drawn.');
	const fitting = before.kind === 'miss' ? ['about', 'not-about'] : ['fine', 'needs-action'];
	if (!fitting.includes(outcome))
		throw new Refused(400, 'malformed', 'This verdict is for another kind of draw.');
	return recorded(deps, caller, 'archive.judged', async trx => {
		const what = {outcome, note, at: deps.now()};
		await trx
			.insertInto('verdicts')
			.values({draw: id, item, person: caller.person, ...what})
			.onConflict(conflict => conflict.columns(['draw', 'item', 'person']).doUpdateSet(what))
			.execute();
		return {value: await oneDraw(trx, caller, id), body: {draw: id, item, outcome, note}};
	});
}

export async function listDraws(db: Reader, caller: Pick<Caller, 'roles'>): Promise<Draw[]> {
	placesOf(caller);
	const rows = await db.selectFrom('draws').selectAll().orderBy('n', 'desc').limit(100).execute();
	return Promise.all(rows.map(row => withVerdicts(db, row)));
}

async function oneDraw(db: Reader, caller: Pick<Caller, 'roles'>, id: string): Promise<Draw> {
	const row = await db.selectFrom('draws').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw new Refused(404, 'unknown-draw', 'There is no such draw.');
	await keptSearch(db, caller, row.search);
	return withVerdicts(db, row);
}

async function withVerdicts(db: Reader, {n: _, items: list, ...row}: AuditTables['draws']): Promise<Draw> {
	const items = JSON.parse(list) as string[];
	const rows = await db.selectFrom('verdicts').selectAll().where('draw', '=', row.id).orderBy('at').execute();
	const verdicts = rows.map(({draw: __, ...verdict}) => verdict as Draw['verdicts'][number]);
	return {...row, items, verdicts, result: row.kind === 'miss' ? resultOf(items, verdicts) : null};
}

/** Read by two people each; one of them saying "about" is a hit: doubt counts against us. */
function resultOf(items: readonly string[], verdicts: Draw['verdicts']): Draw['result'] {
	const byItem = Map.groupBy(verdicts, ({item}) => item);
	if (!items.every(item => (byItem.get(item)?.length ?? 0) >= 2)) return null;
	const hits = items.filter(item => byItem.get(item)!.some(({outcome}) => outcome === 'about')).length;
	const confidence = 0.95;
	return {hits, size: items.length, fewerThan: upperBound(hits, items.length, confidence), confidence};
}
