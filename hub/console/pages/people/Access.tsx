import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Colleague} from '#lib/api/console.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {dayOf} from './person-words.ts';

interface Props {
	person: Colleague;
	people: readonly Colleague[];
	isSelf: boolean;
	mayChange: boolean;
	done: () => void;
}

/** The browsers of a person: one more, one less, or the end of all. */
export function Access({person, people, isSelf, mayChange, done}: Props) {
	const {busy, problem, run} = useDoing();
	const [invited, setInvited] = useState<ReplyOf<'newBrowser'>>();
	const {id, devices} = person;
	const end = (device: string) =>
		void run(() => ask('endDevice', undefined, {device})).then(isDone => isDone && done());
	const add = () => void run(async () => setInvited(await ask('newBrowser', undefined, {person: id})));
	return (
		<section className="stack" aria-labelledby="browsers">
			<h2 id="browsers">Browsers</h2>
			<ul className="stack">
				{devices.map(({id: device, label, enrolledAt, revokedAt}) => (
					<li key={device} className="actions">
						<span>
							{label || 'Browser'} · since {dayOf(enrolledAt)}
							{revokedAt !== null && ` · ✕ ended ${dayOf(revokedAt)}`}
						</span>
						{mayChange && revokedAt === null && (
							<button
								type="button"
								disabled={busy}
								aria-label={`End ${label || 'browser'}`}
								onClick={() => end(device)}
							>
								End it
							</button>
						)}
					</li>
				))}
			</ul>
			{mayChange && (
				<div className="actions">
					<button type="button" disabled={busy} onClick={add}>
						A link for one more browser
					</button>
				</div>
			)}
			{invited?.url && (
				<label className="field">
					<span className="label">Link for one browser, a quarter of an hour: give it to nobody else</span>
					<input readOnly={true} value={invited.url} onFocus={event => event.target.select()} />
				</label>
			)}
			<p role="status">{invited && !invited.done ? '◔ This waits for a second admin.' : ''}</p>
			<Problem>{problem}</Problem>
			{mayChange && !isSelf && <End person={person} people={people} done={done} />}
		</section>
	);
}

/** Lost and stolen, or leaving: both at once, by one admin. */
function End({person, people, done}: Pick<Props, 'person' | 'people' | 'done'>) {
	const {busy, problem, run} = useDoing();
	const [successor, setSuccessor] = useState('');
	const [told, setTold] = useState('');
	const end = (leaves: boolean) =>
		void run(async () => {
			const body = {leaves, successor: successor === '' ? null : successor};
			const {moved, waiting} = await ask('endPerson', body, {person: person.id});
			const roles = waiting ? ' The roles go when a second admin agrees.' : '';
			setTold(`✓ ${person.name} has no access any more.${leaves ? ` ${moved} items moved on.${roles}` : ''}`);
			done();
		});
	return (
		<details className="stack">
			<summary>End all access of {person.name}</summary>
			<p>Every browser, passkey, session and invite ends at once. What was approved needs a new approval.</p>
			<label className="field">
				<span className="label">Who answers for open drafts</span>
				<select value={successor} onChange={event => setSuccessor(event.target.value)}>
					<option value="">nobody yet</option>
					{people
						.filter(({id, roles}) => id !== person.id && roles.some(({role}) => role === 'author'))
						.map(({id, name}) => (
							<option key={id} value={id}>
								{name}
							</option>
						))}
				</select>
			</label>
			<div className="actions">
				<button type="button" disabled={busy} onClick={() => end(true)}>
					{person.name} leaves the company
				</button>
				<button type="button" disabled={busy} onClick={() => end(false)}>
					Only end the access
				</button>
			</div>
			<p role="status">{told}</p>
			<Problem>{problem}</Problem>
		</details>
	);
}
