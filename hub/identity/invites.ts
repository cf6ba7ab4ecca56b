import type {Person} from '#lib/api/contract.ts';
import {mayGrant, mayHold, type RoleAt, type RoleProblem} from '#lib/core/identity/roles.ts';
import {isWeighty, needsTwo} from '#lib/core/identity/strictness.ts';
import type {Actor} from '#lib/core/review/command.ts';
import {assertAlone} from '../company/second-admin.ts';
import type {Deps} from '../deps.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {recertify} from './devices.ts';
import {hashOf} from './organisation.ts';
import {addPerson, findPerson, setRoles} from './people.ts';

/** Milliseconds for which an invite can be used. */
const inviteLife = 15 * 60_000;

export interface Invited {
	code: string;
	person: string;
	expiresAt: number;
}

/** Makes the person or changes the roles, and a code with which one browser can be connected. */
export async function invite(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	who: {id: string} | {name: string},
	roles: readonly RoleAt[],
): Promise<Invited> {
	const before = 'id' in who ? await existing(trx, who.id) : undefined;
	// The code is the person: whoever has it approves in that name. Roles that stay as they are must not hide that
	if (before) assertMayActFor(caller, before);
	if (before && before.id !== caller.person && isWeighty(before.roles)) await assertAlone(trx, caller.person);
	const id = before?.id ?? deps.id();
	if ('name' in who) {
		assertGrant(caller, undefined, roles);
		await addPerson(trx, id, who.name, deps.now());
	}
	await changeRoles(trx, deps, caller, before ?? {id, name: '', roles: []}, roles);
	return {person: id, ...(await makeCode(trx, deps, caller.person, id))};
}

/** A code with which one browser is this person's. Whoever calls this has made sure that `by` may. */
export async function makeCode(
	trx: Transaction,
	deps: Deps,
	by: string,
	person: string,
): Promise<Omit<Invited, 'person'>> {
	const code = deps.secret();
	const expiresAt = deps.now() + inviteLife;
	await trx
		.insertInto('invites')
		.values({code: hashOf(code), person, by, expires_at: expiresAt, used_at: null})
		.execute();
	return {code, expiresAt};
}

/** Puts roles in place of the ones the person has. Did that change anything? Certificates follow. */
export async function changeRoles(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	before: Person,
	roles: readonly RoleAt[],
): Promise<boolean> {
	if (isSame(before.roles, roles)) return false;
	assertGrant(caller, before, roles);
	if (needsTwo(before.roles, roles)) await assertAlone(trx, caller.person);
	await applyRoles(trx, deps, {by: caller.person, approvedBy: null}, before, roles);
	return true;
}

/** Roles, certificates, and the archive's entry. Whoever calls this has made sure that those persons may. */
export async function applyRoles(
	trx: Transaction,
	deps: Deps,
	{by, approvedBy}: {by: string | null; approvedBy: string | null},
	before: Pick<Person, 'id' | 'roles'>,
	roles: readonly RoleAt[],
): Promise<void> {
	await setRoles(trx, before.id, roles, deps.now());
	await recertify(trx, deps, before.id);
	const person = (await findPerson(trx, before.id))!;
	const body = {person, before: before.roles, ...(approvedBy && {approvedBy})};
	await journal(trx, deps, {type: 'role.changed', by, body});
}

/** Uses up the code: single use, 15 minutes. The person it was made for. */
export async function redeem(trx: Transaction, code: string, now: number): Promise<Person> {
	const {numUpdatedRows} = await trx
		.updateTable('invites')
		.set({used_at: now})
		.where('code', '=', hashOf(code))
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst();
	if (numUpdatedRows !== 1n) throw wrongCode();
	const row = await trx
		.selectFrom('invites')
		.select('person')
		.where('code', '=', hashOf(code))
		.executeTakeFirstOrThrow();
	return (await findPerson(trx, row.person))!;
}

/** The person behind a code that can still be used; it is not used up. */
export async function assertInvite(db: Reader, code: string, now: number): Promise<Person> {
	const row = await db
		.selectFrom('invites')
		.select('person')
		.where('code', '=', hashOf(code))
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst();
	if (!row) throw wrongCode();
	return (await findPerson(db, row.person))!;
}

/** One answer for unknown, used and old codes: guessing learns nothing. */
export function wrongCode(): Refused {
	return new Refused(403, 'wrong-code', 'This link was used already or is too old. Ask for a new one.');
}

export async function existing(trx: Transaction, id: string): Promise<Person> {
	const person = await findPerson(trx, id);
	if (!person) throw new Refused(404, 'unknown-person', 'There is no such person.');
	return person;
}

const problems: Record<RoleProblem, string> = {
	'not-a-location': 'Write a location as a path, for example group/north/leeds.',
	'admin-and-auditor': 'Nobody can be admin and auditor. Whoever makes the rules does not examine them.',
};

/** Everybody for himself; an admin only for those whose roles he could give. */
export function assertMayActFor({person, roles}: Actor, whom: Pick<Person, 'id' | 'roles'>): void {
	if (whom.id !== person && !mayGrant(roles, whom.roles))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
}

export function assertGrant(caller: Actor, before: Person | undefined, roles: readonly RoleAt[]): void {
	const problem = mayHold(roles);
	if (problem) throw new Refused(400, problem, problems[problem]);
	if (before?.id === caller.person)
		throw new Refused(403, 'own-roles', "You can't change your own roles. Another admin can.");
	if (!mayGrant(caller.roles, [...roles, ...(before?.roles ?? [])]))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
}

export function isSame(a: readonly RoleAt[], b: readonly RoleAt[]): boolean {
	const names = (roles: readonly RoleAt[]) =>
		[...new Set(roles.map(({role, location}) => `${role} ${location}`))].sort().join('\n');
	return names(a) === names(b);
}
