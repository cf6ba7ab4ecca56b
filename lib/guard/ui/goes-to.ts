import type {RoutePreview} from '#lib/messaging/route-preview.ts';

/** `Finance: 1. A reviewer (2 available), then 2. A specialist (1 available). Usually 11 min.` */
export function goesToWords({name, steps, usual, awake}: RoutePreview, place: string): string {
	const isNight = awake?.people === 0;
	const people = ({available}: {available: number}, n = 0) =>
		available === 0 ? 'nobody available' : `${available} ${isNight && n === 0 ? 'off now' : 'available'}`;
	const who =
		name === null
			? `the reviewers of ${place} (${people(steps[0] ?? {available: 0})})`
			: steps.map((step, n) => `${countOf(step.need)}${step.name} (${people(step, n)})`).join(', then ');
	const wait = usual === null || isNight ? '' : ` Usually ${Math.max(1, Math.round(usual / 60_000))} min.`;
	const nobody = steps.some(({available, need}) => available < need)
		? ' It waits until somebody is there.'
		: '';
	return `${name === null ? '' : `${name}: `}${who}.${wait}${nobody}`;
}

function countOf(need: number): string {
	return need > 1 ? `${need} × ` : '';
}
