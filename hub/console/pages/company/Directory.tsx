import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {RoleAt} from '#lib/core/identity/roles.ts';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {RolesEditor} from '../people/RolesEditor.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {Line} from './Choice.tsx';

const stateNames = {waiting: '◔ waits for a second admin', active: '✓ in use', ended: 'ended'} as const;

/** Joiners and leavers from the company's own directory, by SCIM. */
export function Directory(_: PageProps) {
	const {value, problem, again} = useAnswer('directory');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Company directory</h1>
			<p>
				Your directory (Entra, Okta and others that speak SCIM 2.0) makes people here when they join, and ends
				their access when they leave. It knows {value.users} people now.
			</p>
			<label className="field">
				<span className="label">Address for your directory</span>
				<input readOnly={true} value={value.url} onFocus={event => event.target.select()} />
			</label>
			<Tokens tokens={value.tokens} done={again} />
			<section className="stack" aria-labelledby="groups">
				<h2 id="groups">Groups, and what their members may do</h2>
				{value.groups.length === 0 && <p className="quiet">Your directory has sent none yet.</p>}
				{value.groups.map(group => (
					<Group key={group.id} group={group} done={again} />
				))}
			</section>
		</>
	);
}

function Tokens({tokens, done}: {tokens: ReplyOf<'directory'>['tokens']; done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [label, setLabel] = useState('');
	const [made, setMade] = useState<ReplyOf<'newToken'>>();
	const make = async () => {
		setMade(await ask('newToken', {label}));
		done();
	};
	const end = (id: string) =>
		void run(() => ask('endToken', undefined, {id})).then(isDone => isDone && done());
	return (
		<section className="stack" aria-labelledby="tokens">
			<h2 id="tokens">Tokens</h2>
			<ul className="stack">
				{tokens.map(({id, label: name, state, by}) => (
					<li key={id} className="actions">
						<span>
							{name} · {by} · {stateNames[state]}
						</span>
						{state !== 'ended' && (
							<button type="button" disabled={busy} aria-label={`End ${name}`} onClick={() => end(id)}>
								End
							</button>
						)}
					</li>
				))}
			</ul>
			<form
				className="stack"
				onSubmit={event => {
					event.preventDefault();
					void run(make);
				}}
			>
				<Line label="What the new token is for" required={true} value={label} put={setLabel} />
				<button type="submit" disabled={busy}>
					Make a token
				</button>
			</form>
			<Problem>{problem}</Problem>
			{made && (
				<label className="field">
					<span className="label">
						{made.done ? 'Shown this once.' : 'Shown this once; it works when a second admin agrees.'}
					</span>
					<input readOnly={true} value={made.token} onFocus={event => event.target.select()} />
				</label>
			)}
		</section>
	);
}

function Group({group, done}: {group: ReplyOf<'directory'>['groups'][number]; done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [isWaiting, setWaiting] = useState(false);
	const put = (grants: readonly RoleAt[]) =>
		void run(async () => {
			const outcome = await ask('putGrants', {grants: [...grants]}, {id: group.id});
			setWaiting(!outcome.done);
			done();
		});
	return (
		<div className="card stack">
			<strong>{group.name}</strong>
			<span className="quiet">{group.members} members</span>
			<RolesEditor name={group.name} roles={group.grants} busy={busy} put={put} />
			<p role="status">{isWaiting ? '◔ This waits for a second admin.' : ''}</p>
			<Problem>{problem}</Problem>
		</div>
	);
}
