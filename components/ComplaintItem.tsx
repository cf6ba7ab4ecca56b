import {type FormEvent, useState} from 'react';
import type {Complaint} from '#lib/api/contract.ts';
import {abouts, type Step} from '#lib/core/complaint/complaint.ts';
import {Problem} from './Problem.tsx';
import {clockTime, siteNames} from './words.ts';

/** `undefined` when it is done; else why not, for the person. */
export type DoStep = (id: string, step: Step, note?: string) => Promise<string | undefined>;

interface Props {
	complaint: Complaint;
	now: number;
	/** Only whoever sees to complaints here may; an author reads. */
	step?: DoStep | undefined;
}

/** A complaint with its clock and what is left to do about it. */
export function ComplaintItem({complaint, now, step}: Props) {
	const {id, about, words, url, site, handle, by, owner, receivedAt, hide} = complaint;
	const [problem, setProblem] = useState('');
	const act = async (what: Step, note?: string) => setProblem((await step?.(id, what, note)) ?? '');
	return (
		<li className="own">
			<ClockLine complaint={complaint} now={now} />
			<p>{words ?? 'Its words were erased at the end of their time.'}</p>
			<p className="quiet">
				{abouts[about]} · {siteNames[site]} · {handle} · received {clockTime(receivedAt, now)} · logged by{' '}
				{by.name} · {owner ? `with ${owner.name}` : 'with nobody yet'}
			</p>
			{hide === 'asked' && (
				<p className="state bad">! The comment shows a number plate: hide it on the page?</p>
			)}
			<div className="actions">
				<a href={url} target="_blank" rel="noreferrer">
					Open the thread
				</a>
				{step && <Acts complaint={complaint} act={act} />}
			</div>
			{step && <Close close={note => act('closed', note)} />}
			<Problem>{problem}</Problem>
		</li>
	);
}

function ClockLine({
	complaint: {id, finalBy, promisedBy, answeredAt},
	now,
}: Pick<Props, 'complaint' | 'now'>) {
	const isLate = now > finalBy || (answeredAt === null && now > promisedBy);
	const first =
		answeredAt === null
			? `first answer promised by ${dayWords(promisedBy)}`
			: `answered ${clockTime(answeredAt, now)}`;
	return (
		<p className={isLate ? 'state bad' : 'state waiting'}>
			{isLate ? '! Overdue: ' : '◔ '}
			<strong>{id}</strong> · {first} · final response due by {dayWords(finalBy)}
		</p>
	);
}

const day = new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric'});
const dayWords = (at: number) => day.format(at);

function Acts({complaint: {owner, hide}, act}: {complaint: Complaint; act: (step: Step) => void}) {
	return (
		<>
			{!owner && (
				<button type="button" onClick={() => act('taken')}>
					Take it
				</button>
			)}
			{hide === 'asked' && (
				<>
					<button type="button" onClick={() => act('hidden')}>
						I hid the comment
					</button>
					<button type="button" onClick={() => act('shown')}>
						Leave it shown
					</button>
				</>
			)}
		</>
	);
}

/** For good: so it asks what was sent. */
function Close({close}: {close: (note: string) => void}) {
	const [note, setNote] = useState('');
	const submit = (event: FormEvent) => {
		event.preventDefault();
		close(note);
	};
	return (
		<details>
			<summary>Close it</summary>
			<form onSubmit={submit}>
				<label className="field">
					<span className="label">Which final response was sent, and when?</span>
					<input value={note} required maxLength={500} onChange={event => setNote(event.target.value)} />
				</label>
				<button type="submit">Final response sent: close</button>
			</form>
		</details>
	);
}
