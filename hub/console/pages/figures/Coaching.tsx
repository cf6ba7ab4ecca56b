import type {Evaluated} from '#lib/api/console.ts';
import {Figure} from './Figure.tsx';
import {share} from './words.ts';

/** For whoever helps authors; nobody is measured by it. */
export function Coaching({coaching: {groups, hidden}}: Pick<Evaluated, 'coaching'>) {
	return (
		<section aria-labelledby="coaching">
			<h2 id="coaching">Where help is worth it</h2>
			<p className="quiet">
				Groups of five authors and more. Smaller branches count together, so that nobody is known by a figure.
			</p>
			{hidden && <p>Too few people wrote in this period: nothing is shown.</p>}
			{groups.length > 0 && (
				<table className="cards">
					<thead>
						<tr>
							<th scope="col">Group</th>
							<th scope="col">Authors</th>
							<th scope="col">A rule found something</th>
							<th scope="col">Share of what they wrote</th>
							<th scope="col">Of these, mended by themselves</th>
						</tr>
					</thead>
					<tbody>
						{groups.map(({places, authors, written, hit, mended}) => (
							<tr key={places[0]}>
								<th scope="row">{places.length === 1 ? places[0] : `${places.length} smaller branches`}</th>
								<td data-is="Authors">{authors}</td>
								<td data-is="A rule found something">
									<Figure of={hit} label={`${places.join(', ')}, a rule found something`} />
								</td>
								<td data-is="Share of what they wrote">{share(hit.count, written.count)}</td>
								<td data-is="Of these, mended by themselves">
									<Figure of={mended} label={`${places.join(', ')}, mended`} />
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</section>
	);
}
