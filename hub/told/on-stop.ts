import type {Stop} from '#lib/api/contract.ts';
import {isWithin} from '#lib/core/identity/location.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {channelsFor} from './channels.ts';
import {tellPersons, worldOf} from './on-events.ts';
import {enqueue} from './outbox.ts';
import {oneLine} from './words.ts';

/** A stop order, or its end, to everybody who works at the place, above it or below. */
export async function tellOfStop(
	trx: Transaction,
	deps: Deps,
	stop: Stop,
	what: 'ordered' | 'ended',
): Promise<void> {
	const world = await worldOf(trx, deps);
	if (!world) return;
	const drill = stop.drill ? 'Drill: ' : '';
	const state = what === 'ordered' ? 'posting is stopped' : 'posting goes on';
	const title = `${drill}${state} at ${stop.location}`;
	const line = oneLine(`${stop.by.name}: ${stop.reason}`);
	const items = world.settings.show === 'count' ? [] : [{hold: null, line, more: ''}];
	const message = {
		kind: 'stop',
		title,
		items,
		place: '/',
		link: 'Open in Countersign',
		at: deps.now(),
	} as const;
	for (const channel of channelsFor(world.channels, 'stop', stop.location))
		await enqueue(trx, deps, {to: channel.id, person: null, message});
	const concerned = world.people.filter(({actor}) =>
		actor.roles.some(({location}) => isWithin(location, stop.location) || isWithin(stop.location, location)),
	);
	await tellPersons(trx, deps, concerned, message);
}
