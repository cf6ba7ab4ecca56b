/** Groups of the directory as it keeps them. What they give is ours: `groups.ts`. */
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';
import {parseFilter} from './filter.ts';
import {followGroups, membersOf} from './groups.ts';
import type {ScimGroup} from './resource.ts';
import {notFound, ScimError} from './scim-error.ts';
import {type Page, unique} from './users.ts';

export type GroupRow = Database['scim_groups'];
const directory = {by: null, approvedBy: null};
const columns = {displayname: 'name', externalid: 'external_id', id: 'id'} as const;

export async function listGroups(db: Reader, {filter, startIndex, count}: Page) {
	const conditions = parseFilter(filter, [...Object.keys(columns), 'members']);
	const base = db.selectFrom('scim_groups');
	const query = conditions.reduce(
		(q, {attribute, value}) =>
			attribute === 'members'
				? q.where('id', 'in', db.selectFrom('scim_members').select('group_id').where('person', '=', value))
				: q.where(columns[attribute as keyof typeof columns], '=', value),
		base,
	);
	const {total} = await query.select(({fn}) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
	const rows = await query
		.selectAll()
		.orderBy('created_at')
		.orderBy('id')
		.offset(startIndex - 1)
		.limit(count)
		.execute();
	return {total: Number(total), rows};
}

export async function findGroup(db: Reader, id: string): Promise<GroupRow> {
	const row = await db.selectFrom('scim_groups').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw notFound('Group', id);
	return row;
}

/** A new group gives nothing until two admins have said what. */
export async function createGroup(trx: Transaction, deps: Deps, group: ScimGroup): Promise<GroupRow> {
	const at = deps.now();
	const row = {
		id: deps.id(),
		name: group.displayName,
		external_id: group.externalId ?? null,
		grants: '[]',
		version: 1,
		created_at: at,
		changed_at: at,
	};
	await unique(trx.insertInto('scim_groups').values(row).execute());
	await setMembers(trx, deps, row, group);
	return row;
}

export async function putGroup(
	trx: Transaction,
	deps: Deps,
	before: GroupRow,
	group: ScimGroup,
): Promise<GroupRow> {
	const row = {
		...before,
		name: group.displayName,
		external_id: group.externalId ?? null,
		version: before.version + 1,
		changed_at: deps.now(),
	};
	const {id, ...rest} = row;
	await unique(trx.updateTable('scim_groups').set(rest).where('id', '=', id).execute());
	await setMembers(trx, deps, row, group);
	return row;
}

export async function removeGroup(trx: Transaction, deps: Deps, group: GroupRow): Promise<void> {
	await setMembers(trx, deps, group, {displayName: group.name, externalId: undefined, members: []});
	await trx.deleteFrom('scim_groups').where('id', '=', group.id).execute();
	await journal(trx, deps, {type: 'scim.group-removed', by: null, body: {group: group.id, name: group.name}});
}

async function setMembers(trx: Transaction, deps: Deps, {id}: GroupRow, group: ScimGroup): Promise<void> {
	const before = await membersOf(trx, id);
	const after = [...new Set(group.members.map(({value}) => value))];
	const [came, left] = [
		after.filter(one => !before.includes(one)),
		before.filter(one => !after.includes(one)),
	];
	await assertUsers(trx, came);
	if (left.length > 0)
		await trx.deleteFrom('scim_members').where('group_id', '=', id).where('person', 'in', left).execute();
	if (came.length > 0)
		await trx
			.insertInto('scim_members')
			.values(came.map(person => ({group_id: id, person})))
			.execute();
	await journal(trx, deps, {
		type: 'scim.group',
		by: null,
		body: {group: id, name: group.displayName, came, left},
	});
	for (const person of [...came, ...left]) await followGroups(trx, deps, directory, person);
}

async function assertUsers(trx: Transaction, persons: readonly string[]): Promise<void> {
	for (const person of persons) {
		const row = await trx
			.selectFrom('scim_users')
			.select('person')
			.where('person', '=', person)
			.executeTakeFirst();
		if (!row) throw new ScimError(400, `There is no user ${person}.`, 'invalidValue');
	}
}
