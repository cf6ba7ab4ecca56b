import type {Person} from '#lib/api/contract.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import type {Reader} from '../store/schema.ts';
import {statement} from '../store/statement.ts';

const rolesBy = statement<RoleAt>(
	'select role, location from roles where person = ? order by location, role',
);

/** The roles this person has now. */
export async function rolesOf(db: Reader, person: string): Promise<RoleAt[]> {
	return rolesBy(db, person);
}

/** The same for several persons at once. */
export async function rolesOfMany(db: Reader, persons: readonly string[]): Promise<Map<string, RoleAt[]>> {
	const rows = await db.selectFrom('roles').selectAll().where('person', 'in', persons).execute();
	return Map.groupBy(rows, ({person}) => person);
}

export async function findPerson(db: Reader, id: string): Promise<Person | undefined> {
	const person = await db.selectFrom('people').select(['id', 'name']).where('id', '=', id).executeTakeFirst();
	return person && {...person, roles: await rolesOf(db, id)};
}

/** Everybody, in the order of their names. */
export async function listPeople(db: Reader): Promise<Person[]> {
	const people = await db.selectFrom('people').select(['id', 'name']).orderBy('name').orderBy('id').execute();
	const roles = await db.selectFrom('roles').selectAll().orderBy('location').orderBy('role').execute();
	const byPerson = Map.groupBy(roles, ({person}) => person);
	return people.map(({id, name}) => ({
		id,
		name,
		roles: (byPerson.get(id) ?? []).map(({role, location}) => ({role, location})),
	}));
}

export async function addPerson(db: Reader, id: string, name: string, now: number): Promise<void> {
	await db.insertInto('people').values({id, name, created_at: now}).execute();
}

/** Puts these roles in place of the ones the person had. */
export async function setRoles(
	db: Reader,
	person: string,
	roles: readonly RoleAt[],
	now: number,
): Promise<void> {
	await db.deleteFrom('roles').where('person', '=', person).execute();
	if (roles.length === 0) return;
	const rows = roles.map(({role, location}) => ({person, role, location, since: now}));
	await db
		.insertInto('roles')
		.values(rows)
		.onConflict(conflict => conflict.doNothing())
		.execute();
}
