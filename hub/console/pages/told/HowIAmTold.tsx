import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {ToldPerson} from '#lib/core/told/settings.schema.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {Line} from '../company/Choice.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {deliveryWords} from './delivery-words.ts';
import {Kinds} from './Kinds.tsx';
import {ListLine} from './ListLine.tsx';
import {QuietHours} from './QuietHours.tsx';

/** Each person's own: where, when, and what is worth being woken for. */
export function HowIAmTold() {
	const {value, problem} = useAnswer('myTelling');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>How I am told</h1>
			<p className="quiet">
				Only you set this; nobody can switch your quiet hours off. In the browser you see everything anyway.
			</p>
			{!value.hasMail && <p className="notice">! Your company has set no mail server yet.</p>}
			<WishesForm mine={value} />
		</>
	);
}

function WishesForm({mine: {wishes, hasMail, woken}}: {mine: ReplyOf<'myTelling'>}) {
	const {busy, problem, run} = useDoing();
	const [form, setForm] = useState(wishes);
	const [said, setSaid] = useState('');
	const put = (part: Partial<ToldPerson>) => {
		setForm({...form, ...part});
		setSaid('');
	};
	const save = async () => {
		await ask('putMyTelling', {...form});
		setSaid('✓ Saved');
	};
	const test = async () => {
		await save();
		setSaid(deliveryWords(await ask('testMail')));
	};
	return (
		<form
			className="stack"
			onSubmit={event => {
				event.preventDefault();
				void run(save);
			}}
		>
			<div className="two">
				<Line label="E-mail (empty: none)" value={form.email} put={email => put({email: email.trim()})} />
				<Line label="Time zone" value={form.zone} put={zone => put({zone})} />
				<ListLine
					label="Summaries at (08:00, 13:00 …; empty: none)"
					value={form.summaries}
					put={summaries => put({summaries})}
				/>
			</div>
			<Kinds
				legend="Told at once, not only in the summary"
				value={form.atOnce}
				put={atOnce => put({atOnce})}
			/>
			<QuietHours quiet={form.quiet} put={quiet => put({quiet})} />
			{form.quiet && (
				<>
					<Kinds legend="Wake me only for" value={form.wakeFor} put={wakeFor => put({wakeFor})} />
					<div className="two">
						<label className="field">
							<span className="label">At most so often in a night</span>
							<input
								type="number"
								min={0}
								max={20}
								value={form.wakesAtMost}
								onChange={event => put({wakesAtMost: Number(event.target.value)})}
							/>
						</label>
					</div>
					<p className="quiet">
						Woken in the last 12 hours: {woken} of {form.wakesAtMost}
					</p>
				</>
			)}
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy}>
					Save
				</button>
				<button type="button" disabled={busy || !hasMail || form.email === ''} onClick={() => void run(test)}>
					Save and send me a test
				</button>
				<span role="status">{said}</span>
			</div>
		</form>
	);
}
