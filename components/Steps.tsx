import type {HoldView} from '#lib/api/contract.ts';
import {clockTime} from './words.ts';

/** Which step waits, where a post needs more than one look. */
export function Steps({hold, now}: {hold: HoldView; now: number}) {
	const {route} = hold;
	if (!route) return null;
	return (
		<section aria-label="Steps" className="steps">
			<p className="label">
				{route.name}
				{route.dueAt !== null && ` · due ${clockTime(route.dueAt, now)}`}
				{route.escalated && ' · more people were asked'}
			</p>
			<ol>
				{route.steps.map(({name, need, done, competence, open}) => (
					<li key={name} aria-current={open ? 'step' : undefined}>
						{done >= need ? '✓' : open ? '◔' : '○'} {name}
						{need > 1 && ` · ${done} of ${need}`}
						{competence !== null && ` · trained for ${competence}`}
					</li>
				))}
			</ol>
		</section>
	);
}
