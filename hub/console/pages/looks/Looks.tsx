import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {reasonNames} from '#components/words.ts';
import type {Looks as Looked} from '#lib/api/console.ts';
import {stateName, timeOf} from '../archive/words.ts';
import {ask} from '../ask.ts';
import {placeName} from '../backtest/words.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {PracticeItems} from './PracticeItems.tsx';

/** Do two pairs of eyes really look? Nobody is counted here by name, except where two people differ over one item. */
export function Looks({session}: PageProps) {
	const {value, problem, again} = useAnswer('looks');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	const {roles} = session.person;
	const isAdmin = roles.some(({role}) => role === 'admin');
	return (
		<>
			<h1>Second looks and practice</h1>
			<p className="quiet">The last 90 days, at your places.</p>
			<Problem>{problem}</Problem>
			<Second second={value.second} mayOpen={roles.some(({role}) => role === 'auditor')} />
			<Practice practice={value.practice} />
			<PracticeItems isAdmin={isAdmin} />
			{isAdmin ? <Habits habits={value.habits} done={again} /> : <HabitsSaid habits={value.habits} />}
		</>
	);
}

function Second({second, mayOpen}: {second: Looked['second']; mayOpen: boolean}) {
	const {drawn, answered, agreed, differs} = second;
	return (
		<section className="stack" aria-labelledby="second-title">
			<h2 id="second-title">Second looks</h2>
			<p>
				{drawn} drawn by lot · {answered} answered · {agreed} agreed · {answered - agreed} differed
			</p>
			<p className="quiet">
				Whoever looks again is not told how the first look ended. Nothing changes by itself: an approval that
				was wrong is taken back by a person.
			</p>
			<ul className="stack">
				{differs.map(({item, at, location, reason, text, state, approvedBy, by}) => (
					<li key={`${item} ${at}`} className="stack card">
						<blockquote dir="auto">{text}</blockquote>
						<p>
							! Approved by {approvedBy.join(', ')}. {by} would not have
							{reason === null ? '' : `: ${reasonNames[reason]}`}.
						</p>
						<p className="quiet">
							{placeName(location)} · {timeOf(at)} UTC · now {stateName(state)}
							{mayOpen && (
								<>
									{' · '}
									<Link to={`/archive/items/${encodeURIComponent(item)}`}>Its story</Link>
								</>
							)}
						</p>
					</li>
				))}
			</ul>
		</section>
	);
}

function Practice({practice: {given, answered, found}}: {practice: Looked['practice']}) {
	return (
		<section className="stack" aria-labelledby="practice-title">
			<h2 id="practice-title">Practice items</h2>
			<p>
				{given} given · {answered} answered ·{' '}
				{found === null ? 'too few to say how many were noticed' : `${found} noticed`}
			</p>
			<p className="quiet">
				Made-up drafts with a problem, among the real ones. They are never posted and never count as an
				approval. Each reviewer is told at once, and nobody else who it was.
			</p>
		</section>
	);
}

const often = ({secondLook, practice}: Looked['habits']) =>
	`${secondLook === 0 ? 'No approval' : `${secondLook} % of the approvals`} looked at again. ${
		practice === 0 ? 'No practice items' : `A practice item in about ${practice} decisions`
	}.`;

function HabitsSaid({habits}: {habits: Looked['habits']}) {
	return <p>{often(habits)}</p>;
}

function Habits({habits, done}: {habits: Looked['habits']; done: () => void}) {
	const [secondLook, setSecondLook] = useState(habits.secondLook);
	const [practice, setPractice] = useState(habits.practice);
	const {busy, problem, run} = useDoing();
	const send = () =>
		void run(() => ask('setHabits', {secondLook, practice})).then(isDone => isDone && done());
	return (
		<form
			className="stack"
			aria-label="How often"
			onSubmit={event => {
				event.preventDefault();
				send();
			}}
		>
			<h2>How often</h2>
			<p role="status">{often(habits)}</p>
			<Count
				label="Percent of the approvals that somebody else looks at again (0 = none)"
				most={100}
				value={secondLook}
				put={setSecondLook}
			/>
			<Count
				label="One practice item in about so many decisions (0 = none)"
				most={1000}
				value={practice}
				put={setPractice}
			/>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy}>
					Use these
				</button>
			</div>
			<p className="quiet">Usual are 2 to 5 %. Tell your reviewers that you do this before you begin.</p>
			<Problem>{problem}</Problem>
		</form>
	);
}

function Count({label, most, value, put}: CountProps) {
	return (
		<label className="field">
			<span className="label">{label}</span>
			<input
				type="number"
				min={0}
				max={most}
				required
				value={value}
				onChange={event => put(event.target.valueAsNumber || 0)}
			/>
		</label>
	);
}

interface CountProps {
	label: string;
	most: number;
	value: number;
	put: (value: number) => void;
}
