import {useCallback, useEffect, useId, useState} from 'react';
import type {OfferedAccount} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {send} from '#lib/messaging/send.ts';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';
import {siteNames} from './words.ts';

type Read = Omit<OfferedAccount, 'name'>;

/**
 * The account of the page in front is not in the register: private, unless the person says that it is the company's. Until
 * he presses, nothing of it is read; until he tells, nothing leaves the browser.
 */
export function OfferAccount() {
	const [site, setSite] = useState<SiteId | null>(null);
	const [account, setAccount] = useState<Read>();
	const [problem, setProblem] = useState('');
	const [isTold, setTold] = useState(false);
	useEffect(() => {
		send('account:here', {}).then(
			reply => setSite(reply.ok ? reply.site : null),
			() => undefined,
		);
	}, []);
	const read = useCallback(async () => {
		const asked = send('account:read', {});
		setProblem(await problemOf(asked));
		const reply = await asked.catch(() => undefined);
		if (reply?.ok) setAccount(reply.account);
	}, []);
	if (!site) return null;
	return (
		<section className="group offer" aria-label="An account that is not in the register">
			{!account && <Stranger site={site} read={() => void read()} />}
			{account && !isTold && (
				<Telling account={account} told={() => setTold(true)} leave={() => setAccount(undefined)} />
			)}
			<p className="said" role="status">
				{isTold ? '✓ Your admins were told. It is guarded as soon as one of them registers it.' : ''}
			</p>
			<Problem>{problem}</Problem>
		</section>
	);
}

function Stranger({site, read}: {site: SiteId; read: () => void}) {
	return (
		<>
			<p className="quiet">
				○ Your {siteNames[site]} account here is not in the company’s register: it counts as private.
			</p>
			<div className="actions">
				<button type="button" onClick={read}>
					It is the company’s…
				</button>
			</div>
		</>
	);
}

function Telling({account, told, leave}: {account: Read; told: () => void; leave: () => void}) {
	const {site, id} = account;
	const [handle, setHandle] = useState(account.handle);
	const [name, setName] = useState('');
	const [problem, setProblem] = useState('');
	const [busy, setBusy] = useState(false);
	const title = useId();
	const tell = async () => {
		setBusy(true);
		const offered = {site, id, handle: site === 'x' ? handle : name, name};
		const wrong = await problemOf(send('account:offer', offered));
		setBusy(false);
		setProblem(wrong);
		if (wrong === '') told();
	};
	return (
		<form
			aria-labelledby={title}
			onSubmit={event => {
				event.preventDefault();
				void tell();
			}}
		>
			<h2 id={title}>Tell your admins of this account</h2>
			{site === 'x' && (
				<Field label="Handle, with its @" pattern="@\w{1,20}" value={handle} put={setHandle} />
			)}
			<Field label={site === 'x' ? 'Name above the handle' : 'Name of the page'} value={name} put={setName} />
			<p className="quiet">
				They will see this, its number on {siteNames[site]} ({id}), and that you said so. Nothing that was
				written or read there.
			</p>
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy}>
					Tell my admins
				</button>
				<button type="button" onClick={leave}>
					No, it is private
				</button>
			</div>
		</form>
	);
}

interface FieldProps {
	label: string;
	pattern?: string;
	value: string;
	put: (value: string) => void;
}

function Field({label, pattern, value, put}: FieldProps) {
	return (
		<label className="field">
			<span className="label">{label}</span>
			<input
				required={true}
				maxLength={100}
				autoComplete="off"
				spellCheck={false}
				{...(pattern && {pattern})}
				value={value}
				onChange={event => put(event.target.value)}
			/>
		</label>
	);
}
