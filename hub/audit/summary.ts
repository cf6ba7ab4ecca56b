/** What a search found, in figures (product.md, 6.5). */
import {type RawBuilder, sql} from 'kysely';
import type {Summary} from '#lib/api/contract.ts';
import {publicStates, unsentStates} from '#lib/core/archive/search/search.ts';
import {type Asked, conditionOf} from '../archive/search/query.ts';
import type {WordIndex} from '../archive/search/word-index.ts';
import type {Executor} from '../archive/tables.ts';

interface Group {
	site: string;
	state: string;
	approvers: string;
	/** Of ready-approved replies. */
	isReady: boolean;
	author: string;
	count: number;
	waited: number | null;
	approved: number;
}

/** One pass for everything that can be grouped; edits and deletions are items of their own. */
export async function summaryOf(db: Executor, words: WordIndex, asked: Asked): Promise<Summary> {
	const condition = conditionOf(words, asked);
	const groups = await groupsOf(db, condition);
	const sum = (fits: (group: Group) => boolean, of = (group: Group) => group.count) =>
		groups.filter(fits).reduce((total, group) => total + of(group), 0);
	const isSent = ({state}: Group) => publicStates.includes(state as 'sent');
	const approved = sum(
		() => true,
		({approved: count}) => count,
	);
	const people = ({approvers}: Group) => approvers.split(' ').filter(Boolean);
	return {
		sent: sum(isSent),
		bySite: tally(groups.filter(isSent), ({site}) => site).map(([site, count]) => ({site, count})),
		editedLater: await laterOn(db, condition, 'edit', asked.position),
		deletedLater: await laterOn(db, condition, 'delete', asked.position),
		neverSent: sum(({state}) => unsentStates.includes(state as 'expired')),
		byState: tally(groups, ({state}) => state).map(([state, count]) => ({state, count})),
		ready: sum(group => group.isReady && isSent(group)),
		byApprovals: tally(
			groups.filter(group => isSent(group) && !group.isReady),
			group => String(people(group).length),
		).map(([approvals, count]) => ({
			approvals: Number(approvals),
			count,
		})),
		selfApproved: sum(group => people(group).includes(group.author)),
		averageWait:
			approved === 0
				? null
				: sum(
						() => true,
						({waited}) => waited ?? 0,
					) / approved,
	};
}

async function groupsOf(db: Executor, condition: RawBuilder<unknown>): Promise<Group[]> {
	const {rows} = await sql<
		Group & {ready: number}
	>`select site, state, approvers, case when ready = '' then 0 else 1 end as ready,
			case when approvers like '% ' || author || ' %' then author else '' end as author,
			count(*) as count, sum(approved_at - held_at) as waited, count(approved_at - held_at) as approved
		from archive_items where ${condition}
		group by site, state, approvers, case when ready = '' then 0 else 1 end, case when approvers like '% ' || author || ' %' then author else '' end`.execute(
		db,
	);
	return rows.map(row => ({
		...row,
		count: Number(row.count),
		isReady: Number(row.ready) === 1,
		waited: row.waited === null ? null : Number(row.waited),
		approved: Number(row.approved),
	}));
}

/** How many of them were changed or taken down by another item, as far as the log goes then. */
async function laterOn(
	db: Executor,
	condition: RawBuilder<unknown>,
	kind: 'edit' | 'delete',
	position: number,
): Promise<number> {
	const {rows} = await sql<{count: number}>`select count(*) as count from archive_items
		where ${condition} and kind not in ('edit', 'delete') and site_id <> '' and site_id in (
			select target from archive_items as later where later.kind = ${kind} and later.state = 'sent'
				and later.seq < ${position} and later.target is not null
		)`.execute(db);
	return Number(rows[0]!.count);
}

function tally(groups: readonly Group[], key: (group: Group) => string): [string, number][] {
	const counts = new Map<string, number>();
	for (const group of groups) counts.set(key(group), (counts.get(key(group)) ?? 0) + group.count);
	return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
