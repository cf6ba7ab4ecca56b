import {everywhere, type Location} from '#lib/core/identity/location.ts';
import {loosest, type Strictness} from '#lib/core/identity/strictness.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {journal} from '../journal.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';
import type {Two} from './change.ts';

export type Place = Database['places'];

export function unnamed(location: Location): Place {
	const last = location.split('/').at(-1)!;
	const title = last.charAt(0).toUpperCase() + last.slice(1).replaceAll('-', ' ');
	return {location, title, kind: location === everywhere ? 'group' : 'branch', ...loosest};
}

export async function putStrictness(
	trx: Transaction,
	deps: Deps,
	{by, approvedBy}: Two,
	location: Location,
	after: Strictness,
): Promise<void> {
	const before = await placeAt(trx, location);
	const place = {...before, ...after};
	await savePlace(trx, place);
	await journal(trx, deps, {type: 'place.changed', by, body: {place, before, approvedBy}});
	await tell(trx, deps, {to: 'everybody'}, {type: 'accounts'});
}

export async function placeAt(db: Reader, location: Location): Promise<Place> {
	const row = await db.selectFrom('places').selectAll().where('location', '=', location).executeTakeFirst();
	return row ?? unnamed(location);
}

export async function savePlace(trx: Transaction, {location, ...rest}: Place): Promise<void> {
	await trx
		.insertInto('places')
		.values({location, ...rest})
		.onConflict(conflict => conflict.column('location').doUpdateSet(rest))
		.execute();
}
