import {Problem} from '#components/Problem.tsx';
import {useAnswer} from '../use-answer.ts';
import {UnderWay} from './UnderWay.tsx';
import {timeOf} from './words.ts';

/** Bundles that were made, to be fetched: each brings its own verifier. */
export function Exports() {
	const {value: bundles, problem, again} = useAnswer('bundles');
	return (
		<>
			<h1>Exports</h1>
			<p>
				A bundle holds the records, the approvals, the rules in force, PDF, e-mail and tables, and what proves
				them. Unpack it and open <strong>verify.html</strong>: it needs no network.
			</p>
			<UnderWay onEnd={again} />
			<Problem>{problem}</Problem>
			{bundles?.length === 0 && <p>No bundle yet. Search, then “Make the bundle”.</p>}
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">File</th>
						<th scope="col">Size</th>
						<th scope="col">Made (UTC)</th>
					</tr>
				</thead>
				<tbody>
					{bundles?.map(({id, size, at}) => (
						<tr key={id}>
							<th scope="row">
								<a href={`/console/api/archive/bundles/${id}/file`} download={id}>
									{id}
								</a>
							</th>
							<td data-is="Size">{`${(size / 1024 / 1024).toFixed(1)} MB`}</td>
							<td data-is="Made">{timeOf(at)}</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}
