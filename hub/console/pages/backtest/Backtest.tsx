import {useEffect, useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Examples, type Standing} from './Examples.tsx';
import {Sum} from './Sum.tsx';
import {stateWords, subjectWords, when, whole} from './words.ts';

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
			<Onward subject={found.subject} />
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

/** To where one thing or the other is done about it. */
function Onward({subject}: Pick<Found, 'subject'>) {
	if (subject.kind === 'release') return null;
	const isRule = subject.kind === 'rule';
	return (
		<p className="actions">
			<Link to={isRule ? `/rules/${subject.pack}/${subject.rule}` : '/rules'}>
				{isRule ? 'Loosen or tighten the rule' : 'To the rules'}
			</Link>
			<Link to="/releases">To the releases</Link>
		</p>
	);
}

function Empty() {
	return (
		<p className="notice">Nobody has written anything in these days yet: there is nothing to try rules on.</p>
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
