/** Items as auditors read them: names for ids, the text out of its sealed entry, holds and the end of retention. */
import {sql} from 'kysely';
import type {Item} from '#lib/api/contract.ts';
import {keptUntil} from '#lib/core/archive/search/retention.ts';
import {at, draftOf, textOf} from '../archive/search/read-content.ts';
import {type ItemRow, unlisted} from '../archive/search/tables.ts';
import {tryOpen} from '../archive/try-open.ts';
import type {Deps} from '../deps.ts';
import {listAccounts} from '../identity/accounts.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {conceptsOf} from './concepts.ts';
import {listTopics} from './topic-rows.ts';

export type Namer = (person: string) => {id: string; name: string};

export async function openItems(deps: Deps, index: ArchiveIndex, rows: readonly ItemRow[]): Promise<Item[]> {
	const {db} = deps.store;
	const [named, holds, topics] = [await namesOf(db), await holdsOf(db, rows), await listTopics(db)];
	const handles = new Map((await listAccounts(db)).map(one => [`${one.site} ${one.id}`, one.handle]));
	const concepts = await conceptsOf(db, index, topics, rows);
	return Promise.all(
		rows.map(async row => {
			const {item, name, at: when, site, account, location, kind, state, site_id: siteId, url} = row;
			const rules = unlisted(row.rules);
			const kept = keptUntil({at: when, kind, rules, concepts: concepts(row.doc), state}, topics);
			return {
				...{item, name, at: when, site, account, location, kind, state, siteId, url, rules},
				handle: handles.get(`${site} ${account}`) ?? account,
				author: named(row.author),
				approvers: unlisted(row.approvers).map(named),
				...(await textOfItem(deps, row)),
				legalHolds: holds.get(item) ?? [],
				keptUntil: kept.until,
				topic: kept.topic,
			};
		}),
	);
}

export async function namesOf(db: Reader): Promise<Namer> {
	const people = await db.selectFrom('people').select(['id', 'name']).execute();
	const names = new Map(people.map(({id, name}) => [id, name]));
	return id => ({id, name: names.get(id) ?? ''});
}

/** Erased, never there, or damaged: `null`. */
async function textOfItem(
	{archive}: Pick<Deps, 'archive'>,
	{text_seq}: ItemRow,
): Promise<Pick<Item, 'text' | 'damaged'>> {
	if (text_seq === null) return {text: null, damaged: false};
	const leaf = await archive.leaf(Number(text_seq));
	const {opened, damage} = await tryOpen(archive, leaf);
	if (!opened) return {text: null, damaged: damage !== undefined};
	const draft = draftOf(leaf, JSON.parse(opened.plaintext.toString()));
	return {text: textOf(at(draft, 'text')).toWellFormed(), damaged: false};
}

async function holdsOf(db: Reader, rows: readonly ItemRow[]): Promise<Map<string, string[]>> {
	if (rows.length === 0) return new Map();
	const {rows: found} = await sql<{item: string; id: string}>`select distinct e.item as item, h.id as id
		from archive_legal_holds h join archive_item_entries e on e.seq = h.seq
		where h.cleared_by is null and e.item in (${sql.join(rows.map(({item}) => item))})`.execute(db);
	const holds = new Map<string, string[]>();
	for (const {item, id} of found) holds.set(item, [...(holds.get(item) ?? []), id]);
	return holds;
}
