import type {BacktestFound} from '#lib/api/console.ts';
import {hundredths, perDay, placeName, whole} from './words.ts';

/** What was found, in figures. */
export function Sum({found}: {found: BacktestFound}) {
	const {caught, fresh, gone, live, waiting, approved, loadPerDay, rules, places, branches} = found;
	return (
		<section className="stack card" aria-labelledby="sum">
			<h2 id="sum">
				Would catch {whole.format(caught)} · {fresh === caught ? 'none' : whole.format(caught - fresh)} of
				them caught by the rules in force
			</h2>
			<ul>
				<li>
					Not caught yet: {whole.format(live)} live now · {whole.format(waiting)} waiting ·{' '}
					{whole.format(approved)} approved, not posted
				</li>
				<li>
					{places.length} of {branches} {branches === 1 ? 'branch' : 'branches'}
					{places.length > 0 && `: ${busiest(places)}`}
				</li>
				<li>More for reviewers: {perDay(loadPerDay)}</li>
				{gone > 0 && <li>No longer caught: {whole.format(gone)}</li>}
			</ul>
			{rules.length > 0 && <Rules rules={rules} />}
		</section>
	);
}

const busiest = (places: BacktestFound['places']) =>
	places
		.slice(0, 5)
		.map(({location, items}) => `${placeName(location)} ${whole.format(items)}`)
		.join(', ');

function Rules({rules}: Pick<BacktestFound, 'rules'>) {
	return (
		<table className="cards">
			<thead>
				<tr>
					<th scope="col">Rule</th>
					<th scope="col">Hits</th>
					<th scope="col">Rightly caught, of those that were read</th>
				</tr>
			</thead>
			<tbody>
				{rules.map(({rule, hits, precision}) => (
					<tr key={rule}>
						<th scope="row">{rule}</th>
						<td data-is="Hits">{whole.format(hits)}</td>
						<td data-is="Rightly caught">
							{precision === null
								? 'nobody has read any'
								: `${hundredths(precision.estimate)} of ${precision.read} read; of all of them, between ${hundredths(precision.low)} and ${hundredths(precision.high)} (95 % sure)`}
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
