import {useState} from 'react';
import type {Evaluated} from '#lib/api/console.ts';
import {dayOf} from '../archive/words.ts';
import {useAnswer} from '../use-answer.ts';
import {Branches} from './Branches.tsx';
import {Coaching} from './Coaching.tsx';
import {Shown} from './Figure.tsx';
import {InShort} from './InShort.tsx';
import {Rules} from './Rules.tsx';
import {StepBacks} from './StepBacks.tsx';
import {Times} from './Times.tsx';

const day = 24 * 60 * 60_000;
const periods = [7, 30, 90, 365] as const;

/** How our own work goes: what rules found and what became of it, how long people wait, what went past us. */
export function Figures() {
	const [days, setDays] = useState(30);
	// To the end of today: the same question all day
	const [end] = useState(() => Math.ceil(Date.now() / day) * day);
	const period = {from: end - days * day, to: end};
	const {value, problem} = useAnswer('figures', period);
	return (
		<>
			<div className="page-head">
				<h1>Figures</h1>
				<label>
					Period
					<select value={days} onChange={event => setDays(Number(event.target.value))}>
						{periods.map(count => (
							<option key={count} value={count}>{`the last ${count} days`}</option>
						))}
					</select>
				</label>
			</div>
			<p className="problem" role="alert">
				{problem}
			</p>
			{value ? <Sections evaluation={value} /> : problem === '' && <p className="quiet">…</p>}
		</>
	);
}

function Sections({evaluation}: {evaluation: Evaluated}) {
	const {from, to, mayOpen, approval, answer} = evaluation;
	const pack = `/console/api/figures/board-pack?from=${from}&to=${to}`;
	return (
		<Shown.Provider value={evaluation}>
			<p className="quiet">
				{`${dayOf(from)} to ${dayOf(to - 1)}, times in UTC. `}
				{mayOpen ? 'Each number opens its records.' : 'An auditor can open the records behind each number.'}
			</p>
			<p>
				<a href={pack} download>
					Board pack (PDF)
				</a>
			</p>
			<InShort evaluation={evaluation} />
			<StepBacks evaluation={evaluation} />
			<Rules rules={evaluation.rules} />
			<Times id="approval" title="Time to approve" of={approval} hourIs="sent for approval" />
			<Times id="answer" title="Until a customer has an answer" of={answer} hourIs="the customer wrote" />
			<Branches evaluation={evaluation} />
			<Coaching coaching={evaluation.coaching} />
		</Shown.Provider>
	);
}
