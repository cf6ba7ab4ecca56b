/** The tasks that a release made: read by their owners and by whoever answers for the place, done, given more time. */
import type {PostTask} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {hasRole, type RoleAt} from '#lib/core/identity/roles.ts';
import {textOfEntry} from '../archive/search/read-content.ts';
import {openIndex} from '../audit/archive-index.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

const day = 24 * 60 * 60_000;

/** In one answer, at most. */
const most = 200;

export async function countTasks(db: Reader, owner: string): Promise<number> {
	const row = await db
		.selectFrom('post_tasks')
		.select(({fn}) => fn.countAll<number>().as('count'))
		.where('owner', '=', owner)
		.where('how', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** One's own open ones, the most urgent first. */
export async function ownTasks(deps: Deps, person: string): Promise<PostTask[]> {
	const rows = await tasksOf(deps.store.db).where('owner', '=', person).where('how', 'is', null).execute();
	return Promise.all(rows.map(row => shown(deps, row)));
}

/** Everything at the places of this admin or auditor, open ones first. */
export async function allTasks(deps: Deps, roles: readonly RoleAt[]): Promise<PostTask[]> {
	const rows = await tasksOf(deps.store.db).execute();
	const own = rows.filter(
		({location}) => hasRole(roles, 'admin', location) || hasRole(roles, 'auditor', location),
	);
	return Promise.all(own.map(row => shown(deps, row)));
}

function tasksOf(db: Reader) {
	return db
		.selectFrom('post_tasks')
		.leftJoin('people', 'people.id', 'post_tasks.owner')
		.leftJoin('people as extender', 'extender.id', 'post_tasks.extended_by')
		.selectAll('post_tasks')
		.select(['people.name as owner_name', 'extender.name as extender_name'])
		.orderBy('done_at', 'desc')
		.orderBy('due_at')
		.limit(most);
}

type Row = Awaited<ReturnType<ReturnType<typeof tasksOf>['execute']>>[number];

async function shown(deps: Deps, row: Row): Promise<PostTask> {
	const {id, version, rule, standing, location, url, at: when, due_at: dueAt, how, note, account} = row;
	return {
		...{id, version, rule, standing, location, url, at: when, dueAt, how, note, account},
		site: row.site as SiteId,
		owner: {id: row.owner, name: row.owner_name ?? ''},
		extended: row.extender_name === null ? null : {by: row.extender_name, reason: row.extended_reason ?? ''},
		text: await textOfEntry(deps.archive, row.text_seq),
	};
}

export interface Settled {
	how: 'taken-down' | 'changed';
	note: string;
}

/** By its owner, or by an admin of the place. */
export async function settleTask(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	id: string,
	{how, note}: Settled,
): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	const task = await openTask(trx, id);
	if (task.owner !== caller.person && !hasRole(caller.roles, 'admin', task.location))
		throw new Refused(403, 'not-yours', 'This is somebody else’s task.');
	await trx
		.updateTable('post_tasks')
		.set({how, note, done_by: caller.person, done_at: deps.now()})
		.where('id', '=', id)
		.execute();
	const body = {task: id, item: task.item, how, note};
	await journal(trx, deps, {type: 'task.done', by: caller.person, body});
}

/** More time, for a reason; never by the owner himself. */
export async function extendTask(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	id: string,
	{days, reason}: {days: number; reason: string},
): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	const task = await openTask(trx, id);
	if (!hasRole(caller.roles, 'admin', task.location))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
	if (task.owner === caller.person)
		throw new Refused(403, 'four-eyes', 'Somebody else has to give you more time.');
	const due_at = Math.max(deps.now(), task.due_at) + days * day;
	await trx
		.updateTable('post_tasks')
		.set({due_at, extended_by: caller.person, extended_reason: reason})
		.where('id', '=', id)
		.execute();
	const body = {task: id, item: task.item, reason, due: due_at};
	await journal(trx, deps, {type: 'task.extended', by: caller.person, body});
}

async function openTask(trx: Transaction, id: string) {
	const task = await trx.selectFrom('post_tasks').selectAll().where('id', '=', id).executeTakeFirst();
	if (!task) throw new Refused(404, 'unknown-task', 'There is no such task.');
	if (task.how !== null) throw new Refused(409, 'done-already', 'It is done already.');
	return task;
}

const gone = ['withdrawn', 'superseded', 'rejected', 'expired', 'failed'];

/** From the clockwork: what the archive shows as taken back or taken down needs nobody's word. */
export async function closeSettled(deps: Deps): Promise<void> {
	const {store} = deps;
	const open = await store.db
		.selectFrom('post_tasks')
		.selectAll()
		.where('how', 'is', null)
		.limit(1000)
		.execute();
	if (open.length === 0) return;
	await openIndex(deps).grow();
	const closed: string[] = [];
	for (const {id, item, standing, account, site_id} of open) {
		const isSettled =
			standing === 'live'
				? await isTakenDown(store.db, account, site_id)
				: gone.includes((await stateOf(store.db, item)) ?? '');
		if (isSettled) closed.push(id);
	}
	if (closed.length === 0) return;
	await store.write(async trx => {
		await trx
			.updateTable('post_tasks')
			.set({how: 'by-itself', done_at: deps.now()})
			.where('id', 'in', closed)
			.where('how', 'is', null)
			.execute();
		await journal(trx, deps, {type: 'tasks.closed', by: null, body: {tasks: closed}});
	});
}

async function stateOf(db: Reader, hold: string): Promise<string | undefined> {
	const row = await db.selectFrom('holds').select('state').where('id', '=', hold).executeTakeFirst();
	return row?.state;
}

async function isTakenDown(db: Reader, account: string, siteId: string): Promise<boolean> {
	if (siteId === '') return false;
	const row = await db
		.selectFrom('archive_items')
		.select('item')
		.where('kind', '=', 'delete')
		.where('account', '=', account)
		.where('target', '=', siteId)
		.where('state', '=', 'sent')
		.where('until', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}
