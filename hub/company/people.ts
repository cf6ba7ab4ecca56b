/** People as an admin sees them: roles, what they are trained for, when they are away, their browsers. */
import type {Person} from '#lib/api/contract.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {needsTwo} from '#lib/core/identity/strictness.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {Deps} from '../deps.ts';
import {
	applyRoles,
	assertGrant,
	assertMayActFor,
	existing,
	type Invited,
	invite,
	isSame,
} from '../identity/invites.ts';
import {listPeople} from '../identity/people.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {endAccess, leftOpen, moveOn} from './leave.ts';
import {perform} from './perform.ts';
import {hasSecondAdmin} from './second-admin.ts';
import {doOrPropose, type Outcome} from './two-admins.ts';

export async function staff(db: Reader, now: number) {
	const [devices, competences, absences, directory, open] = await Promise.all([
		db.selectFrom('devices').select(['id', 'person', 'label', 'enrolled_at', 'revoked_at']).execute(),
		db.selectFrom('competences').select(['person', 'name', 'until']).orderBy('name').execute(),
		db.selectFrom('absences').selectAll().where('until', '>', now).orderBy('since').execute(),
		db.selectFrom('scim_users').select(['person', 'active']).execute(),
		leftOpen(db),
	]);
	return (await listPeople(db)).map(person => ({
		...person,
		devices: devices
			.filter(device => device.person === person.id)
			.map(({id, label, enrolled_at, revoked_at}) => ({
				id,
				label,
				enrolledAt: enrolled_at,
				revokedAt: revoked_at,
			})),
		competences: competences
			.filter(one => one.person === person.id)
			.map(({name, until}) => ({name, until, isOver: until <= now})),
		away: absences
			.filter(absence => absence.person === person.id)
			.map(({since, until, delegate}) => ({since, until, delegate})),
		byDirectory: directory.some(one => one.person === person.id && one.active === 1),
		open: open.get(person.id) ?? 0,
	}));
}

/** A link at once, with what one admin may give; the rest waits for a second one. */
export async function inviteOrPropose(
	trx: Transaction,
	deps: Deps,
	admin: Actor,
	name: string,
	roles: readonly RoleAt[],
): Promise<Invited & {waiting: boolean}> {
	assertGrant(admin, undefined, roles);
	const waits = needsTwo([], roles) && (await hasSecondAdmin(trx, admin.person));
	const atOnce = waits ? roles.filter(({role}) => role === 'author') : roles;
	const invited = await invite(trx, deps, admin, {name}, atOnce);
	if (waits) {
		const before = (await existing(trx, invited.person)).roles;
		await doOrPropose(trx, deps, admin, {kind: 'roles', person: invited.person, before, roles});
	}
	return {...invited, waiting: waits};
}

export async function rolesOrPropose(
	trx: Transaction,
	deps: Deps,
	admin: Actor,
	before: Person,
	roles: readonly RoleAt[],
): Promise<Outcome> {
	if (isSame(before.roles, roles)) return {done: true};
	assertGrant(admin, before, roles);
	if (needsTwo(before.roles, roles))
		return doOrPropose(trx, deps, admin, {kind: 'roles', person: before.id, before: before.roles, roles});
	await applyRoles(trx, deps, {by: admin.person, approvedBy: null}, before, roles);
	return {done: true};
}

/** A link with which a further browser is this person's; for somebody who decides it takes two admins. */
export async function browserOrPropose(
	trx: Transaction,
	deps: Deps,
	admin: Actor,
	person: Person,
): Promise<Outcome> {
	assertMayActFor(admin, person);
	const change = {kind: 'browser', person: person.id} as const;
	if (person.id !== admin.person && needsTwo([], person.roles)) return doOrPropose(trx, deps, admin, change);
	const two = {by: admin.person, approvedBy: null};
	return {done: true, ...(await perform(trx, deps, two, change))};
}

/** All access ends now. With `leaves` the roles go too, and what was left open goes to the successor. */
export async function end(
	trx: Transaction,
	deps: Deps,
	admin: Actor,
	person: Person,
	{leaves, successor}: {leaves: boolean; successor: string | null},
): Promise<{moved: number; waiting: boolean}> {
	if (person.id === admin.person)
		throw new Refused(403, 'own-roles', "You can't end your own access. Another admin can.");
	assertMayActFor(admin, person);
	if (successor) await existing(trx, successor);
	await endAccess(trx, deps, admin.person, person.id);
	if (!leaves) return {moved: 0, waiting: false};
	const moved = await moveOn(trx, deps, admin.person, {person: person.id, successor});
	const outcome = await rolesOrPropose(trx, deps, admin, person, []);
	return {moved, waiting: !outcome.done};
}
