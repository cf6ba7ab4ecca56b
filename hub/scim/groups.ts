/** Groups of the company's directory, and the roles that two admins have said their members get. */
import {mayHold, type RoleAt} from '#lib/core/identity/roles.ts';
import type {Two} from '../company/change.ts';
import type {Deps} from '../deps.ts';
import {applyRoles, existing, isSame} from '../identity/invites.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';

export async function setGrants(
	trx: Transaction,
	deps: Deps,
	two: Two,
	group: string,
	grants: readonly RoleAt[],
): Promise<void> {
	const {numUpdatedRows} = await trx
		.updateTable('scim_groups')
		.set({grants: JSON.stringify(grants)})
		.where('id', '=', group)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw new Refused(409, 'moved-on', 'The directory has no such group any more.');
	await journal(trx, deps, {
		type: 'scim.group-roles',
		by: two.by,
		body: {group, grants, approvedBy: two.approvedBy},
	});
	for (const person of await membersOf(trx, group)) await followGroups(trx, deps, two, person);
}

export async function membersOf(trx: Transaction, group: string): Promise<string[]> {
	const rows = await trx.selectFrom('scim_members').select('person').where('group_id', '=', group).execute();
	return rows.map(({person}) => person);
}

/** Gives and takes what a person has by groups; what somebody gave by hand stays. Of somebody inactive: nothing. */
export async function followGroups(trx: Transaction, deps: Deps, two: Two, person: string): Promise<void> {
	const wanted = await wantedRoles(trx, person);
	const given = await givenRoles(trx, person);
	const now = await rolesOf(trx, person);
	const byHand = now.filter(role => !has(given, role));
	const roles = [...byHand, ...wanted.filter(role => !has(byHand, role))];
	const problem = mayHold(roles);
	if (problem)
		throw new Refused(
			409,
			problem,
			'Nobody can be admin and auditor. Whoever makes the rules does not examine them.',
		);
	await trx.deleteFrom('scim_roles').where('person', '=', person).execute();
	const rows = wanted.filter(role => !has(byHand, role)).map(role => ({person, ...role}));
	if (rows.length > 0) await trx.insertInto('scim_roles').values(rows).execute();
	if (!isSame(now, roles)) await applyRoles(trx, deps, two, await existing(trx, person), roles);
}

async function wantedRoles(trx: Transaction, person: string): Promise<RoleAt[]> {
	const user = await trx
		.selectFrom('scim_users')
		.select('active')
		.where('person', '=', person)
		.executeTakeFirst();
	if (user?.active !== 1) return [];
	const groups = await trx
		.selectFrom('scim_members')
		.innerJoin('scim_groups', 'scim_groups.id', 'scim_members.group_id')
		.select('grants')
		.where('person', '=', person)
		.execute();
	const all = groups.flatMap(({grants}) => JSON.parse(grants) as RoleAt[]);
	return all.filter((role, n) => !has(all.slice(0, n), role));
}

async function givenRoles(trx: Transaction, person: string): Promise<RoleAt[]> {
	const rows = await trx
		.selectFrom('scim_roles')
		.select(['role', 'location'])
		.where('person', '=', person)
		.execute();
	return rows as RoleAt[];
}

function has(roles: readonly RoleAt[], {role, location}: RoleAt): boolean {
	return roles.some(one => one.role === role && one.location === location);
}
