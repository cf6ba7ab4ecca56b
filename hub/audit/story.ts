/** The story of one item: every entry about it, in words, and the rules as they read that day. */
import {sql} from 'kysely';
import type {Story} from '#lib/api/contract.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {everySearch} from '#lib/core/archive/search/search.ts';
import {filesHere} from '../archive/media-rows.ts';
import {type Asked, scopeCondition, selectItems} from '../archive/search/query.ts';
import {at, draftOf, filesIn, textOf} from '../archive/search/read-content.ts';
import type {ItemRow} from '../archive/search/tables.ts';
import {tryOpen} from '../archive/try-open.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {bundleBytes} from '../policy/policies.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {looked, placesOf} from './auditor.ts';
import {namesOf, openItems} from './items.ts';
import {type Names, said, saidWithout} from './said.ts';
import {entriesOf} from './topics.ts';

/** Throws `unknown-item`, also for what is not in the caller's places. */
export async function storyOf(deps: Deps, index: ArchiveIndex, caller: Caller, id: string): Promise<Story> {
	const {db} = deps.store;
	const asked: Asked = {
		search: everySearch,
		terms: [],
		position: await index.grow(),
		places: placesOf(caller),
	};
	const condition = sql`${scopeCondition(asked)} and item = ${id}`;
	const [row] = await selectItems(db, condition, {limit: 1, offset: 0});
	if (!row) throw new Refused(404, 'unknown-item', 'There is no such item.');
	await looked(deps, caller, 'archive.viewed', {item: id});
	const {value} = await storiesOf(deps, [row], await openItems(deps, index, [row])).next();
	return value!;
}

/** One after the other. @param items the same as `rows`, opened */
export async function* storiesOf(
	deps: Deps,
	rows: readonly ItemRow[],
	items: readonly Story['item'][],
): AsyncGenerator<Story, undefined> {
	const names = {person: await namesOf(deps.store.db), browser: await browsersOf(deps.store.db)};
	for (const [i, row] of rows.entries()) {
		const seqs = await entriesOf(deps.store.db, row.item);
		const entries = await Promise.all(seqs.map(seq => entryOf(deps, names, seq)));
		const rules = await rulesOfThatDay(deps, row, entries);
		const later = await versionsOf(deps.store.db, row);
		yield {item: items[i]!, versions: later, entries: entries.map(({entry}) => entry), rules};
	}
}

/** As their persons named them. */
async function browsersOf(db: Reader): Promise<Names['browser']> {
	const rows = await db.selectFrom('devices').select(['id', 'label']).execute();
	const labels = new Map(rows.map(({id, label}) => [id, label]));
	return id => labels.get(id) || id.slice(0, 8);
}

/** What this changed or took down, and what changed or took it down later, in the order of time. */
async function versionsOf(
	db: Reader,
	{item, site, account, site_id, target, kind}: ItemRow,
): Promise<Story['versions']> {
	const isChange = kind === 'edit' || kind === 'delete';
	const {rows} = await sql<ItemRow>`select item, name, at, kind, state, site_id from archive_items
		where until is null and site = ${site} and account = ${account} and item <> ${item} and (
			(kind in ('edit', 'delete') and target is not null and target = ${site_id} and ${site_id} <> '')
			or (site_id <> '' and site_id = ${isChange ? target : null})
		) order by at`.execute(db);
	return rows.map(({item: other, name, at: when, kind: is, state, site_id: siteId}) => ({
		...{item: other, name, at: Number(when), kind: is, state, siteId},
	}));
}

interface Told {
	entry: Story['entries'][number];
	leaf: Leaf;
	content: unknown;
}

async function entryOf({archive, store}: Deps, names: Names, seq: number): Promise<Told> {
	const leaf = await archive.leaf(seq);
	const {opened, damage} = await tryOpen(archive, leaf);
	const content: unknown = opened && JSON.parse(opened.plaintext.toString());
	const {name, type, at: when, receivedAt, by} = leaf;
	const here = await filesHere(store.db, filesIn(draftOf(leaf, content)));
	const person = by === null ? 'the hub' : names.person(by).name || by;
	const damaged = damage !== undefined;
	const told = content === undefined ? saidWithout(leaf, damaged) : said(leaf, content, names, here);
	const entry = {
		...{seq, name, type, at: when, receivedAt, person},
		...told,
		...{erased: !opened && !damaged, damaged},
	};
	return {entry, leaf, content};
}

/** Out of the bundle that judged it, not out of the one in force now. */
async function rulesOfThatDay(
	{store}: Deps,
	{rules}: ItemRow,
	told: readonly Told[],
): Promise<Story['rules']> {
	const wanted = new Set(rules.split(' ').filter(Boolean));
	const digests = [...new Set(told.flatMap(({leaf}) => leaf.policy ?? []))];
	const bundles = await Promise.all(digests.map(digest => bundleBytes(store.db, digest)));
	return bundles.flatMap((bytes, i) => {
		const packs = bytes === undefined ? [] : listOf(at(JSON.parse(bytes), 'packs'));
		return packs.flatMap(pack =>
			listOf(at(pack, 'rules'))
				.filter(rule => wanted.has(textOf(at(rule, 'id'))))
				.map(rule => ruleOf(rule, pack, digests[i]!)),
		);
	});
}

function ruleOf(rule: unknown, pack: unknown, policy: string): Story['rules'][number] {
	const text = (name: string) => textOf(at(rule, name));
	return {
		id: text('id'),
		title: text('title'),
		severity: text('severity'),
		message: text('message'),
		why: text('why'),
		source: text('source'),
		pack: `${textOf(at(pack, 'id'))}@${textOf(at(pack, 'version'))}`,
		policy,
	};
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
