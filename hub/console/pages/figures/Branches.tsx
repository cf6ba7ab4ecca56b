import type {Evaluated} from '#lib/api/console.ts';
import {Figure} from './Figure.tsx';
import {share} from './words.ts';

export function Branches({evaluation: {branches}}: {evaluation: Evaluated}) {
	if (branches.length === 0) return null;
	return (
		<section aria-labelledby="by-branch">
			<h2 id="by-branch">By branch</h2>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Branch</th>
						<th scope="col">Written</th>
						<th scope="col">A rule found something</th>
						<th scope="col">Share</th>
						<th scope="col">Posted</th>
					</tr>
				</thead>
				<tbody>
					{branches.map(({key, value: {written, hit, posted}}) => (
						<tr key={key}>
							<th scope="row">{key}</th>
							<td data-is="Written">
								<Figure of={written} label={`${key}, written`} />
							</td>
							<td data-is="A rule found something">
								<Figure of={hit} label={`${key}, a rule found something`} />
							</td>
							<td data-is="Share">{share(hit.count, written.count)}</td>
							<td data-is="Posted">
								<Figure of={posted} label={`${key}, posted`} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
