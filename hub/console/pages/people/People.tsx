import {useState} from 'react';
import type {Person} from '#lib/api/contract.ts';
import type {Role} from '#lib/core/identity/roles.ts';
import {ask} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Invite, roleNames} from './Invite.tsx';

/** Who works here, and in which role. */
export function People({session}: PageProps) {
	const {value: people, problem, again} = useAnswer('listPeople');
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	return (
		<>
			<h1>People</h1>
			<p className="problem" role="alert">
				{problem}
			</p>
			{isAdmin && <Invite done={again} />}
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Name</th>
						<th scope="col">Roles</th>
					</tr>
				</thead>
				<tbody>
					{people?.map(person => (
						<tr key={person.id}>
							<th scope="row">{person.name}</th>
							<td data-is="Roles">
								<Roles person={person} mayChange={isAdmin && person.id !== session.person.id} done={again} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

function Roles({person, mayChange, done}: {person: Person; mayChange: boolean; done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [role, setRole] = useState<Role>('author');
	const [location, setLocation] = useState('group');
	const {id, name, roles} = person;
	const put = (next: Person['roles']) =>
		void run(() => ask('putRoles', {roles: next}, {person: id})).then(isDone => isDone && done());
	const words = roles.map(one => `${one.role} at ${one.location}`).join(', ');
	if (!mayChange) return words || 'none';
	return (
		<details className="stack">
			<summary>{words || 'none'}</summary>
			<ul className="stack">
				{roles.map(one => (
					<li key={`${one.role} ${one.location}`} className="actions">
						<span>
							{one.role} at {one.location}
						</span>
						<button
							type="button"
							disabled={busy}
							aria-label={`${name} is no longer ${one.role} at ${one.location}`}
							onClick={() => put(roles.filter(other => other !== one))}
						>
							Take away
						</button>
					</li>
				))}
			</ul>
			<div className="two">
				<select
					aria-label={`New role of ${name}`}
					value={role}
					onChange={event => setRole(event.target.value as Role)}
				>
					{Object.entries(roleNames).map(([one, text]) => (
						<option key={one} value={one}>
							{text}
						</option>
					))}
				</select>
				<input
					aria-label={`Where ${name} has it`}
					value={location}
					onChange={event => setLocation(event.target.value)}
				/>
				<button type="button" disabled={busy} onClick={() => put([...roles, {role, location}])}>
					Give this role
				</button>
			</div>
			<p className="problem" role="alert">
				{problem}
			</p>
		</details>
	);
}
