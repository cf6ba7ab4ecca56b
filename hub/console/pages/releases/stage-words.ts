import type {RulesRelease} from '#lib/api/console.ts';
import type {Stage} from '#lib/core/policy/stages.ts';

export const stageNames: Record<Stage, string> = {
	draft: 'nothing',
	shadow: 'counted in silence',
	tip: 'a tip, stops nothing',
	hold: 'in force',
};

const when = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});

/** When and where, one line a step. */
export function stageWords({notBefore, stages, rollBackTo, lesson}: RulesRelease['plan']): string[] {
	const start = notBefore === null ? 'as soon as it is approved' : `from ${when.format(notBefore)}`;
	const steps = Object.entries(stages).flatMap(([rule, plan]) =>
		plan.map(
			({stage, locations, from}) =>
				`${rule}: ${stageNames[stage]} at ${locations.join(', ')} from ${when.format(from)}`,
		),
	);
	const what = rollBackTo === null ? 'In force' : `Version ${rollBackTo} again`;
	const told = lesson ? [`A lesson for everybody who writes: “${lesson.title}” ${lesson.text}`] : [];
	return [`${what} ${start}`, ...steps, ...told];
}
