/** Retention by topic: how long what is kept, and what has come to its end. */
import {sql} from 'kysely';
import type * as z from 'zod';
import type {topicSchema} from '#lib/api/contract.ts';
import {keptUntil, mayShorten, type Topic} from '#lib/core/archive/search/retention.ts';
import {type ItemRow, unlisted} from '../archive/search/tables.ts';
import {doOrPropose} from '../company/two-admins.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {assertWholeFirm} from './auditor.ts';
import {conceptsOf} from './concepts.ts';
import {listTopics, putTopic} from './topic-rows.ts';

/** What could be erased sooner by it waits for a second admin; then the topic is still as it was. */
export function saveTopic(deps: Deps, caller: Caller, topic: z.output<typeof topicSchema>): Promise<Topic> {
	return deps.store.write(async trx => {
		const admin = await admit(trx, caller, deps.now());
		assertWholeFirm(admin, ['admin']);
		const before = (await listTopics(trx)).find(({id}) => id === topic.id);
		if (before && mayShorten(before, topic)) {
			const {done} = await doOrPropose(trx, deps, admin, {kind: 'topic', before, after: topic});
			return done ? topic : before;
		}
		await putTopic(trx, deps, {by: admin.person, approvedBy: null}, topic);
		return topic;
	});
}

export interface Due {
	item: string;
	name: string;
	topic: string;
	/** Entries that have content of it. */
	entries: number[];
}

/** Items whose time is over and that no legal hold keeps, oldest first. */
export async function dueItems(
	deps: Pick<Deps, 'store' | 'now'>,
	index: ArchiveIndex,
	limit: number,
): Promise<Due[]> {
	await index.grow();
	const {db} = deps.store;
	const topics = await listTopics(db);
	const {rows} = await sql<ItemRow>`select * from archive_items i where until is null and text_seq is not null
		and not exists (select 1 from archive_item_entries e join archive_legal_holds h on h.seq = e.seq
			where e.item = i.item and h.cleared_by is null)
		order by at limit ${limit}`.execute(db);
	const concepts = await conceptsOf(db, index, topics, rows);
	const due = rows.flatMap(row => {
		const {item, name, kind, state} = row;
		const end = keptUntil(
			{at: Number(row.at), kind, state, rules: unlisted(row.rules), concepts: concepts(row.doc)},
			topics,
		);
		return end.until !== null && end.until <= deps.now() ? [{item, name, topic: end.topic}] : [];
	});
	return Promise.all(due.map(async one => ({...one, entries: await entriesOf(db, one.item)})));
}

export async function entriesOf(db: Reader, item: string): Promise<number[]> {
	const rows = await db
		.selectFrom('archive_item_entries')
		.select('seq')
		.where('item', '=', item)
		.orderBy('seq')
		.execute();
	return rows.map(({seq}) => Number(seq));
}
