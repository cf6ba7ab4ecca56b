import type {Evaluated} from '#lib/api/console.ts';
import {timeOf} from '../archive/words.ts';
import {stageNames} from '../releases/stage-words.ts';
import {percent} from './words.ts';

/** Rules that went a stage back by themselves; nothing where none ever did. */
export function StepBacks({evaluation: {stepBacks}}: {evaluation: Evaluated}) {
	if (stepBacks.length === 0) return null;
	return (
		<section aria-labelledby="step-backs">
			<h2 id="step-backs">Went a stage back by themselves</h2>
			<ul className="changes">
				{stepBacks.map(({id, rule, to, estimate, high, judged, budget, version, at}) => (
					<li key={id}>
						<strong>{`${rule}: now ${stageNames[to]}`}</strong>
						<br />
						{`${percent(estimate)} of ${judged} judged findings were right, at most ${percent(high)}; its budget is ${percent(budget)}.`}
						<br />
						<span className="quiet">
							{`${timeOf(at)} UTC, rules version ${version}. To put it forward again, mend it and propose a release.`}
						</span>
					</li>
				))}
			</ul>
		</section>
	);
}
