import type {CountOf, Evaluated} from '#lib/api/console.ts';
import {Figure} from './Figure.tsx';
import {share, time} from './words.ts';

export function InShort({evaluation}: {evaluation: Evaluated}) {
	const {written, posted, hit, secondPerson, unreleased, approval, answer} = evaluation;
	const tiles: {label: string; of: CountOf; note: string}[] = [
		{label: 'Written', of: written, note: ''},
		{
			label: 'Posted',
			of: posted,
			note: `${share(posted.count, posted.count + unreleased.count)} of what our browsers sent`,
		},
		{label: 'Went out without a release', of: unreleased, note: ''},
		{
			label: 'A rule found something',
			of: hit,
			note: `${share(hit.count, written.count)} of what was written`,
		},
		{
			label: 'Needed a second person',
			of: secondPerson,
			note: `${share(secondPerson.count, written.count)} of what was written`,
		},
		{label: 'Approved', of: approval.all, note: `half within ${time(approval.all.half)}`},
		{label: 'Customers answered', of: answer.all, note: `half within ${time(answer.all.half)}`},
	];
	return (
		<section aria-labelledby="in-short">
			<h2 id="in-short">In short</h2>
			<dl className="in-short">
				{tiles.map(({label, of, note}) => (
					<div key={label}>
						<dt>{label}</dt>
						<dd>
							<strong>
								<Figure of={of} label={label} />
							</strong>
							{note !== '' && <span className="quiet">{note}</span>}
						</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
