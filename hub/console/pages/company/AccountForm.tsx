import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Account, Person} from '#lib/api/contract.ts';
import {ask} from '../ask.ts';
import {useDoing} from '../use-doing.ts';
import {Choice, Line} from './Choice.tsx';
import {blindNames, gateNames, siteNames} from './strict-words.ts';

interface Props {
	account: Account;
	isNew: boolean;
	places: readonly {location: string; title: string}[];
	people: readonly Person[];
	done: () => void;
}

/** One account of the register: where it belongs, who posts from it, how strictly it is watched. */
export function AccountForm({account, isNew, places, people, done}: Props) {
	const {busy, problem, run} = useDoing();
	const [form, setForm] = useState(account);
	const [isWaiting, setWaiting] = useState(false);
	const change = (part: Partial<Account>) => setForm({...form, ...part});
	const placeNames = Object.fromEntries(
		places.map(({location, title}) => [location, `${title} (${location})`]),
	);
	const send = (work: () => Promise<{done: boolean}>) =>
		void run(async () => {
			if ((await work()).done) done();
			else setWaiting(true);
		});
	return (
		<form
			className="stack card"
			onSubmit={event => {
				event.preventDefault();
				send(() => ask('putAccount', form));
			}}
		>
			<h2>{isNew ? 'Register an account' : account.handle}</h2>
			{isNew && <Names form={form} change={change} />}
			<div className="two">
				<Choice label="Where" names={placeNames} value={form.location} put={location => change({location})} />
				<Choice
					label="From which browsers"
					names={gateNames}
					value={form.gate}
					put={gate => change({gate})}
				/>
				<Choice
					label="When part of it cannot be read"
					names={blindNames}
					value={form.blind}
					put={blind => change({blind})}
				/>
			</div>
			<Users form={form} people={people} put={setForm} />
			<Problem>{problem}</Problem>
			<p role="status">{isWaiting ? '◔ This waits for a second admin.' : ''}</p>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy}>
					Save
				</button>
				<button type="button" className="plain" onClick={done}>
					Close
				</button>
				{!isNew && (
					<button
						type="button"
						disabled={busy}
						onClick={() => send(() => ask('removeAccount', {site: form.site, id: form.id}))}
					>
						Take it off the register
					</button>
				)}
			</div>
		</form>
	);
}

function Names({form, change}: {form: Account; change: (part: Partial<Account>) => void}) {
	return (
		<div className="two">
			<Choice label="Site" names={siteNames} value={form.site} put={site => change({site})} />
			<Line
				label="Its number on the site"
				required={true}
				pattern="[0-9]{1,30}"
				value={form.id}
				put={id => change({id})}
			/>
			<Line
				label="Handle, as people read it"
				required={true}
				value={form.handle}
				put={handle => change({handle})}
			/>
			<Line label="Name" required={true} value={form.name} put={name => change({name})} />
		</div>
	);
}

/** Nobody chosen: every author of the place. */
function Users({
	form,
	people,
	put,
}: {
	form: Account;
	people: readonly Person[];
	put: (form: Account) => void;
}) {
	const {users, ...rest} = form;
	const authors = people.filter(({roles}) => roles.some(({role}) => role === 'author'));
	const toggle = (id: string, isIn: boolean) => {
		const next = isIn ? [...(users ?? []), id] : (users ?? []).filter(other => other !== id);
		put(next.length > 0 ? {...rest, users: next} : rest);
	};
	return (
		<fieldset className="stack">
			<legend>Only these people post from it (nobody chosen: every author of its place)</legend>
			{authors.map(({id, name}) => (
				<label key={id} className="check">
					<input
						type="checkbox"
						checked={users?.includes(id) ?? false}
						onChange={event => toggle(id, event.target.checked)}
					/>
					{name}
				</label>
			))}
		</fieldset>
	);
}
