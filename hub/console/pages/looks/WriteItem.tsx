import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import {Choice} from '../company/Choice.tsx';
import {siteNames} from '../company/strict-words.ts';
import {useDoing} from '../use-doing.ts';

const empty = {site: 'x' as keyof typeof siteNames, inReplyTo: '', text: '', problem: ''};

/** A draft with something wrong that only a person sees. People, places and customers in it are made up. */
export function WriteItem({done}: {done: () => void}) {
	const [form, setForm] = useState(empty);
	const {busy, problem, run} = useDoing();
	const put = (part: Partial<typeof empty>) => setForm({...form, ...part});
	const write = async () => {
		const {inReplyTo} = form;
		await ask('writePracticeItem', {...form, inReplyTo: inReplyTo.trim() === '' ? null : inReplyTo});
		setForm(empty);
		done();
	};
	return (
		<form
			className="stack"
			aria-label="Write a practice item"
			onSubmit={event => {
				event.preventDefault();
				void run(write);
			}}
		>
			<h3>Write your own</h3>
			<p className="quiet">
				Make up every name in it. What your rules stop by themselves is refused: no reviewer would meet it.
			</p>
			<Choice label="Site" names={siteNames} value={form.site} put={site => put({site})} />
			<Words
				label="The message it answers (empty: it is a post)"
				value={form.inReplyTo}
				put={inReplyTo => put({inReplyTo})}
			/>
			<Words label="The draft" isNeeded={true} value={form.text} put={text => put({text})} />
			<Words
				label="What is wrong with it, told to the reviewer at once"
				isNeeded={true}
				value={form.problem}
				put={problem => put({problem})}
			/>
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy}>
					Add it
				</button>
			</div>
		</form>
	);
}

interface WordsProps {
	label: string;
	isNeeded?: boolean;
	value: string;
	put: (value: string) => void;
}

function Words({label, isNeeded = false, value, put}: WordsProps) {
	return (
		<label className="field">
			<span className="label">{label}</span>
			<textarea
				rows={2}
				required={isNeeded}
				minLength={isNeeded ? 10 : undefined}
				maxLength={2000}
				value={value}
				onChange={event => put(event.target.value)}
			/>
		</label>
	);
}
