import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Kind} from '#lib/core/told/kind.ts';
import type {Format} from '#lib/core/told/settings.schema.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {Choice, Line} from '../company/Choice.tsx';
import {type Doing, useDoing} from '../use-doing.ts';
import {deliveryWords, formatNames} from './delivery-words.ts';
import {Kinds} from './Kinds.tsx';

type Known = ReplyOf<'beingTold'>['channels'];

interface Props {
	channels: Known;
	mayChange: boolean;
	done: () => void;
}

/** Rooms and programs that are told. */
export function Channels({channels, mayChange, done}: Props) {
	const doing = useDoing();
	const [said, setSaid] = useState('');
	const test = async (id: string) => {
		const delivery = await ask('testChannel', undefined, {id});
		setSaid(`${delivery.to}: ${deliveryWords(delivery)}`);
		done();
	};
	const remove = (id: string) => ask('removeChannel', undefined, {id}).then(done);
	return (
		<section className="stack" aria-labelledby="channels">
			<h2 id="channels">Slack, Teams and webhooks</h2>
			{channels.length === 0 && <p className="quiet">None yet.</p>}
			{channels.length > 0 && (
				<table className="cards">
					<thead>
						<tr>
							<th scope="col">Name</th>
							<th scope="col">Goes to</th>
							<th scope="col">Place</th>
							<th scope="col">{mayChange ? 'What you can do' : ''}</th>
						</tr>
					</thead>
					<tbody>
						{channels.map(({id, name, format, host, location}) => (
							<tr key={id}>
								<th scope="row">{name}</th>
								<td data-is="Goes to">
									{formatNames[format]} · {host}
								</td>
								<td data-is="Place">{location}</td>
								<td>
									{mayChange && <Doings {...{name, doing}} test={() => test(id)} remove={() => remove(id)} />}
								</td>
							</tr>
						))}
					</tbody>
				</table>
			)}
			<p role="status">{said}</p>
			<Problem>{doing.problem}</Problem>
			{mayChange && <NewChannel done={done} />}
		</section>
	);
}

interface DoingsProps {
	name: string;
	doing: Doing;
	test: () => Promise<unknown>;
	remove: () => Promise<unknown>;
}

function Doings({name, doing: {busy, run}, test, remove}: DoingsProps) {
	return (
		<div className="actions">
			<button
				type="button"
				disabled={busy}
				aria-label={`Send a test to ${name}`}
				onClick={() => void run(test)}
			>
				Send a test
			</button>
			<button
				type="button"
				className="plain"
				disabled={busy}
				aria-label={`Remove ${name}`}
				onClick={() => void run(remove)}
			>
				Remove
			</button>
		</div>
	);
}

const empty = {
	...{name: '', format: 'slack' as Format, url: '', location: 'group'},
	kinds: ['customer-waiting', 'overdue', 'stop', 'alarm'] as Kind[],
};

function NewChannel({done}: {done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [form, setForm] = useState(empty);
	const [secret, setSecret] = useState('');
	const put = (part: Partial<typeof empty>) => setForm({...form, ...part});
	const add = async () => {
		const added = await ask('addChannel', form);
		setSecret(added.secret);
		setForm(empty);
		done();
	};
	return (
		<details className="stack">
			<summary>Add a channel</summary>
			<form
				className="stack"
				onSubmit={event => {
					event.preventDefault();
					void run(add);
				}}
			>
				<div className="two">
					<Line label="Name of the channel" required={true} value={form.name} put={name => put({name})} />
					<Choice label="Form" names={formatNames} value={form.format} put={format => put({format})} />
					<Line label="Address, https://…" required={true} value={form.url} put={url => put({url})} />
					<Line
						label="Items of this place and below"
						value={form.location}
						put={location => put({location})}
					/>
				</div>
				<Kinds legend="Told of" value={form.kinds} put={kinds => put({kinds})} />
				<Problem>{problem}</Problem>
				<div className="actions">
					<button type="submit" className="primary" disabled={busy}>
						Add the channel
					</button>
				</div>
			</form>
			{secret !== '' && (
				<label className="field">
					<span className="label">
						Its secret, shown this once: a receiver checks signatures with it (Slack and Teams do not need it)
					</span>
					<input readOnly={true} value={secret} onFocus={event => event.target.select()} />
				</label>
			)}
		</details>
	);
}
