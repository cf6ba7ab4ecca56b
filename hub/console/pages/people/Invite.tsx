import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Role} from '#lib/core/identity/roles.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {roleNames} from './role-names.ts';

/** A link that works once, for a new person. */
export function Invite({done}: {done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [name, setName] = useState('');
	const [role, setRole] = useState<Role>('author');
	const [location, setLocation] = useState('group');
	const [invite, setInvite] = useState<ReplyOf<'invitePerson'>>();
	const make = async () => {
		setInvite(await ask('invitePerson', {name, roles: [{role, location}]}));
		done();
	};
	return (
		<details className="stack">
			<summary>Invite somebody</summary>
			<form
				onSubmit={event => {
					event.preventDefault();
					void run(make);
				}}
			>
				<label className="field">
					<span className="label">Name</span>
					<input required={true} value={name} onChange={event => setName(event.target.value)} />
				</label>
				<div className="two">
					<label className="field">
						<span className="label">Role</span>
						<select value={role} onChange={event => setRole(event.target.value as Role)}>
							{Object.entries(roleNames).map(([id, words]) => (
								<option key={id} value={id}>
									{words}
								</option>
							))}
						</select>
					</label>
					<label className="field">
						<span className="label">Where (group, group/north/leeds …)</span>
						<input required={true} value={location} onChange={event => setLocation(event.target.value)} />
					</label>
				</div>
				<Problem>{problem}</Problem>
				<button type="submit" className="primary" disabled={busy}>
					Make an invite
				</button>
			</form>
			{invite && (
				<label className="field">
					<span className="label">
						Invite link for one browser, a quarter of an hour: give it to nobody else
						{invite.waiting && '. ◔ This role waits for a second admin'}
					</span>
					<input readOnly={true} value={invite.url} onFocus={event => event.target.select()} />
				</label>
			)}
		</details>
	);
}
