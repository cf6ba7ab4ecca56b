/** How somebody who is not known yet comes in: with an invite, or as the first admin of a new hub. */
import type {ConsoleEntry} from '#lib/api/console.ts';
import type {Person} from '#lib/api/contract.ts';
import type {Deps} from '../deps.ts';
import {assertInvite, redeem} from '../identity/invites.ts';
import {assertSetupCode, createOrganisation} from '../identity/set-up.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** Looks only: a passkey that is not finished uses nothing up. Whose passkey it will be. */
export async function nameBehind(db: Reader, entry: ConsoleEntry, now: number): Promise<string> {
	if ('code' in entry) return (await assertInvite(db, entry.code, now)).name;
	await assertSetupCode(db, entry.setup.code);
	return entry.setup.name;
}

/** Uses the code up. */
export async function comeIn(trx: Transaction, deps: Deps, entry: ConsoleEntry): Promise<Person> {
	return 'code' in entry ? redeem(trx, entry.code, deps.now()) : createOrganisation(trx, deps, entry.setup);
}
