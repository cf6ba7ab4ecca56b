import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Account} from '#lib/api/contract.ts';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {AccountForm} from './AccountForm.tsx';
import {blindNames, gateNames, siteNames} from './strict-words.ts';

type Found = ReplyOf<'company'>['found'][number];

const fresh: Account = {
	site: 'x',
	id: '',
	handle: '',
	name: '',
	location: 'group',
	gate: 'any',
	blind: 'closed',
};

/** The company's accounts: guarded, whoever uses them. Every other account stays private. */
export function Accounts({session}: PageProps) {
	const {value, problem, again} = useAnswer('company');
	const people = useAnswer('listPeople').value ?? [];
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	const [chosen, setChosen] = useState<Account>();
	const isNew = (account: Account) =>
		!value?.accounts.some(({site, id}) => site === account.site && id === account.id);
	const done = () => {
		setChosen(undefined);
		again();
	};
	return (
		<>
			<h1>Company accounts</h1>
			<Problem>{problem}</Problem>
			{value?.found.map(found => (
				<FoundAccount
					key={`${found.site} ${found.id}`}
					found={found}
					isAdmin={isAdmin}
					register={() => setChosen({...fresh, ...found})}
					done={again}
				/>
			))}
			{isAdmin && !chosen && (
				<div className="actions">
					<button type="button" className="primary" onClick={() => setChosen(fresh)}>
						Register an account
					</button>
				</div>
			)}
			{chosen && (
				<AccountForm
					key={`${chosen.site} ${chosen.id}`}
					account={chosen}
					isNew={isNew(chosen)}
					places={value?.places ?? []}
					people={people}
					done={done}
				/>
			)}
			<table className="cards">
				<thead>
					<tr>
						{['Account', 'Where', 'Who may post', 'If it cannot be read', 'Change'].map(head => (
							<th key={head} scope="col">
								{head}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{value?.accounts.map(account => (
						<tr key={`${account.site} ${account.id}`}>
							<th scope="row">
								{account.handle} · {siteNames[account.site]}
							</th>
							<td data-is="Where">{account.location}</td>
							<td data-is="Who may post">
								{usersOf(account, people)}, {gateNames[account.gate]}
							</td>
							<td data-is="Cannot be read">{blindNames[account.blind]}</td>
							<td>
								{isAdmin && (
									<button
										type="button"
										aria-label={`Change ${account.handle}`}
										onClick={() => setChosen(account)}
									>
										Change
									</button>
								)}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</>
	);
}

function usersOf({users}: Account, people: readonly {id: string; name: string}[]): string {
	if (!users) return 'every author of its place';
	return users.map(id => people.find(person => person.id === id)?.name ?? id).join(', ') || 'nobody';
}

/** Offered by a person who uses it for work: registered by an admin, or forgotten. */
function FoundAccount({found, isAdmin, register, done}: FoundProps) {
	const {busy, problem, run} = useDoing();
	const {site, id, handle, name, by} = found;
	const forget = () => void run(() => ask('forgetAccount', {site, id})).then(isDone => isDone && done());
	return (
		<section className="stack card" aria-label={`Offered: ${handle}`}>
			<p>
				<strong>◔ {handle}</strong> on {siteNames[site]} ({name}): {by} says this is a company account. It is
				not guarded yet.
			</p>
			{isAdmin && (
				<div className="actions">
					<button type="button" className="primary" onClick={register}>
						Register it
					</button>
					<button type="button" disabled={busy} onClick={forget}>
						Not ours
					</button>
				</div>
			)}
			<Problem>{problem}</Problem>
		</section>
	);
}

interface FoundProps {
	found: Found;
	isAdmin: boolean;
	register: () => void;
	done: () => void;
}
