/** The tree of group, brands, regions and branches. A place below may ask for more than the one above, never for less. */
import {everywhere, isWithin, type Location} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {loosens, loosest} from '#lib/core/identity/strictness.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {type Place, placeAt, savePlace, unnamed} from './place-rows.ts';
import {doOrPropose, type Outcome} from './two-admins.ts';

interface PlaceInUse extends Place {
	accounts: number;
	people: number;
}

/** Every place that has a name, an account or somebody's role, and all above it. */
export async function tree(db: Reader): Promise<PlaceInUse[]> {
	const named = await db.selectFrom('places').selectAll().execute();
	const accounts = await db.selectFrom('accounts').select('location').execute();
	const roles = await db.selectFrom('roles').select(['location', 'person']).execute();
	const used = [...named, ...accounts, ...roles].flatMap(({location}) => upTo(location));
	return [...new Set([everywhere, ...used])].sort().map(location => ({
		...(named.find(place => place.location === location) ?? unnamed(location)),
		accounts: accounts.filter(account => account.location === location).length,
		people: new Set(roles.filter(role => role.location === location).map(({person}) => person)).size,
	}));
}

/** `group`, `group/north`, `group/north/leeds`. */
function upTo(location: Location): Location[] {
	const parts = location.split('/');
	return parts.map((_, n) => parts.slice(0, n + 1).join('/'));
}

/** A new place, or another name for one. What it asks for can be made stricter by its own admin, looser by two. */
export async function putPlace(trx: Transaction, deps: Deps, asking: Caller, place: Place): Promise<Outcome> {
	const caller = await admit(trx, asking, deps.now());
	const {location} = place;
	if (!hasRole(caller.roles, 'admin', location)) throw notAnAdmin();
	const before = await placeAt(trx, location);
	const strict = {gate: place.gate, blind: place.blind};
	const isLooser = loosens(before, strict);
	if (isLooser && !hasRole(caller.roles, 'admin', everywhere))
		throw new Refused(403, 'only-tighter', 'A local admin can make a place stricter, not looser.');
	// The name and what is stricter at once; what is looser when a second admin agrees
	const now = isLooser ? {...place, gate: before.gate, blind: before.blind} : place;
	await savePlace(trx, now);
	await journal(trx, deps, {type: 'place.changed', by: caller.person, body: {place: now, before}});
	await tell(trx, deps, {to: 'everybody'}, {type: 'accounts'});
	if (!isLooser) return {done: true};
	const {gate, blind} = before;
	return doOrPropose(trx, deps, caller, {
		kind: 'place',
		location,
		before: {gate, blind},
		after: strict,
	});
}

/** Only an empty one: nobody and no account is ever left without a place. */
export async function removePlace(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	location: string,
): Promise<void> {
	const caller = await admit(trx, asking, deps.now());
	if (!hasRole(caller.roles, 'admin', location)) throw notAnAdmin();
	const within = (await tree(trx)).filter(place => isWithin(place.location, location));
	if (within.length === 0) throw new Refused(404, 'unknown-place', 'There is no such place.');
	if (location === everywhere || within.some(place => place.accounts + place.people > 0))
		throw new Refused(409, 'place-in-use', 'There are still people or accounts there. Move them first.');
	if (loosens(await placeAt(trx, location), loosest))
		throw new Refused(409, 'place-asks', 'Let it ask for nothing first: that takes two admins.');
	for (const place of within) await trx.deleteFrom('places').where('location', '=', place.location).execute();
	await journal(trx, deps, {type: 'place.removed', by: caller.person, body: {location}});
}

const notAnAdmin = () => new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
