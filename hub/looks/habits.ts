import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {type Habits, noHabits} from '#lib/core/review/looks.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

/** With the secret by which lots are drawn. */
export interface Looks extends Habits {
	seed: string;
}

const key = 'looks';

/** Nothing of it happens until an admin wants it. */
export async function looksOf(db: Reader): Promise<Looks> {
	const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
	return row ? (JSON.parse(row.value) as Looks) : {...noHabits, seed: ''};
}

/** A new seed each time: who has learnt the old one has learnt nothing. */
export async function setHabits(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	habits: Habits,
): Promise<Habits> {
	const caller = await admit(trx, asking, deps.now());
	if (!hasRole(caller.roles, 'admin', everywhere))
		throw new Refused(403, 'not-an-admin', 'Only an admin of the whole firm decides this.');
	const value = JSON.stringify({...habits, seed: deps.secret()} satisfies Looks);
	await trx
		.insertInto('meta')
		.values({key, value})
		.onConflict(conflict => conflict.column('key').doUpdateSet({value}))
		.execute();
	// Counted anew: whoever waits long for the next item otherwise still would
	await trx.deleteFrom('look_turns').execute();
	await journal(trx, deps, {type: 'looks.set', by: caller.person, body: habits});
	return habits;
}
