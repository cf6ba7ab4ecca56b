import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Colleague} from '#lib/api/console.ts';
import {ask} from '../ask.ts';
import {Line} from '../company/Choice.tsx';
import {useDoing} from '../use-doing.ts';
import {awayWords, dayOf} from './person-words.ts';

interface Props {
	person: Colleague;
	mayChange: boolean;
	done: () => void;
}

/** What a person is trained for, and until when. What ended counts for nothing. */
export function Competences({person, mayChange, done}: Props) {
	const {busy, problem, run} = useDoing();
	const [name, setName] = useState('');
	const [until, setUntil] = useState('');
	const save = () => ask('putCompetence', {name, until: endOf(until)}, {person: person.id});
	return (
		<section className="stack" aria-labelledby="trained">
			<h2 id="trained">Trained for</h2>
			<ul>
				{person.competences.map(one => (
					<li key={one.name}>
						{one.name}, {one.isOver ? '✕ ended' : 'until'} {dayOf(one.until)}
					</li>
				))}
			</ul>
			{mayChange && (
				<form
					className="two"
					onSubmit={event => {
						event.preventDefault();
						void run(save).then(isDone => isDone && done());
					}}
				>
					<Line label="For what" required={true} value={name} put={setName} placeholder="finance" />
					<Line label="Last day" type="date" required={true} value={until} put={setUntil} />
					<button type="submit" disabled={busy}>
						Save
					</button>
				</form>
			)}
			<Problem>{problem}</Problem>
		</section>
	);
}

/** Out of office, and who stands in. */
export function Away({person, people, mayChange, done}: Props & {people: readonly Colleague[]}) {
	const {busy, problem, run} = useDoing();
	const [since, setSince] = useState('');
	const [until, setUntil] = useState('');
	const [delegate, setDelegate] = useState('');
	const nameOf = (id: string) => people.find(one => one.id === id)?.name ?? '';
	const reviewers = people.filter(
		({id, roles}) => id !== person.id && roles.some(({role}) => role === 'reviewer'),
	);
	const save = () => {
		const delegates = delegate === '' ? [] : [delegate];
		const body = {since: new Date(`${since}T00:00`).getTime(), until: endOf(until), delegates};
		return ask('putAway', body, {person: person.id});
	};
	return (
		<section className="stack" aria-labelledby="away">
			<h2 id="away">Away</h2>
			<p>{awayWords(person, nameOf) || 'Here.'}</p>
			{mayChange && (
				<form
					className="two"
					onSubmit={event => {
						event.preventDefault();
						void run(save).then(isDone => isDone && done());
					}}
				>
					<Line label="First day" type="date" required={true} value={since} put={setSince} />
					<Line label="Last day away" type="date" required={true} value={until} put={setUntil} />
					<label className="field">
						<span className="label">Who stands in</span>
						<select value={delegate} onChange={event => setDelegate(event.target.value)}>
							<option value="">nobody</option>
							{reviewers.map(({id, name}) => (
								<option key={id} value={id}>
									{name}
								</option>
							))}
						</select>
					</label>
					<button type="submit" disabled={busy}>
						Save
					</button>
				</form>
			)}
			<Problem>{problem}</Problem>
		</section>
	);
}

/** The end of this day, here. */
function endOf(date: string): number {
	return new Date(`${date}T23:59:59`).getTime();
}
