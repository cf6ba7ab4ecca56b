import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {useDoing} from '../use-doing.ts';
import {signIn} from './enter.ts';

/** The first admin opens the firm's hub. */
export function SetUp({code, how}: {code: string; how: 'passkey' | 'oidc'}) {
	const {busy, problem, run} = useDoing();
	const [organisation, setOrganisation] = useState('');
	const [name, setName] = useState('');
	return (
		<form
			className="fields"
			onSubmit={event => {
				event.preventDefault();
				void run(() => signIn(how, {setup: {code, organisation, name}}));
			}}
		>
			<h2>Set this hub up</h2>
			<label className="field">
				<span className="label">Your company</span>
				<input
					name="organisation"
					required={true}
					maxLength={200}
					autoComplete="organization"
					value={organisation}
					onChange={event => setOrganisation(event.target.value)}
				/>
			</label>
			<label className="field">
				<span className="label">Your name</span>
				<input
					name="name"
					required={true}
					maxLength={200}
					autoComplete="name"
					value={name}
					onChange={event => setName(event.target.value)}
				/>
			</label>
			<p className="quiet">You will be the first admin, for the whole firm. This link works once.</p>
			<Problem>{problem}</Problem>
			<button type="submit" className="primary" disabled={busy}>
				{how === 'oidc' ? 'Go on with your company account' : 'Make a passkey and begin'}
			</button>
		</form>
	);
}
