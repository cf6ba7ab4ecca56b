import type {RoutePreview} from '#lib/messaging/route-preview.ts';

/** `Finance: 1. A reviewer (2 available), then 2. A specialist (1 available). Usually 11 min.` */
export function goesToWords({name, steps, usual}: RoutePreview, place: string): string {
	const people = ({available}: {available: number}) => `${available === 0 ? 'nobody' : available} available`;
	const who =
		name === null
			? `the reviewers of ${place} (${people(steps[0] ?? {available: 0})})`
			: steps.map(step => `${countOf(step.need)}${step.name} (${people(step)})`).join(', then ');
	const wait = usual === null ? '' : ` Usually ${Math.max(1, Math.round(usual / 60_000))} min.`;
	const nobody = steps.some(({available, need}) => available < need)
		? ' It waits until somebody is there.'
		: '';
	return `${name === null ? '' : `${name}: `}${who}.${wait}${nobody}`;
}

function countOf(need: number): string {
	return need > 1 ? `${need} × ` : '';
}
