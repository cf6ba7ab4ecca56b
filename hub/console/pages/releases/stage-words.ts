import type {RulesRelease} from '#lib/api/console.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import type {Stage} from '#lib/core/policy/stages.ts';
import {placeName, when} from '../backtest/words.ts';

export const stageNames: Record<Stage, string> = {
	draft: 'nothing',
	shadow: 'counted in silence',
	tip: 'a tip, stops nothing',
	hold: 'in force',
};

/** When and where, one line a step. */
export function stageWords({notBefore, stages, rollBackTo, lesson}: RulesRelease['plan']): string[] {
	const start = notBefore === null ? 'as soon as it is approved' : `from ${when.format(notBefore)}`;
	const what = rollBackTo === null ? 'In force' : `Version ${rollBackTo} again`;
	const told = lesson ? [`A lesson for everybody who writes: “${lesson.title}” ${lesson.text}`] : [];
	return [`${what} ${start}`, ...stepWords(stages), ...told];
}

/** `FIN-23: a tip, stops nothing · Leeds, Hull · from …`, one line a step. */
export function stepWords(stages: RulesRelease['plan']['stages']): string[] {
	return Object.entries(stages).flatMap(([rule, plan]) =>
		plan.map(
			({stage, locations, from}) =>
				`${rule}: ${stageNames[stage]} · ${locations.map(whereWords).join(', ')} · from ${when.format(from)}`,
		),
	);
}

const whereWords = (location: string) => (location === everywhere ? 'the whole firm' : placeName(location));
