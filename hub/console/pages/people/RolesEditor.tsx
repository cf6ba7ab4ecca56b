import {useState} from 'react';
import type {Role, RoleAt} from '#lib/core/identity/roles.ts';
import {roleNames} from './role-names.ts';

/** Roles of a person or a group: each can be taken away, one can be added. */
export function RolesEditor({name, roles, busy, put}: Props) {
	const [role, setRole] = useState<Role>('author');
	const [location, setLocation] = useState('group');
	return (
		<>
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
		</>
	);
}

interface Props {
	name: string;
	roles: readonly RoleAt[];
	busy: boolean;
	put: (roles: readonly RoleAt[]) => void;
}
