/**
 * Posting paused for a browser or an account that does not get the rules. One admin pauses. It ends by itself when the rules
 * have arrived; before that, to end it would let somebody post under old rules, and takes two admins (trust.md, T17).
 */
import type {Stop} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import {admit, type SessionCaller} from '../http/authenticate.ts';
import {findAccount} from '../identity/accounts.ts';
import {findDevice} from '../identity/devices.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import {findStop, longestStop, nameOf, saveStop} from '../review/stops.ts';
import type {Transaction} from '../store/schema.ts';
import {branchOf} from './board.ts';

export type Paused = {device: string} | {account: {site: SiteId; id: string}};

export async function pause(
	trx: Transaction,
	deps: Deps,
	asking: SessionCaller,
	{what, reason}: {what: Paused; reason: string},
): Promise<string> {
	const now = deps.now();
	const caller = await admit(trx, asking, now);
	const about = await aboutOf(trx, what);
	assertAdminAt(caller, about.location);
	const {name} = await nameOf(trx, caller);
	const stop: Stop = {
		id: deps.id(),
		...about,
		...{reason, speakers: [], drill: false, pause: true},
		by: {id: caller.person, name},
		...{from: now, until: now + longestStop},
	};
	await trx
		.insertInto('pauses')
		.values({
			...{id: stop.id, device: about.device, by: caller.person, at: now},
			...{lift_by: null, lift_at: null, lift_reason: null, ended_by: null, ended_at: null},
		})
		.execute();
	await saveStop(trx, deps, stop, {type: 'pause.ordered', by: caller.person});
	return stop.id;
}

/** A browser's order is for the whole firm's accounts, and reaches only that browser. */
async function aboutOf(
	trx: Transaction,
	what: Paused,
): Promise<Pick<Stop, 'location' | 'account'> & {device: string | null}> {
	if ('device' in what) {
		const device = await findDevice(trx, what.device);
		if (!device || device.revokedAt !== null)
			throw new Refused(404, 'unknown-device', 'There is no such device.');
		const location = branchOf(await rolesOf(trx, device.person)) ?? 'group';
		return {location, account: null, device: device.id};
	}
	const {site, id} = what.account;
	const account = await findAccount(trx, site, id);
	if (!account) throw new Refused(404, 'unknown-account', 'There is no such account.');
	return {location: account.location, account: {site, id}, device: null};
}

/** The first admin asks, another one agrees. Where nobody else could, it takes one. */
export async function lift(
	trx: Transaction,
	deps: Deps,
	asking: SessionCaller,
	id: string,
	reason: string,
): Promise<'asked' | 'ended'> {
	const caller = await admit(trx, asking, deps.now());
	const {row, stop} = await openPause(trx, id);
	assertAdminAt(caller, stop.location);
	if (row.lift_by === caller.person)
		throw new Refused(403, 'four-eyes', 'You asked for this. Another admin has to agree.');
	const isAlone = row.lift_by === null && !(await hasOtherAdmin(trx, caller.person, stop.location));
	if (row.lift_by !== null || isAlone) {
		await end(trx, deps, stop, caller.person);
		return 'ended';
	}
	const asked = {lift_by: caller.person, lift_at: deps.now(), lift_reason: reason};
	await trx.updateTable('pauses').set(asked).where('id', '=', id).execute();
	await journal(trx, deps, {type: 'pause.lift-asked', by: caller.person, body: {pause: id, reason}});
	return 'asked';
}

/** The rules are there: what was paused for their sake goes on. */
export async function endWhenArrived(trx: Transaction, deps: Deps, device: string): Promise<void> {
	const rows = await trx
		.selectFrom('pauses')
		.select('id')
		.where('device', '=', device)
		.where('ended_at', 'is', null)
		.execute();
	for (const {id} of rows) await end(trx, deps, (await findStop(trx, id))!, null);
}

async function end(trx: Transaction, deps: Deps, stop: Stop, by: string | null): Promise<void> {
	await trx
		.updateTable('pauses')
		.set({ended_by: by, ended_at: deps.now()})
		.where('id', '=', stop.id)
		.execute();
	await saveStop(trx, deps, {...stop, until: deps.now()}, {type: 'pause.ended', by});
}

async function openPause(trx: Transaction, id: string) {
	const row = await trx.selectFrom('pauses').selectAll().where('id', '=', id).executeTakeFirst();
	const stop = row && (await findStop(trx, id));
	if (!row || !stop) throw new Refused(404, 'unknown-pause', 'There is no such pause.');
	if (row.ended_at !== null) throw new Refused(409, 'ended-already', 'It has ended already.');
	return {row, stop};
}

async function hasOtherAdmin(trx: Transaction, person: string, location: string): Promise<boolean> {
	const others = await trx
		.selectFrom('roles')
		.select(['role', 'location'])
		.where('role', '=', 'admin')
		.where('person', '<>', person)
		.execute();
	return hasRole(others, 'admin', location);
}

function assertAdminAt({roles}: SessionCaller, location: string): void {
	if (!hasRole(roles, 'admin', location))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
}
