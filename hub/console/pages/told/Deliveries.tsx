import {Problem} from '#components/Problem.tsx';
import type {Delivery} from '#lib/api/console/told.ts';
import {ask} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {deliveryWords, howNames, kindName, timeOf} from './delivery-words.ts';

interface Props {
	deliveries: readonly Delivery[];
	mayChange: boolean;
	done: () => void;
}

/** The last messages with what came of them; those that were put aside on top. */
export function Deliveries({deliveries, mayChange, done}: Props) {
	const {busy, problem, run} = useDoing();
	const again = (id: string) => ask('sendAgain', undefined, {id}).then(done);
	return (
		<section className="stack" aria-labelledby="deliveries">
			<div className="page-head">
				<h2 id="deliveries">Last messages</h2>
				<button type="button" onClick={done}>
					Look again
				</button>
			</div>
			<Problem>{problem}</Problem>
			{deliveries.length === 0 && <p className="quiet">None yet.</p>}
			{deliveries.length > 0 && (
				<table className="cards">
					<thead>
						<tr>
							<th scope="col">To</th>
							<th scope="col">Of what</th>
							<th scope="col">When</th>
							<th scope="col">What came of it</th>
						</tr>
					</thead>
					<tbody>
						{deliveries.map(delivery => (
							<tr key={delivery.id}>
								<th scope="row">
									{delivery.to} · {howNames[delivery.how]}
								</th>
								<td data-is="Of what">{kindName(delivery.kind)}</td>
								<td data-is="When">{timeOf(delivery.at)}</td>
								<td data-is="What came of it">
									<span>{deliveryWords(delivery)}</span>{' '}
									{mayChange && delivery.state === 'dead' && (
										<button type="button" disabled={busy} onClick={() => void run(() => again(delivery.id))}>
											Try again
										</button>
									)}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
		</section>
	);
}
