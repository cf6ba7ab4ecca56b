import type {Rung} from '#lib/core/told/ladder.ts';
import type {ToldSettings} from '#lib/core/told/settings.schema.ts';
import type {ReplyOf} from '../ask.ts';

type People = ReplyOf<'beingTold'>['people'];
type Steps = ToldSettings['ladder'];

/** Steps of the ladder: after how many minutes, and who. */
export function Ladder({ladder, people, put}: {ladder: Steps; people: People; put: (ladder: Steps) => void}) {
	const change = (n: number, part: Partial<Steps[number]>) =>
		put(ladder.map((step, i) => (i === n ? {...step, ...part} : step)));
	return (
		<>
			<p className="quiet">
				Minutes count from when the customer wrote; for a post, from when it was sent for approval. Whoever
				has quiet hours, is away or wrote it is left out, and the next step follows at once. Being told lets
				nobody approve who could not before.
			</p>
			<ol className="stack">
				{ladder.map((step, n) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: steps are their places
					<li key={n} className="card stack">
						<Step n={n} step={step} people={people} put={part => change(n, part)} />
						{ladder.length > 1 && (
							<div className="actions">
								<button type="button" className="plain" onClick={() => put(ladder.filter((_, i) => i !== n))}>
									Remove step {n + 1}
								</button>
							</div>
						)}
					</li>
				))}
			</ol>
			{ladder.length < 6 && (
				<div className="actions">
					<button type="button" onClick={() => put([...ladder, nextOf(ladder)])}>
						Add a step
					</button>
				</div>
			)}
		</>
	);
}

function nextOf(ladder: Steps): Steps[number] {
	return {after: (ladder.at(-1)?.after ?? -15) + 15, persons: null};
}

interface StepProps {
	n: number;
	step: Rung;
	people: People;
	put: (part: Partial<Steps[number]>) => void;
}

function Step({n, step, people, put}: StepProps) {
	const {after, persons} = step;
	return (
		<>
			<div className="two">
				<label className="field">
					<span className="label">Step {n + 1}: after so many minutes</span>
					<input
						type="number"
						min={0}
						value={after}
						onChange={event => put({after: Number(event.target.value)})}
					/>
				</label>
				<label className="field">
					<span className="label">Who is told in step {n + 1}</span>
					<select
						value={persons ? 'these' : 'all'}
						onChange={event => put({persons: event.target.value === 'these' ? [] : null})}
					>
						<option value="all">Everybody who may decide it</option>
						<option value="these">These people</option>
					</select>
				</label>
			</div>
			{persons && (
				<fieldset className="stack">
					<legend className="label">People of step {n + 1}</legend>
					{people.map(({id, name, isReached}) => (
						<label key={id} className="check">
							<input
								type="checkbox"
								checked={persons.includes(id)}
								onChange={event =>
									put({persons: event.target.checked ? [...persons, id] : persons.filter(one => one !== id)})
								}
							/>
							{name}
							{!isReached && <span className="quiet"> · has set no e-mail</span>}
						</label>
					))}
				</fieldset>
			)}
		</>
	);
}
