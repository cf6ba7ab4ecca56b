import {useAnswer} from '../use-answer.ts';

/** Who works here, and in which role. */
export function People() {
	const {value: people, problem} = useAnswer('listPeople');
	return (
		<>
			<h1>People</h1>
			<p className="problem" role="alert">
				{problem}
			</p>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Name</th>
						<th scope="col">Roles</th>
					</tr>
				</thead>
				<tbody>
					{people?.map(({id, name, roles}) => (
						<tr key={id}>
							<th scope="row">{name}</th>
							<td data-is="Roles">
								{roles.length === 0
									? 'none'
									: roles.map(({role, location}) => `${role} at ${location}`).join(', ')}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}
