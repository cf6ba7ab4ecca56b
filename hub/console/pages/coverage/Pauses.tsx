import {useState} from 'react';
import type {CoveredBrowser} from '#lib/api/console.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
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

function Lift({pause: {id, liftBy}, done}: {pause: Pause; done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [reason, setReason] = useState('');
	const isSecond = liftBy !== null;
	return (
		<details>
			<summary>
				{isSecond ? 'End it: you are the second admin' : 'End it before the rules have arrived'}
			</summary>
			<form
				className="stack"
				onSubmit={event => {
					event.preventDefault();
					void run(() => ask('liftPause', {reason}, {id})).then(isDone => isDone && done());
				}}
			>
				<Reason reason={reason} set={setReason} />
				<p className="problem" role="alert">
					{problem}
				</p>
				<button type="submit" className="danger" disabled={busy}>
					{isSecond ? 'End the pause' : 'Ask a second admin'}
				</button>
			</form>
		</details>
	);
}

/** One admin is enough: it makes nothing looser. */
export function PauseForm({
	what,
	done,
}: {
	what: {device: string} | {account: Pick<Account, 'site' | 'id'>};
	done: () => void;
}) {
	const {busy, problem, run} = useDoing();
	const [reason, setReason] = useState('');
	return (
		<form
			className="stack"
			onSubmit={event => {
				event.preventDefault();
				void run(() => ask('pause', {what, reason})).then(isDone => isDone && done());
			}}
		>
			<Reason reason={reason} set={setReason} />
			<p className="problem" role="alert">
				{problem}
			</p>
			<button type="submit" className="danger" disabled={busy}>
				Pause posting now
			</button>
		</form>
	);
}

function Reason({reason, set}: {reason: string; set: (reason: string) => void}) {
	return (
		<label className="field">
			<span className="label">Why? The person sees it, and it goes into the archive.</span>
			<input
				required
				minLength={3}
				maxLength={500}
				value={reason}
				onChange={event => set(event.target.value)}
			/>
		</label>
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
