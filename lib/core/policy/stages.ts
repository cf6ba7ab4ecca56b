/** How far a rule has come, place by place: counted in silence, shown as a tip, in force. */
import {isWithin, type Location} from '../identity/location.ts';
import type {Finding} from './finding.ts';
import type {Stage, StageStep, Stages} from './stage.ts';

export {type Stage, type StageStep, type Stages, stages} from './stage.ts';

/** The newest step that has begun here; of two that began together, the later in the list. */
export function stageOf(plan: Stages | undefined, rule: string, location: Location, now: number): Stage {
	const steps = plan && Object.hasOwn(plan, rule) ? plan[rule] : undefined;
	if (!steps) return 'hold';
	let newest: StageStep | undefined;
	for (const step of steps) {
		const isHere = step.from <= now && step.locations.some(place => isWithin(location, place));
		if (isHere && step.from >= (newest?.from ?? 0)) newest = step;
	}
	return newest?.stage ?? 'draft';
}

interface Where {
	location?: Location | undefined;
	now: number;
}

/** What people see. A draft whose place is not known is judged as in the whole firm's: by what holds everywhere. */
export function shownAt<F extends Finding>(
	plan: Stages | undefined,
	findings: readonly F[],
	{location = 'group', now}: Where,
): F[] {
	return findings.flatMap(finding => {
		const stage = stageOf(plan, finding.rule, location, now);
		if (stage === 'hold') return [finding];
		if (stage !== 'tip') return [];
		const {route: _, ...tip} = finding;
		return [{...tip, severity: 'advise'} as F];
	});
}

/** What is only counted. */
export function shadowAt<F extends Finding>(
	plan: Stages | undefined,
	findings: readonly F[],
	{location = 'group', now}: Where,
): F[] {
	return findings.filter(({rule}) => stageOf(plan, rule, location, now) === 'shadow');
}
