import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {channelsFor} from './channels.ts';
import type {KindMessage} from './message.ts';
import {tellPersons, worldOf} from './on-events.ts';
import {enqueue} from './outbox.ts';
import {oneLine} from './words.ts';

/** To the admins of the whole firm, and to the channels that hear of such things: each of `lines` is an item. */
export async function tellAdmins(
	trx: Transaction,
	deps: Deps,
	{lines, ...said}: Pick<KindMessage, 'kind' | 'title' | 'place' | 'link'> & {lines: readonly string[]},
): Promise<void> {
	const world = await worldOf(trx, deps);
	if (!world) return;
	const items = lines.map(line => ({hold: null, line: oneLine(line), more: ''}));
	const message = {...said, items: world.settings.show === 'count' ? [] : items, at: deps.now()};
	for (const channel of channelsFor(world.channels, said.kind, everywhere))
		await enqueue(trx, deps, {to: channel.id, person: null, message});
	const admins = world.people.filter(({actor}) => hasRole(actor.roles, 'admin', everywhere));
	await tellPersons(trx, deps, admins, message);
}
