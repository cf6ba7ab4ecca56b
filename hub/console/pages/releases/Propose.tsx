import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {RulesChange} from '#lib/api/console.ts';
import type {Stage, StageStep} from '#lib/core/policy/stages.ts';
import {stages as allStages} from '#lib/core/policy/stages.ts';
import {ask} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {LessonFields} from './LessonFields.tsx';
import {stageNames} from './stage-words.ts';

interface Props {
	changes: readonly RulesChange[];
	hasSecond: boolean;
	now: number;
	done: () => void;
}

interface Step {
	stage: Stage;
	where: string;
	/** As a `datetime-local` has it; empty is at once. */
	from: string;
}

/** A week in silence, a week as a tip: time enough to look at what the rule would have done. */
function threeSteps(now: number): Step[] {
	return [
		{stage: 'shadow', where: 'group', from: ''},
		{stage: 'tip', where: 'group', from: morningAfter(now, 7)},
		{stage: 'hold', where: 'group', from: morningAfter(now, 14)},
	];
}

/** Nine o'clock in so many days, as a `datetime-local` has it. */
function morningAfter(now: number, days: number): string {
	const day = new Date(now);
	day.setDate(day.getDate() + days);
	const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
	return `${date.map(part => String(part).padStart(2, '0')).join('-')}T09:00`;
}

/** From saved to released: when, in which steps, and why. */
export function Propose({changes, hasSecond, now, done}: Props) {
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
			{rules.length > 0 && <Steps steps={steps} set={setSteps} now={now} />}
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

function Steps({steps, set, now}: {steps: Step[]; set: (steps: Step[]) => void; now: number}) {
	const put = (at: number, step: Partial<Step>) =>
		set(steps.map((old, i) => (i === at ? {...old, ...step} : old)));
	if (steps.length === 0)
		return (
			<button type="button" onClick={() => set(threeSteps(now))}>
				In stages: silence, tip, in force …
			</button>
		);
	return (
		<fieldset className="stack">
			<legend className="label">Stages of the new and changed rules</legend>
			{steps.map((step, i) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: steps are their places
				<div key={i} className="two">
					<label className="field">
						<span className="label">{i + 1}. What people see</span>
						<select value={step.stage} onChange={event => put(i, {stage: event.target.value as Stage})}>
							{allStages.map(stage => (
								<option key={stage} value={stage}>
									{stageNames[stage]}
								</option>
							))}
						</select>
					</label>
					<label className="field">
						<span className="label">Where (group/north/leeds, …)</span>
						<input
							required={true}
							value={step.where}
							onChange={event => put(i, {where: event.target.value})}
						/>
					</label>
					<label className="field">
						<span className="label">{i === 0 ? 'From (empty: at once)' : 'From'}</span>
						<input
							type="datetime-local"
							required={i > 0}
							value={step.from}
							onChange={event => put(i, {from: event.target.value})}
						/>
					</label>
				</div>
			))}
			<button type="button" onClick={() => set([])}>
				In force everywhere at once
			</button>
		</fieldset>
	);
}

function stepOf({stage, where, from}: Step, now: number): StageStep & {locations: string[]} {
	const locations = where.split(',').map(place => place.trim());
	return {stage, locations: locations.filter(place => place !== ''), from: timeOf(from) ?? now};
}

const timeOf = (text: string) => (text === '' ? null : new Date(text).getTime());
