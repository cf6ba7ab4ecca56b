import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {BacktestFound, RulesRelease} from '#lib/api/console.ts';
import {ask} from '../ask.ts';
import {Sum} from '../backtest/Sum.tsx';
import {when, whole} from '../backtest/words.ts';
import {Link} from '../shell/Link.tsx';
import {SecondPerson} from '../shell/SecondPerson.tsx';
import {useDoing} from '../use-doing.ts';
import {Changes} from './Changes.tsx';
import {stageWords} from './stage-words.ts';

/** A release that waits for its second person. */
export function Decide({release, done}: {release: RulesRelease; done: () => void}) {
	const {id, by, plan, difference, mayDecide, isOwn, backtest} = release;
	const {busy, problem, run} = useDoing();
	const [note, setNote] = useState('');
	const decide = (decision: 'approve' | 'refuse' | 'withdraw') =>
		void run(() => ask('decideRelease', {decision, note}, {id})).then(isDone => isDone && done());
	return (
		<section className="stack card" aria-labelledby={`release-${id}`}>
			<h2 id={`release-${id}`}>◔ {by} proposes a release</h2>
			{plan.note !== '' && <p>{plan.note}</p>}
			<ul>
				{stageWords(plan).map(words => (
					<li key={words}>{words}</li>
				))}
			</ul>
			<Changes changes={difference} />
			{backtest ? (
				<Tried found={backtest} />
			) : (
				<p className="quiet">These rules were not tried on the archive.</p>
			)}
			{mayDecide && (
				<label className="field">
					<span className="label">A note for the file (optional)</span>
					<textarea rows={2} value={note} onChange={event => setNote(event.target.value)} />
				</label>
			)}
			<Problem>{problem}</Problem>
			<SecondPerson {...{mayDecide, isOwn, busy, decide}} yes="Approve and sign" />
			{isOwn && <p className="quiet">Rules need two people, like posts. Somebody else decides this.</p>}
		</section>
	);
}

/** What it would have done: whoever approves decides on that too. */
function Tried({found}: {found: BacktestFound}) {
	const {id, by, at, days, total} = found;
	return (
		<>
			<Sum found={found} />
			<p className="quiet">
				Tried by {by}, {when.format(at)}, on {whole.format(total)} items of the last {days} days.{' '}
				<Link to={`/backtest/${id}`}>Read what it would catch</Link>
			</p>
		</>
	);
}
