import type {Stages} from '#lib/core/policy/stages.ts';
import {stages} from '#lib/core/policy/stages.ts';
import {highest} from '#lib/core/policy/step-back.ts';
import {packsIn} from '../authoring/working-copy.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';

/** A release that nobody has seen with this in it must not undo a step back: whoever wants that proposes it again. */
export async function assertNoStepBackSince(
	trx: Transaction,
	{bundle: bytes, at}: {bundle: string; at: number},
): Promise<void> {
	const since = await trx.selectFrom('step_backs').selectAll().where('at', '>=', at).execute();
	if (since.length === 0) return;
	const bundle = JSON.parse(bytes) as Bundle;
	const known = new Set(packsIn(bundle).flatMap(({rules}) => rules.map(({id}) => id)));
	const undone = since.find(
		({rule, to_stage: to}) =>
			known.has(rule) &&
			stages.indexOf(highest((bundle.stages as Stages | undefined)?.[rule])) > stages.indexOf(to),
	);
	if (undone)
		throw new Refused(
			409,
			'stepped-back',
			`${undone.rule} went a stage back by itself after this was proposed. Propose it again.`,
		);
}
