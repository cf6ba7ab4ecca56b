import type {Stage} from '#lib/core/policy/stages.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';
import {tellAdmins} from './on-admins.ts';

/** Rules that went a stage back by themselves. */
export function tellOfStepBack(
	trx: Transaction,
	deps: Deps,
	back: readonly {rule: string; to: Stage; precision: {estimate: number; read: number}}[],
): Promise<void> {
	const what = back.length === 1 ? back[0]!.rule : 'Rules';
	return tellAdmins(trx, deps, {
		kind: 'rules',
		title: `${what} went a stage back by ${back.length === 1 ? 'itself' : 'themselves'}`,
		lines: back.map(
			({rule, to, precision: {estimate, read}}) =>
				`${rule}: ${Math.round(estimate * 100)} % of ${read} findings were right. Now: ${toWords[to]}.`,
		),
		place: '/figures',
		link: 'Open the figures',
	});
}

const toWords: Record<Stage, string> = {
	draft: 'nothing',
	shadow: 'counted in silence',
	tip: 'a tip, stops nothing',
	hold: 'in force',
};
