/** An admin wants a browser to get the rules now: it hears so at once, or with its next question. */
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type SessionCaller} from '../http/authenticate.ts';
import {findDevice} from '../identity/devices.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {branchOf} from './board.ts';
import {firstSeen} from './seen.ts';

/** Returns how many were told; those of other places are left alone. */
export async function nudge(
	trx: Transaction,
	deps: Deps,
	asking: SessionCaller,
	devices: readonly string[],
): Promise<number> {
	const {person, roles} = await admit(trx, asking, deps.now());
	const told: string[] = [];
	for (const id of devices) {
		const device = await findDevice(trx, id);
		const location = device && branchOf(await rolesOf(trx, device.person));
		if (!device || device.revokedAt !== null || !hasRole(roles, 'admin', location ?? 'group')) continue;
		await keep(trx, deps, id);
		const audience = {to: 'some', persons: [device.person], location: ''} as const;
		await tell(trx, deps, audience, {type: 'nudge', device: id});
		told.push(id);
	}
	if (told.length > 0) await journal(trx, deps, {type: 'device.nudged', by: person, body: {devices: told}});
	return told.length;
}

async function keep(trx: Transaction, {now}: Deps, device: string): Promise<void> {
	await trx
		.insertInto('coverage')
		// Not heard yet: a nudge is no sign of life
		.values({...firstSeen(device, 0), nudged_at: now()})
		.onConflict(conflict => conflict.column('device').doUpdateSet({nudged_at: now()}))
		.execute();
}

export async function nudgedAt(db: Reader, device: string): Promise<number | null> {
	const row = await db
		.selectFrom('coverage')
		.select('nudged_at')
		.where('device', '=', device)
		.executeTakeFirst();
	return row?.nudged_at ?? null;
}
