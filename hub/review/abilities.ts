/** What a person may do besides his roles: competences with an end, and standing in for somebody who is away. */
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {PersonId} from '#lib/core/review/hold.ts';
import type {Competence} from '#lib/core/review/steps.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findPerson, rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

export interface Abilities {
	competences: Competence[];
	standsInFor: PersonId[];
}

export async function abilitiesOf(db: Reader, person: PersonId, now: number): Promise<Abilities> {
	const competences = await db
		.selectFrom('competences')
		.select(['name', 'until'])
		.where('person', '=', person)
		.execute();
	const absent = await db
		.selectFrom('absences')
		.select('person')
		.where('delegate', '=', person)
		.where('since', '<=', now)
		.where('until', '>', now)
		.execute();
	return {competences, standsInFor: absent.map(row => row.person)};
}

export async function isAway(db: Reader, person: PersonId, now: number): Promise<boolean> {
	const row = await db
		.selectFrom('absences')
		.select('id')
		.where('person', '=', person)
		.where('since', '<=', now)
		.where('until', '>', now)
		.executeTakeFirst();
	return row !== undefined;
}

/** By an admin, for somebody else: nobody declares himself competent. A time that is over takes it away. */
export async function setCompetence(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	person: PersonId,
	{name, until}: Competence,
): Promise<Competence[]> {
	const caller = await admit(trx, asking, deps.now());
	if (!hasRole(caller.roles, 'admin', everywhere))
		throw new Refused(403, 'not-an-admin', 'Only an admin of the whole firm says who is trained for what.');
	if (caller.person === person)
		throw new Refused(403, 'four-eyes', 'Somebody else must say what you are trained for.');
	if (!(await findPerson(trx, person))) throw new Refused(404, 'unknown-person', 'There is no such person.');
	await trx
		.insertInto('competences')
		.values({person, name, until, by: caller.person, at: deps.now()})
		.onConflict(conflict =>
			conflict.columns(['person', 'name']).doUpdateSet({until, by: caller.person, at: deps.now()}),
		)
		.execute();
	await journal(trx, deps, {type: 'person.competence', by: caller.person, body: {person, name, until}});
	return (await abilitiesOf(trx, person, deps.now())).competences;
}

/** Milliseconds for which one can be away, at most. */
const longest = 90 * 24 * 60 * 60_000;

interface Absence {
	since: number;
	until: number;
	delegates: readonly PersonId[];
}

/** Away from then till then; others stand in. Each of them must be a reviewer, and authors stay authors. */
export async function handOver(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	absence: Absence,
): Promise<Absence & {id: string}> {
	const caller = await admit(trx, asking, deps.now());
	return putAbsence(trx, deps, caller.person, caller.person, absence);
}

/** Of oneself, or of somebody who cannot say so: then `by` is an admin who may act for that person. */
export async function putAbsence(
	trx: Transaction,
	deps: Deps,
	by: PersonId,
	person: PersonId,
	{since, until, delegates}: Absence,
): Promise<Absence & {id: string}> {
	if (until <= since || until <= deps.now() || until - since > longest)
		throw new Refused(400, 'wrong-time', 'Say from when till when, at most 90 days.');
	for (const delegate of delegates) await assertMayStandIn(trx, person, delegate);
	const id = deps.id();
	const rows = (delegates.length > 0 ? delegates : ['']).map((delegate, n) => ({
		id: `${id}-${n}`,
		person,
		delegate,
		since,
		until,
	}));
	await trx.insertInto('absences').values(rows).execute();
	await journal(trx, deps, {type: 'person.away', by, body: {person, since, until, delegates}});
	return {id, since, until, delegates: [...delegates]};
}

async function assertMayStandIn(trx: Transaction, person: PersonId, delegate: PersonId): Promise<void> {
	if (delegate === person) throw new Refused(400, 'yourself', 'You cannot hand over to yourself.');
	const roles = await rolesOf(trx, delegate);
	if (!roles.some(({role}) => role === 'reviewer'))
		throw new Refused(409, 'not-a-reviewer', 'Only a reviewer can stand in for you.');
}

/** Ends one's own absences now. */
export async function comeBack(trx: Transaction, deps: Deps, asking: Caller): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	const now = deps.now();
	await trx
		.updateTable('absences')
		.set({until: now})
		.where('person', '=', caller.person)
		.where('until', '>', now)
		.execute();
	await journal(trx, deps, {type: 'person.back', by: caller.person, body: {}});
}
