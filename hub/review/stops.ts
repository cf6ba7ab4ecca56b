import type {Stop} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {everywhere, isLocation} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {isInForce} from '#lib/core/review/stop.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findPerson} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {inUse} from '../ready/list.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {tellOfStop} from '../told/on-stop.ts';

/** Milliseconds for which a stop may last, at most: one that nobody remembers must not stop a company for ever. */
export const longestStop = 14 * 24 * 60 * 60_000;

export type StopRequest = Omit<Stop, 'id' | 'by' | 'from' | 'device' | 'pause'> & {id?: string | undefined};

/** The stop orders in force, oldest first; of those for one browser only the ones for `device`. */
export async function stopsNow(db: Reader, now: number, device: string): Promise<Stop[]> {
	const rows = await db.selectFrom('stops').select('stop').where('until', '>', now).orderBy('id').execute();
	return rows
		.map(({stop}) => JSON.parse(stop) as Stop)
		.filter(stop => isInForce(stop, now) && (stop.device ?? device) === device);
}

/** Stops posting, at once. Repeated with the same id it has one effect. */
export async function orderStop(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	request: StopRequest,
): Promise<Stop> {
	const now = deps.now();
	const caller = await admit(trx, asking, now);
	assertMayStop(caller, request.location);
	if (request.until <= now || request.until > now + longestStop)
		throw new Refused(400, 'wrong-time', 'Say until when, at most 14 days from now.');
	const id = request.id ?? deps.id();
	const existing = await findStop(trx, id);
	if (existing) return existing;
	await assertKnown(trx, now, request.templates ?? []);
	const {person, name} = await nameOf(trx, caller);
	const stop: Stop = {...request, id, by: {id: person, name}, from: now};
	await saveStop(trx, deps, stop, {type: 'stop.ordered', by: person});
	return stop;
}

/** Ends it before its time. */
export async function endStop(trx: Transaction, deps: Deps, asking: Caller, id: string): Promise<Stop> {
	const caller = await admit(trx, asking, deps.now());
	const stop = await findStop(trx, id);
	if (!stop) throw new Refused(404, 'unknown-stop', 'There is no such stop order.');
	assertMayStop(caller, stop.location);
	if (stop.pause)
		throw new Refused(
			403,
			'second-person',
			'It is paused until the rules have arrived. In the console two admins can end it.',
		);
	if (!isInForce(stop, deps.now())) return stop;
	const ended = {...stop, until: deps.now()};
	await saveStop(trx, deps, ended, {type: 'stop.ended', by: caller.person});
	return ended;
}

/** A word that was mistyped would let nothing through on the day it is needed. */
async function assertKnown(trx: Transaction, now: number, templates: readonly string[]): Promise<void> {
	const known = new Set(templates.length > 0 ? (await inUse(trx, now)).map(({id}) => id) : []);
	const unknown = templates.find(id => !known.has(id));
	if (unknown !== undefined)
		throw new Refused(400, 'unknown-reply', `There is no ready reply ${unknown} in use.`);
}

function assertMayStop({roles}: Caller, location: string): void {
	if (!isLocation(location))
		throw new Refused(400, 'not-a-location', `Write a location as a path from ${everywhere}.`);
	if (!hasRole(roles, 'admin', location))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
}

export async function nameOf(
	trx: Transaction,
	{person}: Pick<Caller, 'person'>,
): Promise<{person: string; name: string}> {
	return {person, name: (await findPerson(trx, person))?.name ?? person};
}

export async function findStop(trx: Transaction, id: string): Promise<Stop | undefined> {
	const row = await trx.selectFrom('stops').select('stop').where('id', '=', id).executeTakeFirst();
	return row && (JSON.parse(row.stop) as Stop);
}

export async function saveStop(
	trx: Transaction,
	deps: Deps,
	stop: Stop,
	{type, by}: {type: string; by: string | null},
): Promise<void> {
	const row = {until: stop.until, stop: JSON.stringify(stop)};
	await trx
		.insertInto('stops')
		.values({id: stop.id, ...row})
		.onConflict(conflict => conflict.column('id').doUpdateSet(row))
		.execute();
	const about = stop.account ? {site: stop.account.site as SiteId, account: stop.account.id} : {};
	await journal(trx, deps, {type, by, ...about, body: {stop}});
	await tell(trx, deps, {to: 'everybody'}, {type: 'stop'});
	await tellOfStop(trx, deps, stop, type === 'stop.ordered' ? 'ordered' : 'ended');
}
