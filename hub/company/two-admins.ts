/** Proposed by one admin, decided by another, done in the transaction of the decision. The archive has all three. */
import type {Location} from '#lib/core/identity/location.ts';
import {hasRole, mayGrant, type RoleAt} from '#lib/core/identity/roles.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';
import {type CompanyChange, type Done, placeOf, wordsOf} from './change.ts';
import {perform} from './perform.ts';
import {hasSecondAdmin} from './second-admin.ts';

export type Outcome = ({done: true} & Done) | {done: false; waiting: string};

/** At once while there is only one admin; else it waits for another. `caller` was admitted and may do it. */
export async function doOrPropose(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	change: CompanyChange,
): Promise<Outcome> {
	if (!(await hasSecondAdmin(trx, caller.person)))
		return {done: true, ...(await perform(trx, deps, {by: caller.person, approvedBy: null}, change))};
	const id = deps.id();
	const lines = await wordsOf(trx, change);
	await trx
		.insertInto('company_changes')
		.values({
			id,
			state: 'waiting',
			kind: change.kind,
			location: placeOf(change),
			body: JSON.stringify(change),
			lines: JSON.stringify(lines),
			by: caller.person,
			at: deps.now(),
			decided_by: null,
			decided_at: null,
			note: null,
		})
		.execute();
	await journal(trx, deps, {type: 'company.proposed', by: caller.person, body: {id, change, lines}});
	return {done: false, waiting: id};
}

export interface Decision {
	decision: 'approve' | 'refuse' | 'withdraw';
	note: string;
}

/** By another admin of the place. Throws `Refused` when the world has moved on since it was proposed. */
export async function decideChange(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	id: string,
	{decision, note}: Decision,
): Promise<Done> {
	const person = await admit(trx, asking, deps.now());
	const row = await trx.selectFrom('company_changes').selectAll().where('id', '=', id).executeTakeFirst();
	if (!row) throw new Refused(404, 'unknown-change', 'There is no such change.');
	if (row.state !== 'waiting')
		throw new Refused(409, 'decided-already', 'Somebody decided this meanwhile. Load the page again.');
	const change = JSON.parse(row.body) as CompanyChange;
	if (decision === 'withdraw') assertOwn(row.by, person.person);
	else assertSecond(row, change, person);
	const state = ({approve: 'approved', refuse: 'refused', withdraw: 'withdrawn'} as const)[decision];
	await trx
		.updateTable('company_changes')
		.set({state, decided_by: person.person, decided_at: deps.now(), note})
		.where('id', '=', id)
		.execute();
	await journal(trx, deps, {type: 'company.decided', by: person.person, body: {id, decision, note, change}});
	if (decision !== 'approve') return {};
	await assertStillMay(trx, row, change);
	return perform(trx, deps, {by: row.by, approvedBy: person.person}, change);
}

/** May this person be the second one for it? */
export function mayDecide(
	{by, location, body}: {by: string; location: Location; body: string},
	person: Pick<Actor, 'person' | 'roles'>,
): boolean {
	return by !== person.person && reaches(JSON.parse(body) as CompanyChange, location, person.roles);
}

function assertOwn(by: string, person: string): void {
	if (by !== person) throw new Refused(403, 'not-yours', 'Only the person who proposed it can take it back.');
}

function assertSecond(row: {by: string; location: string}, change: CompanyChange, person: Actor): void {
	if (row.by === person.person)
		throw new Refused(403, 'four-eyes', 'This needs two admins. Somebody else has to decide it.');
	if (!reaches(change, row.location, person.roles))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
}

/** Whoever proposed it may have lost his role since. */
async function assertStillMay(
	trx: Transaction,
	{by, location}: {by: string; location: string},
	change: CompanyChange,
): Promise<void> {
	if (!reaches(change, location, await rolesOf(trx, by)))
		throw new Refused(409, 'proposer-left', 'Whoever proposed this is no admin any more. Propose it again.');
}

function reaches(change: CompanyChange, location: Location, roles: readonly RoleAt[]): boolean {
	if (change.kind === 'roles') return mayGrant(roles, [...change.before, ...change.roles]);
	return hasRole(roles, 'admin', location);
}
