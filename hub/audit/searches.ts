/** Questions that can be asked again: kept with their terms, their place in the log and what they found. */
import {hash} from 'node:crypto';
import type {SavedSearch} from '#lib/api/contract.ts';
import {everySearch, type Search} from '#lib/core/archive/search/search.ts';
import {type Asked, conditionOf, selectIds} from '../archive/search/query.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {nextNumber, placesOf, recorded} from './auditor.ts';
import {termsOf} from './concepts.ts';
import type {AuditTables} from './tables.ts';

export interface Kept {
	saved: SavedSearch;
	asked: Asked;
}

/** Asked now and kept: of everything committed until now, or until a place of the log where a figure was made. */
export async function ask(
	deps: Deps,
	index: ArchiveIndex,
	caller: Caller,
	{search, position: wanted}: {search: Search; position?: number | undefined},
): Promise<Kept> {
	const {db} = deps.store;
	const terms = await termsOf(db, search.concept);
	const position = Math.min(await index.grow(), wanted ?? Number.POSITIVE_INFINITY);
	const asked = {search, terms, position, places: placesOf(caller)};
	const ids = await selectIds(db, conditionOf(index.words, asked));
	const answer = {items: ids.length, digest: digestOf(ids)};
	return recorded(deps, caller, 'archive.searched', async trx => {
		const {n, id} = await nextNumber(trx, 'searches', 'Q');
		const {places} = asked;
		const place = {id, position, ...answer, by: caller.person, at: deps.now()};
		const texts = {
			search: JSON.stringify(search),
			terms: JSON.stringify(terms),
			places: JSON.stringify(places),
		};
		await trx
			.insertInto('searches')
			.values({...place, ...texts, n})
			.execute();
		const saved = {...place, search, terms} as SavedSearch;
		return {value: {saved, asked}, body: {search: saved, places}};
	});
}

/** Throws `unknown-search`. Only for those who may look at what it looked at. */
export async function keptSearch(db: Reader, caller: Pick<Caller, 'roles'>, id: string): Promise<Kept> {
	const row = await db.selectFrom('searches').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw new Refused(404, 'unknown-search', 'There is no such search.');
	const kept = keptOf(row);
	const mine = placesOf(caller);
	if (!kept.asked.places.every(place => mine.some(own => place === own || place.startsWith(`${own}/`))))
		throw new Refused(403, 'not-an-auditor', 'This search looked at places that are not yours.');
	return kept;
}

export async function listSearches(db: Reader, caller: Pick<Caller, 'roles'>): Promise<SavedSearch[]> {
	placesOf(caller);
	const rows = await db.selectFrom('searches').selectAll().orderBy('n', 'desc').limit(200).execute();
	return rows.map(row => keptOf(row).saved);
}

function keptOf(row: AuditTables['searches']): Kept {
	const {id, position, items, digest, by, at} = row;
	// What was asked before a new question could be: nothing of that kind
	const [search, terms] = [
		{...everySearch, ...JSON.parse(row.search)} as Search,
		JSON.parse(row.terms) as string[],
	];
	const saved = {id, position, items, digest, by, at, search, terms} as SavedSearch;
	return {saved, asked: {search, terms, position, places: JSON.parse(row.places) as string[]}};
}

/** The same question at the same place of the log. */
export async function repeat(deps: Deps, index: ArchiveIndex, caller: Caller, id: string) {
	const {saved, asked} = await keptSearch(deps.store.db, caller, id);
	const ids = await selectIds(deps.store.db, conditionOf(index.words, asked));
	const answer = {items: ids.length, digest: digestOf(ids)};
	const same = answer.digest === saved.digest;
	return recorded(deps, caller, 'archive.search-repeated', async () => ({
		value: {same, ...answer},
		body: {search: id, same, ...answer},
	}));
}

function digestOf(ids: readonly string[]): string {
	return hash('sha256', ids.map(id => `${id}\n`).join(''), 'hex');
}
