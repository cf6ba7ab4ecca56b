/** Joiners, movers and leavers: a user of the directory is a person here. */
import {endAccess, moveOn} from '../company/leave.ts';
import type {Deps} from '../deps.ts';
import {recertify} from '../identity/devices.ts';
import {applyRoles} from '../identity/invites.ts';
import {addPerson, rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';
import {isUniqueViolation} from '../store/violations.ts';
import {type Condition, parseFilter} from './filter.ts';
import {followGroups} from './groups.ts';
import {enterpriseUrn, nameOf, parseUser, type ScimUser} from './resource.ts';
import {notFound, ScimError} from './scim-error.ts';

export type UserRow = Database['scim_users'];
const known = ['username', 'externalid', 'id', 'active'];
const directory = {by: null, approvedBy: null};

export interface Page {
	filter: string | undefined;
	/** From 1. */
	startIndex: number;
	count: number;
}

export async function listUsers(db: Reader, {filter, startIndex, count}: Page) {
	const conditions = parseFilter(filter, known);
	const query = conditions.reduce((q, one) => {
		const [column, value] = whereOf(one);
		return q.where(column, '=', value);
	}, db.selectFrom('scim_users'));
	const {total} = await query.select(({fn}) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
	const rows = await query
		.selectAll()
		.orderBy('created_at')
		.orderBy('person')
		.offset(startIndex - 1)
		.limit(count)
		.execute();
	return {total: Number(total), rows};
}

function whereOf({attribute, value}: Condition) {
	if (attribute === 'username') return ['user_key', value.toLowerCase()] as const;
	if (attribute === 'externalid') return ['external_id', value] as const;
	if (attribute === 'active') return ['active', value === 'true' ? 1 : 0] as const;
	return ['person', value] as const;
}

export async function findUser(db: Reader, id: string): Promise<UserRow> {
	const row = await db.selectFrom('scim_users').selectAll().where('person', '=', id).executeTakeFirst();
	if (!row) throw notFound('User', id);
	return row;
}

/** A new person, or the one who signed in as this identity before the directory knew them. */
export async function createUser(trx: Transaction, deps: Deps, resource: ScimUser): Promise<UserRow> {
	const person = (await signedInBefore(trx, resource.externalId)) ?? deps.id();
	const at = deps.now();
	if (!(await isPerson(trx, person))) await addPerson(trx, person, nameOf(resource), at);
	const row = {person, ...columnsOf(resource), version: 1, created_at: at, changed_at: at};
	await unique(trx.insertInto('scim_users').values(row).execute());
	await journal(trx, deps, {type: 'scim.user', by: null, body: {person, resource, was: null}});
	if (!resource.active) await leaves(trx, deps, person, resource);
	await renamed(trx, deps, person, nameOf(resource));
	return row;
}

/** The resource in place of the one there was: what changed has its effect at once. */
export async function putUser(
	trx: Transaction,
	deps: Deps,
	before: UserRow,
	resource: ScimUser,
): Promise<UserRow> {
	const row = {
		...before,
		...columnsOf(resource),
		version: before.version + 1,
		changed_at: deps.now(),
	};
	const {person, ...rest} = row;
	await unique(trx.updateTable('scim_users').set(rest).where('person', '=', person).execute());
	const was = JSON.parse(before.resource) as ScimUser;
	await journal(trx, deps, {type: 'scim.user', by: null, body: {person, resource, was}});
	await renamed(trx, deps, person, nameOf(resource));
	if (before.active === 1 && !resource.active) await leaves(trx, deps, person, resource);
	if (before.active === 0 && resource.active) await followGroups(trx, deps, directory, person);
	return row;
}

export function resourceOf({resource}: Pick<UserRow, 'resource'>): ScimUser {
	return parseUser(JSON.parse(resource));
}

/** Gone from the directory. The person stays in the archive, with all that was done. */
export async function removeUser(trx: Transaction, deps: Deps, row: UserRow): Promise<void> {
	const {person} = row;
	if (row.active === 1) await leaves(trx, deps, person, resourceOf(row));
	await trx.deleteFrom('scim_members').where('person', '=', person).execute();
	await trx.deleteFrom('scim_users').where('person', '=', person).execute();
	await journal(trx, deps, {type: 'scim.user-removed', by: null, body: {person}});
}

/** Rights end at once, also those given by hand; what was left open goes to the manager, where there is one. */
async function leaves(trx: Transaction, deps: Deps, person: string, resource: ScimUser): Promise<void> {
	await trx.updateTable('scim_users').set({active: 0}).where('person', '=', person).execute();
	await trx.deleteFrom('scim_roles').where('person', '=', person).execute();
	await dropRoles(trx, deps, person);
	await endAccess(trx, deps, null, person);
	const manager = resource[enterpriseUrn]?.manager?.value ?? null;
	await moveOn(trx, deps, null, {person, successor: manager});
}

async function dropRoles(trx: Transaction, deps: Deps, person: string): Promise<void> {
	const roles = await rolesOf(trx, person);
	if (roles.length > 0) await applyRoles(trx, deps, directory, {id: person, roles}, []);
}

async function renamed(trx: Transaction, deps: Deps, person: string, name: string): Promise<void> {
	const {numUpdatedRows} = await trx
		.updateTable('people')
		.set({name})
		.where('id', '=', person)
		.where('name', '<>', name)
		.executeTakeFirst();
	// The name is in the certificate that reviewers' decisions are shown with
	if (numUpdatedRows === 1n) await recertify(trx, deps, person);
}

/** By the one sign-in the firm has: its subject is what the directory calls the external id, or nobody's. */
async function signedInBefore(trx: Transaction, externalId: string | undefined): Promise<string | undefined> {
	if (externalId === undefined) return;
	const rows = await trx
		.selectFrom('identities')
		.leftJoin('scim_users', 'scim_users.person', 'identities.person')
		.select('identities.person')
		.where('subject', '=', externalId)
		.where('scim_users.person', 'is', null)
		.execute();
	return rows.length === 1 ? rows[0]!.person : undefined;
}

async function isPerson(trx: Transaction, id: string): Promise<boolean> {
	return (await trx.selectFrom('people').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;
}

function columnsOf(resource: ScimUser) {
	return {
		user_key: resource.userName.toLowerCase(),
		external_id: resource.externalId ?? null,
		active: resource.active ? 1 : 0,
		resource: JSON.stringify(resource),
	};
}

export async function unique<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		if (isUniqueViolation(error)) throw new ScimError(409, 'This name is taken.', 'uniqueness');
		throw error;
	}
}
