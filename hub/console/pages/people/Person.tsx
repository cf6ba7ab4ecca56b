import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Colleague} from '#lib/api/console.ts';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {ask} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Away, Competences} from './Abilities.tsx';
import {Access} from './Access.tsx';
import {RolesEditor} from './RolesEditor.tsx';

/** One person: roles, training, absence, browsers; and how access ends. */
export function PersonPage({session, names}: PageProps) {
	const {value: people, problem, again} = useAnswer('staff');
	const person = people?.find(({id}) => id === names.person);
	if (!people || !person)
		return people || problem !== '' ? (
			<p className="problem">{problem || 'There is no such person.'}</p>
		) : (
			<p className="quiet">…</p>
		);
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	const mayChange = isAdmin && person.id !== session.person.id;
	return (
		<>
			<h1>{person.name}</h1>
			<p className="quiet">
				<Link to="/people">To everybody</Link>
				{person.byDirectory && ' · known to the company directory'}
				{person.open > 0 && ` · ${person.open} drafts of theirs are waiting`}
			</p>
			<Roles person={person} mayChange={mayChange} done={again} />
			<Competences person={person} mayChange={mayChange} done={again} />
			<Away person={person} people={people} mayChange={isAdmin} done={again} />
			<Access person={person} people={people} isSelf={!mayChange} mayChange={isAdmin} done={again} />
		</>
	);
}

function Roles({person, mayChange, done}: {person: Colleague; mayChange: boolean; done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [isWaiting, setWaiting] = useState(false);
	const {id, name, roles} = person;
	const put = (next: readonly RoleAt[]) =>
		void run(async () => {
			setWaiting((await ask('putRoles', {roles: [...next]}, {person: id})).waiting);
			done();
		});
	return (
		<section className="stack" aria-labelledby="roles">
			<h2 id="roles">Roles</h2>
			{mayChange ? (
				<RolesEditor name={name} roles={roles} busy={busy} put={put} />
			) : (
				<p>{roles.map(one => `${one.role} at ${one.location}`).join(', ') || 'none'}</p>
			)}
			<p role="status">{isWaiting ? '◔ This waits for a second admin.' : ''}</p>
			<Problem>{problem}</Problem>
		</section>
	);
}
