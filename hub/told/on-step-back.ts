import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Stage} from '#lib/core/policy/stages.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {channelsFor} from './channels.ts';
import {tellPersons, worldOf} from './on-events.ts';
import {enqueue} from './outbox.ts';

/** To the admins of the whole firm: rules that went a stage back by themselves. */
export async function tellOfStepBack(
	trx: Transaction,
	deps: Deps,
	back: readonly {rule: string; to: Stage; precision: {estimate: number; read: number}}[],
): Promise<void> {
	const world = await worldOf(trx, deps);
	if (!world) return;
	const items = back.map(({rule, to, precision: {estimate, read}}) => ({
		hold: null,
		line: `${rule}: ${Math.round(estimate * 100)} % of ${read} findings were right. Now: ${toWords[to]}.`,
		more: '',
	}));
	const message = {
		kind: 'rules',
		title:
			back.length === 1
				? `${back[0]!.rule} went a stage back by itself`
				: 'Rules went a stage back by themselves',
		items: world.settings.show === 'count' ? [] : items,
		place: '/figures',
		link: 'Open the figures',
		at: deps.now(),
	} as const;
	for (const channel of channelsFor(world.channels, 'rules', everywhere))
		await enqueue(trx, deps, {to: channel.id, person: null, message});
	const admins = world.people.filter(({actor}) => hasRole(actor.roles, 'admin', everywhere));
	await tellPersons(trx, deps, admins, message);
}

const toWords: Record<Stage, string> = {
	draft: 'nothing',
	shadow: 'counted in silence',
	tip: 'a tip, stops nothing',
	hold: 'in force',
};
