import {useState} from 'react';
import type {CoveredBrowser} from '#lib/api/console.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {WithReason} from '../shell/WithReason.tsx';
import {branchName, time} from './words.ts';

type Board = ReplyOf<'coverage'>;
type Pause = Board['pauses'][number];
type Account = Board['accounts'][number];

interface Props {
	pauses: readonly Pause[];
	browsers: readonly CoveredBrowser[];
	isAdmin: boolean;
	done: () => void;
}

/** What is paused until the rules have arrived. */
export function Pauses({pauses, browsers, isAdmin, done}: Props) {
	if (pauses.length === 0) return null;
	return (
		<section className="stack" aria-labelledby="pauses">
			<h2 id="pauses">Paused</h2>
			<ul className="stack">
				{pauses.map(pause => (
					<li key={pause.id} className="stack card">
						<p>
							<strong>{nameOf(pause, browsers)}</strong>: posting is paused since {time(pause.at)} by{' '}
							{pause.by}: “{pause.reason}”.
							{pause.device !== null && ' It goes on by itself when the rules have arrived.'}
						</p>
						{pause.liftBy !== null && (
							<p className="notice">
								◔ {pause.liftBy} wants to end it before: “{pause.liftReason}”. Another admin decides.
							</p>
						)}
						{isAdmin && pause.mayLift && <Lift pause={pause} done={done} />}
					</li>
				))}
			</ul>
		</section>
	);
}

function nameOf({device, account, location}: Pause, browsers: readonly CoveredBrowser[]): string {
	if (account !== null) return account;
	const browser = browsers.find(one => one.device === device);
	return browser ? `Browser of ${browser.person}` : `A browser at ${branchName(location)}`;
}

const why = 'Why? The person sees it, and it goes into the archive.';

function Lift({pause: {id, liftBy}, done}: {pause: Pause; done: () => void}) {
	const isSecond = liftBy !== null;
	return (
		<details>
			<summary>
				{isSecond ? 'End it: you are the second admin' : 'End it before the rules have arrived'}
			</summary>
			<WithReason
				label={why}
				name={isSecond ? 'End the pause' : 'Ask a second admin'}
				act={reason => ask('liftPause', {reason}, {id})}
				done={done}
			/>
		</details>
	);
}

interface PauseFormProps {
	what: {device: string} | {account: Pick<Account, 'site' | 'id'>};
	done: () => void;
}

/** One admin is enough: it makes nothing looser. */
export function PauseForm({what, done}: PauseFormProps) {
	return (
		<WithReason
			label={why}
			name="Pause posting now"
			act={reason => ask('pause', {what, reason})}
			done={done}
		/>
	);
}

/** An account that somebody uses in a browser nobody can reach. */
export function PauseAccount({accounts, done}: {accounts: readonly Account[]; done: () => void}) {
	const [chosen, setChosen] = useState('');
	const account = accounts.find(({site, id}) => `${site} ${id}` === chosen);
	if (accounts.length === 0) return null;
	return (
		<details className="stack">
			<summary>Pause a company account in every browser</summary>
			<label className="field">
				<span className="label">Account</span>
				<select value={chosen} onChange={event => setChosen(event.target.value)}>
					<option value="">Choose …</option>
					{accounts.map(({site, id, handle, location}) => (
						<option key={`${site} ${id}`} value={`${site} ${id}`}>
							{handle} ({site}, {branchName(location)})
						</option>
					))}
				</select>
			</label>
			{account && (
				<PauseForm
					what={{account: {site: account.site, id: account.id}}}
					done={() => {
						setChosen('');
						done();
					}}
				/>
			)}
		</details>
	);
}
