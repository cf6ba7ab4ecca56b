/** The stop orders in force as an admin or auditor sees them: whom they leave alone, and how many browsers have them. */
import type {ShownStop} from '#lib/api/console.ts';
import type {Stop} from '#lib/api/contract.ts';
import {isWithin} from '#lib/core/identity/location.ts';
import {hasRole, type RoleAt} from '#lib/core/identity/roles.ts';
import {tree} from '../company/places.ts';
import {browsersFor} from '../coverage/read-board.ts';
import type {Deps} from '../deps.ts';
import {listAccounts} from '../identity/accounts.ts';
import {listPeople} from '../identity/people.ts';
import {inUse} from '../ready/list.ts';
import {replyOf} from '../ready/versions.ts';

interface Caller {
	person: string;
	roles: readonly RoleAt[];
}

export async function readStops(deps: Deps, caller: Caller) {
	const {db} = deps.store;
	const now = deps.now();
	const rows = await db.selectFrom('stops').select('stop').where('until', '>', now).orderBy('id').execute();
	const stops = rows.map(({stop}) => JSON.parse(stop) as Stop).filter(({pause}) => !pause);
	const people = (await listPeople(db)).map(({id, name}) => ({id, name}));
	const replies = (await inUse(db, now)).map(row => {
		const {id, title, location} = replyOf(row);
		return {id, title, location};
	});
	const browsers = await browsersFor(deps, caller, undefined, []);
	const nameOf = (id: string) => people.find(one => one.id === id) ?? {id, name: id};
	const titleOf = (id: string) => ({id, name: replies.find(one => one.id === id)?.title ?? 'not in use now'});
	const shown = stops.map((stop): ShownStop => {
		const there = browsers.filter(({location}) => isWithin(location, stop.location));
		const heard = there.filter(({seenAt}) => seenAt !== null && seenAt >= stop.from).length;
		return {
			...stop,
			speakers: stop.speakers.map(nameOf),
			templates: (stop.templates ?? []).map(titleOf),
			browsers: {all: there.length, heard},
			mayEnd: hasRole(caller.roles, 'admin', stop.location),
		};
	});
	const accounts = (await listAccounts(db)).map(({site, id, handle, location}) => ({
		...{site, id, handle, location},
	}));
	const places = (await tree(db)).map(({location}) => location);
	return {now, stops: shown, places, accounts, people, replies};
}
