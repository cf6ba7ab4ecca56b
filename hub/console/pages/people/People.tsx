import {Problem} from '#components/Problem.tsx';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {Invite} from './Invite.tsx';
import {awayWords, competenceWords} from './person-words.ts';

/** Who works here, in which role, and what they are trained for. */
export function People({session}: PageProps) {
	const {value: people, problem, again} = useAnswer('staff');
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	const nameOf = (id: string) => people?.find(person => person.id === id)?.name ?? '';
	return (
		<>
			<h1>People</h1>
			<Problem>{problem}</Problem>
			{isAdmin && <Invite done={again} />}
			<table className="cards">
				<thead>
					<tr>
						{['Name', 'Roles', 'Trained for', 'Away', 'Waiting items'].map(head => (
							<th key={head} scope="col">
								{head}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{people?.map(person => (
						<tr key={person.id}>
							<th scope="row">
								<Link to={`/people/${person.id}`}>{person.name}</Link>
							</th>
							<td data-is="Roles">
								{person.roles.map(one => `${one.role} at ${one.location}`).join(', ') || 'none'}
							</td>
							<td data-is="Trained for">{competenceWords(person) || '–'}</td>
							<td data-is="Away">{awayWords(person, nameOf) || '–'}</td>
							<td data-is="Waiting items">{person.open}</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}
