import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {RulesChange} from '#lib/api/console.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import {ask} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {LessonFields} from './LessonFields.tsx';
import {type Step, Steps, stepOf, timeOf} from './Steps.tsx';

interface Props {
	changes: readonly RulesChange[];
	/** Of the rules published last. */
	stages: Stages;
	hasSecond: boolean;
	now: number;
	done: () => void;
}

/** From saved to released: when, in which steps, and why. */
export function Propose({changes, stages, hasSecond, now, done}: Props) {
	const {busy, problem, run} = useDoing();
	const [note, setNote] = useState('');
	const [from, setFrom] = useState('');
	const [lesson, setLesson] = useState({title: '', text: ''});
	const [steps, setSteps] = useState<Step[]>([]);
	const rules = changes.flatMap(({rule, what}) => (rule !== null && what !== 'removed' ? [rule] : []));
	const propose = () => {
		const plan = Object.fromEntries(
			steps.length > 0 ? rules.map(rule => [rule, steps.map(s => stepOf(s, now))]) : [],
		);
		const told = lesson.title.trim() === '' ? {} : {lesson};
		return ask('proposeRelease', {note, notBefore: timeOf(from), stages: plan, rollBackTo: null, ...told});
	};
	return (
		<form
			className="card"
			onSubmit={event => {
				event.preventDefault();
				void run(propose).then(isDone => isDone && done());
			}}
		>
			<h3>Release these changes</h3>
			<label className="field">
				<span className="label">Why now? The second person reads it first.</span>
				<textarea rows={2} value={note} onChange={event => setNote(event.target.value)} />
			</label>
			<label className="field">
				<span className="label">In force from (empty: as soon as it is approved)</span>
				<input type="datetime-local" value={from} onChange={event => setFrom(event.target.value)} />
			</label>
			{rules.length > 0 && <Steps steps={steps} set={setSteps} now={now} kept={keptOf(stages, rules)} />}
			<LessonFields lesson={lesson} set={setLesson} />
			<Problem>{problem}</Problem>
			<button type="submit" className="primary" disabled={busy}>
				Ask a second person
			</button>
			{!hasSecond && (
				<p className="notice">
					! Nobody else can approve rules yet. Give somebody the role admin or rule-reviewer for the whole
					firm.
				</p>
			)}
		</form>
	);
}

function keptOf(stages: Stages, rules: readonly string[]): Stages {
	return Object.fromEntries(Object.entries(stages).filter(([rule]) => rules.includes(rule)));
}
