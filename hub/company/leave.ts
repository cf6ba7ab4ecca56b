/** Somebody leaves, or a person's access has to end now: at once, by one admin or by the company's directory. */
import {hasRole} from '#lib/core/identity/roles.ts';
import {leave} from '#lib/core/review/leave.ts';
import {endSessionsOf} from '../console/sessions.ts';
import type {Deps} from '../deps.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {parseHold, saveEvents} from '../review/hold-store.ts';
import type {Reader, Transaction} from '../store/schema.ts';

const open = ['held', 'in_review', 'changes_requested', 'approved'] as const;

/** Browsers, passkeys, sessions and invites: nothing of this person proves anything from now on. Roles stay. */
export async function endAccess(
	trx: Transaction,
	deps: Deps,
	by: string | null,
	person: string,
): Promise<void> {
	const now = deps.now();
	const devices = await trx
		.selectFrom('devices')
		.select('id')
		.where('person', '=', person)
		.where('revoked_at', 'is', null)
		.execute();
	for (const {id} of devices) {
		await trx.updateTable('devices').set({revoked_at: now}).where('id', '=', id).execute();
		await journal(trx, deps, {type: 'device.revoked', by, body: {device: id, person}});
	}
	await trx
		.updateTable('passkeys')
		.set({revoked_at: now})
		.where('person', '=', person)
		.where('revoked_at', 'is', null)
		.execute();
	await trx
		.updateTable('invites')
		.set({used_at: now})
		.where('person', '=', person)
		.where('used_at', 'is', null)
		.execute();
	await endSessionsOf(trx, person);
	await journal(trx, deps, {type: 'person.access-ended', by, body: {person, devices: devices.length}});
}

/** Claims end, approvals are void, and drafts go to the successor where that person may write. How many went. */
export async function moveOn(
	trx: Transaction,
	deps: Deps,
	by: string | null,
	{person, successor}: {person: string; successor: string | null},
): Promise<number> {
	const roles = successor ? await rolesOf(trx, successor) : [];
	const rows = await trx.selectFrom('holds').select('hold').where('state', 'in', open).execute();
	let moved = 0;
	for (const hold of rows.map(row => parseHold(row.hold))) {
		const to = hasRole(roles, 'author', hold.location) ? successor : null;
		const events = leave(hold, {person, successor: to, by, now: deps.now()});
		if (events.length === 0) continue;
		await saveEvents(trx, deps, hold, events);
		moved += 1;
	}
	return moved;
}

/** Open drafts for which nobody answers any more: by person. */
export async function leftOpen(db: Reader): Promise<Map<string, number>> {
	const rows = await db.selectFrom('holds').select('hold').where('state', 'in', open).execute();
	const authors = rows.map(({hold}) => parseHold(hold).authors[0]!);
	return new Map([...Map.groupBy(authors, who => who)].map(([who, all]) => [who, all.length]));
}
