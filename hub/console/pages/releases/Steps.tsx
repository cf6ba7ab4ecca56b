import {everywhere} from '#lib/core/identity/location.ts';
import {stages as allStages, type Stage, type StageStep, type Stages} from '#lib/core/policy/stages.ts';
import {Choice} from '../company/Choice.tsx';
import {useAnswer} from '../use-answer.ts';
import {stageNames, stepWords} from './stage-words.ts';

export interface Step {
	stage: Stage;
	/** Places with all that is below them. */
	where: string[];
	/** As a `datetime-local` has it; empty is at once. */
	from: string;
}

/** A week in silence, a week as a tip: time enough to look at what the rule would have done. */
function threeSteps(now: number): Step[] {
	return [
		{stage: 'shadow', where: ['group'], from: ''},
		{stage: 'tip', where: ['group'], from: morningAfter(now, 7)},
		{stage: 'hold', where: ['group'], from: morningAfter(now, 14)},
	];
}

/** Nine o'clock in so many days, as a `datetime-local` has it. */
function morningAfter(now: number, days: number): string {
	const day = new Date(now);
	day.setDate(day.getDate() + days);
	const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
	return `${date.map(part => String(part).padStart(2, '0')).join('-')}T09:00`;
}

interface Props {
	steps: Step[];
	set: (steps: Step[]) => void;
	now: number;
	/** Steps of earlier releases that go on unless others are said here. */
	kept: Stages;
}

const atOnce: Step = {stage: 'hold', where: [everywhere], from: ''};

/** In which steps the new and changed rules come into force; at once without any. */
export function Steps({steps, set, now, kept}: Props) {
	const {value: company} = useAnswer('company');
	const put = (at: number, step: Partial<Step>) =>
		set(steps.map((old, i) => (i === at ? {...old, ...step} : old)));
	const isKept = Object.keys(kept).length > 0;
	if (steps.length === 0)
		return (
			<>
				{isKept && <Kept kept={kept} />}
				<div className="actions">
					<button type="button" onClick={() => set(threeSteps(now))}>
						{isKept ? 'In other stages …' : 'In stages: silence, tip, in force …'}
					</button>
					{isKept && (
						<button type="button" onClick={() => set([atOnce])}>
							In force everywhere at once
						</button>
					)}
				</div>
			</>
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
					<Where where={step.where} places={company?.places ?? []} put={where => put(i, {where})} />
					<label className="field">
						<span className="label">{i === 0 ? 'From (empty: at once)' : 'From'}</span>
						<input
							type="datetime-local"
							required={i > 0}
							value={step.from}
							onChange={event => put(i, {from: event.target.value})}
						/>
					</label>
					{steps.length > 1 && (
						<div className="actions">
							<button type="button" onClick={() => set(steps.filter((_, other) => other !== i))}>
								Leave step {i + 1} out
							</button>
						</div>
					)}
				</div>
			))}
			<button type="button" onClick={() => set([])}>
				{isKept ? 'Keep the stages they have' : 'In force everywhere at once'}
			</button>
		</fieldset>
	);
}

function Kept({kept}: Pick<Props, 'kept'>) {
	return (
		<>
			<p>Their stages go on as they were approved:</p>
			<ul>
				{stepWords(kept as Parameters<typeof stepWords>[0]).map(words => (
					<li key={words}>{words}</li>
				))}
			</ul>
		</>
	);
}

interface WhereProps {
	where: string[];
	places: readonly {location: string; title: string}[];
	put: (where: string[]) => void;
}

/** The whole firm, or some of its places with all that is below them. */
function Where({where, places, put}: WhereProps) {
	const isEverywhere = where.includes(everywhere);
	const below = places.filter(({location}) => location !== everywhere);
	return (
		<div className="field">
			<Choice
				label="Where"
				names={{all: 'The whole firm', some: 'Some places …'}}
				value={isEverywhere ? 'all' : 'some'}
				put={next => put(next === 'all' ? [everywhere] : [])}
			/>
			{!isEverywhere && (
				<fieldset className="few">
					<legend className="only-read">Places</legend>
					{below.map(({location, title}) => (
						<label key={location} className="check">
							<input
								type="checkbox"
								required={where.length === 0}
								checked={where.includes(location)}
								onChange={event =>
									put(event.target.checked ? [...where, location] : where.filter(one => one !== location))
								}
							/>
							{title}
						</label>
					))}
				</fieldset>
			)}
		</div>
	);
}

export function stepOf({stage, where, from}: Step, now: number): StageStep & {locations: string[]} {
	return {stage, locations: where, from: timeOf(from) ?? now};
}

export const timeOf = (text: string) => (text === '' ? null : new Date(text).getTime());
