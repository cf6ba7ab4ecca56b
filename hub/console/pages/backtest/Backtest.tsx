import {useEffect, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Examples, type Standing} from './Examples.tsx';
import {hundredths, perDay, placeName, stateWords, subjectWords, when, whole} from './words.ts';

type Found = ReplyOf<'backtest'>;
/** Milliseconds between two looks while it runs. */
const look = 700;

/** What tried rules found: counts as they come in, then examples to read. */
export function Backtest({names}: PageProps) {
	const id = names.id!;
	const {value: found, problem, again} = useAnswer('backtest', {id});
	const isRunning = found?.state === 'running';
	useEffect(() => {
		if (!isRunning) return;
		const timer = setInterval(again, look);
		return () => clearInterval(timer);
	}, [isRunning, again]);
	if (!found) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Backtest: {subjectWords(found.subject)}</h1>
			<Problem>{problem}</Problem>
			<Run found={found} changed={again} />
			{found.state !== 'running' && found.total === 0 ? <Empty /> : <Sum found={found} />}
			<Read found={found} changed={again} />
			{found.subject.kind !== 'release' && (
				<p>
					<Link to="/releases">To the releases</Link>
				</p>
			)}
		</>
	);
}

function Run({found, changed}: {found: Found; changed: () => void}) {
	const {id, state, done, total, by, at, days, took, problem} = found;
	const {busy, run} = useDoing();
	return (
		<section className="stack" aria-labelledby="run">
			<h2 id="run" className="quiet">
				{stateWords[state]}: {whole.format(done)} of {whole.format(total)} items of the last {days} days
			</h2>
			{state === 'running' && (
				<div className="bar-line">
					<progress className="bar" max={total || 1} value={done} aria-labelledby="run" />
				</div>
			)}
			<p className="quiet">
				{by ?? 'By itself, after a release'}, {when.format(at)} · {(took / 1000).toFixed(1)} s
				{problem !== null && ` · ${problem}`}
			</p>
			{state === 'running' && (
				<div className="actions">
					<button
						type="button"
						disabled={busy}
						onClick={() => void run(() => ask('stopBacktest', undefined, {id})).then(changed)}
					>
						Stop it
					</button>
				</div>
			)}
		</section>
	);
}

function Empty() {
	return (
		<p className="notice">Nobody has written anything in these days yet: there is nothing to try rules on.</p>
	);
}

function Sum({found}: {found: Found}) {
	const {caught, fresh, gone, live, waiting, approved, loadPerDay, rules, places} = found;
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
					{places.length === 1 ? '1 place' : `${whole.format(places.length)} places`}
					{places.length > 0 && `: ${busiest(places)}`}
				</li>
				<li>More for reviewers: {perDay(loadPerDay)}</li>
				{gone > 0 && <li>No longer caught: {whole.format(gone)}</li>}
			</ul>
			{rules.length > 0 && <Rules rules={rules} />}
		</section>
	);
}

const busiest = (places: Found['places']) =>
	places
		.slice(0, 5)
		.map(({location, items}) => `${placeName(location)} ${whole.format(items)}`)
		.join(', ');

function Rules({rules}: Pick<Found, 'rules'>) {
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

function Read({found, changed}: {found: Found; changed: () => void}) {
	const [standing, setStanding] = useState<Standing | null>(null);
	if (found.state === 'running' || found.caught === 0) return null;
	const choices: [Standing | null, string, number][] = [
		[null, 'A fair sample, to mark', found.caught],
		['live', `Live now: ${found.live}`, found.live],
		['waiting', `Waiting: ${found.waiting}`, found.waiting],
		['approved', `Approved, not posted: ${found.approved}`, found.approved],
	];
	return (
		<section className="stack" aria-labelledby="read">
			<h2 id="read">Read them</h2>
			<fieldset className="actions">
				<legend className="label">Which</legend>
				{choices
					.filter(([, , count]) => count > 0)
					.map(([one, words]) => (
						<button
							key={words}
							type="button"
							aria-pressed={standing === one}
							onClick={() => setStanding(one)}
						>
							{words}
						</button>
					))}
			</fieldset>
			<Examples key={standing} id={found.id} standing={standing} marked={changed} />
		</section>
	);
}
