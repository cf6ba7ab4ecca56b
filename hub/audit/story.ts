/** The story of one item: every entry about it, in words, and the rules as they read that day. */
import {sql} from 'kysely';
import type {Story} from '#lib/api/contract.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {everySearch} from '#lib/core/archive/search/search.ts';
import {type Asked, scopeCondition, selectItems} from '../archive/search/query.ts';
import {at, textOf} from '../archive/search/read-content.ts';
import type {ItemRow} from '../archive/search/tables.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {bundleBytes} from '../policy/policies.ts';
import {Refused} from '../refused.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {looked, placesOf} from './auditor.ts';
import {type Namer, namesOf, openItems} from './items.ts';
import {said} from './said.ts';
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
	const [story] = await storiesOf(deps, [row], await openItems(deps, index, [row]));
	return story!;
}

/** @param items the same as `rows`, opened */
export async function storiesOf(
	deps: Deps,
	rows: readonly ItemRow[],
	items: readonly Story['item'][],
): Promise<Story[]> {
	const named = await namesOf(deps.store.db);
	const stories: Story[] = [];
	for (const [i, row] of rows.entries()) {
		const seqs = await entriesOf(deps.store.db, row.item);
		const entries = await Promise.all(seqs.map(seq => entryOf(deps, named, seq)));
		const rules = await rulesOfThatDay(deps, row, entries);
		stories.push({item: items[i]!, entries: entries.map(({entry}) => entry), rules});
	}
	return stories;
}

interface Told {
	entry: Story['entries'][number];
	leaf: Leaf;
	content: unknown;
}

async function entryOf({archive}: Deps, named: Namer, seq: number): Promise<Told> {
	const leaf = await archive.leaf(seq);
	const opened = await archive.open(leaf);
	const content: unknown = opened && JSON.parse(opened.plaintext.toString());
	const {name, type, at: when, receivedAt, by} = leaf;
	const person = by === null ? 'the hub' : named(by).name || by;
	const entry = {
		seq,
		name,
		type,
		at: when,
		receivedAt,
		person,
		...said(leaf, content, named),
		erased: !opened,
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
