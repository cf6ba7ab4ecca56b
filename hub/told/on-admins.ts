import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {channelsFor} from './channels.ts';
import type {KindMessage} from './message.ts';
import {tellPersons, worldOf} from './on-events.ts';
import {enqueue} from './outbox.ts';
import type {Told} from './people.ts';
import {oneLine} from './words.ts';

/** Each of `lines` is an item. */
type Said = Pick<KindMessage, 'kind' | 'title' | 'place' | 'link'> & {lines: readonly string[]};

/** To the admins of the whole firm, and to the channels that hear of such things. */
export function tellAdmins(trx: Transaction, deps: Deps, said: Said): Promise<void> {
	return tellPeople(trx, deps, said, ({actor}) =>
		hasRole(actor.roles, 'admin', everywhere) ? said.lines : [],
	);
}

/** To the channels all of it; to each person the lines that are for him, to whom none is nothing. */
export async function tellPeople(
	trx: Transaction,
	deps: Deps,
	{lines, ...said}: Said,
	linesFor: (person: Told) => readonly string[],
): Promise<void> {
	const world = await worldOf(trx, deps);
	if (!world) return;
	const messageOf = (own: readonly string[]) => {
		const items = own.map(line => ({hold: null, line: oneLine(line), more: ''}));
		return {...said, items: world.settings.show === 'count' ? [] : items, at: deps.now()};
	};
	for (const channel of channelsFor(world.channels, said.kind, everywhere))
		await enqueue(trx, deps, {to: channel.id, person: null, message: messageOf(lines)});
	for (const person of world.people) {
		const own = linesFor(person);
		if (own.length > 0) await tellPersons(trx, deps, [person], messageOf(own));
	}
}
