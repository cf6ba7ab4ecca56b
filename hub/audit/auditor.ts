/** Who may look into the archive, and that each look leaves a trace in it. */
import {hasRole, type Role} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';

/** As much of the hub as a look at completeness needs: the command line has no more. */
export type LookDeps = Pick<Deps, 'store' | 'archive' | 'keys' | 'log' | 'now' | 'home'>;

/** Places that this person examines, with everything below them. Throws for everybody else: admins do not read content. */
export function placesOf({roles}: Pick<Caller, 'roles'>): string[] {
	const places = roles.filter(({role}) => role === 'auditor').map(({location}) => location);
	if (places.length === 0) throw new Refused(403, 'not-an-auditor', 'Only auditors look into the archive.');
	return [...new Set(places)].toSorted();
}

/** Throws unless the person has one of these roles for the whole firm, or anywhere if `everywhere` is false. */
export function assertOneOf({roles}: Pick<Caller, 'roles'>, wanted: readonly Role[]): void {
	if (!roles.some(({role}) => wanted.includes(role)))
		throw new Refused(403, 'not-allowed', `This takes the role ${wanted.join(' or ')}.`);
}

/** Completeness is about the whole firm: one branch alone proves nothing. */
export function assertWholeFirm({roles}: Pick<Caller, 'roles'>, wanted: readonly Role[]): void {
	if (!wanted.some(role => hasRole(roles, role, 'group')))
		throw new Refused(403, 'not-allowed', `This takes the role ${wanted.join(' or ')} for the whole firm.`);
}

/** One transaction of a person who was let in just now, with its entry in the archive. */
export function recorded<T>(
	deps: Deps,
	caller: Caller,
	type: string,
	work: (trx: Transaction, caller: Caller) => Promise<{value: T; body: unknown}>,
): Promise<T> {
	return deps.store.write(async trx => {
		const admitted = await admit(trx, caller, deps.now());
		const {value, body} = await work(trx, admitted);
		await journal(trx, deps, {type, by: caller.person, body});
		return value;
	});
}

/** A look that changes nothing is recorded all the same. Repeatable: a GET's proof may be used once anyway. */
export async function looked(deps: Deps, caller: Caller, type: string, body: unknown): Promise<void> {
	await deps.store.write(trx => journal(trx, deps, {type, by: caller.person, body}));
}

/** The next number on paper of a table: `Q-231`. */
export async function nextNumber(
	trx: Transaction,
	table: 'searches' | 'draws' | 'gaps',
	letter: string,
): Promise<{n: number; id: string}> {
	const {last} = await trx
		.selectFrom(table)
		.select(({fn}) => fn.max('n').as('last'))
		.executeTakeFirstOrThrow();
	const n = Number(last ?? 0) + 1;
	return {n, id: `${letter}-${n}`};
}
