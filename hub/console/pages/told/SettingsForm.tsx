import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {Show, ToldSettings} from '#lib/core/told/settings.schema.ts';
import {ask, type ReplyOf} from '../ask.ts';
import {Choice, Line} from '../company/Choice.tsx';
import {useDoing} from '../use-doing.ts';
import {Ladder} from './Ladder.tsx';
import {ListLine} from './ListLine.tsx';

const shows: Record<Show, string> = {
	count: 'How many wait, and nothing else',
	about: 'Kind, account, author and wait',
	words: 'All that, and the first words of the draft',
};

interface Props {
	settings: ToldSettings;
	people: ReplyOf<'beingTold'>['people'];
	mayChange: boolean;
}

export function SettingsForm({settings, people, mayChange}: Props) {
	const {busy, problem, run} = useDoing();
	const [form, setForm] = useState(settings);
	const [saved, setSaved] = useState('');
	const put = (part: Partial<ToldSettings>) => {
		setForm({...form, ...part});
		setSaved('');
	};
	return (
		<form
			className="stack"
			onSubmit={event => {
				event.preventDefault();
				void run(() => ask('putToldSettings', {...form})).then(isDone => setSaved(isDone ? '✓ Saved' : ''));
			}}
		>
			<fieldset className="stack" disabled={!mayChange}>
				<legend>
					<h2>Who is told, and who next</h2>
				</legend>
				<Ladder ladder={form.ladder} people={people} put={ladder => put({ladder})} />
				<Clocks clocks={form.clocks} put={clocks => put({clocks})} />
				<div className="two">
					<Choice label="What a message says" names={shows} value={form.show} put={show => put({show})} />
					<Line label="Time zone" value={form.zone} put={zone => put({zone})} />
					<ListLine
						label="E-mail only to these domains (empty: any)"
						value={form.domains}
						put={domains => put({domains})}
						placeholder="firm.example"
					/>
				</div>
			</fieldset>
			<Problem>{problem}</Problem>
			{mayChange && (
				<div className="actions">
					<button type="submit" className="primary" disabled={busy}>
						Save
					</button>
					<span role="status">{saved}</span>
				</div>
			)}
		</form>
	);
}

function Clocks({
	clocks,
	put,
}: {
	clocks: ToldSettings['clocks'];
	put: (clocks: ToldSettings['clocks']) => void;
}) {
	const field = (name: keyof typeof clocks, label: string) => (
		<label className="field">
			<span className="label">{label}</span>
			<input
				type="number"
				min={1}
				value={clocks[name] ?? ''}
				onChange={event =>
					put({...clocks, [name]: event.target.value === '' ? null : Number(event.target.value)})
				}
			/>
		</label>
	);
	return (
		<div className="two">
			{field('answers', 'Answers are due after so many minutes of the customer’s wait (empty: no promise)')}
			{field('posts', 'Posts are due after so many minutes (empty: no promise)')}
		</div>
	);
}
