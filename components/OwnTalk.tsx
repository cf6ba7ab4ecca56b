import {useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {send} from '#lib/messaging/send.ts';
import {begun, forgetBegun, keepBegun} from './begun.ts';
import {Difference} from './Difference.tsx';
import {nothingMade} from './decision.ts';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';
import {excerpt, firstName} from './words.ts';

const isOpen = ({state}: HoldView) => ['held', 'in_review', 'changes_requested', 'approved'].includes(state);

/** What reviewers want of the author: other words to take, questions to answer. One tap each. */
export function OwnTalk({hold}: {hold: HoldView}) {
	const [problem, setProblem] = useState('');
	const say = (outcome: Promise<Outcome<object>>) => void problemOf(outcome).then(setProblem);
	if (!isOpen(hold)) return null;
	const open = (hold.questions ?? []).filter(({answer}) => answer === null);
	return (
		<>
			{hold.suggestion && <Suggested hold={hold} suggestion={hold.suggestion} say={say} />}
			{open.map(question => (
				<Asked key={question.id} hold={hold} question={question} say={say} />
			))}
			<Problem>{problem}</Problem>
		</>
	);
}

interface SuggestedProps {
	hold: HoldView;
	suggestion: NonNullable<HoldView['suggestion']>;
	say: (outcome: Promise<Outcome<object>>) => void;
}

function Suggested({hold, suggestion, say}: SuggestedProps) {
	const {by, note, digest, text, complete} = suggestion;
	return (
		<section className="note" aria-label={`${firstName(by.name)} suggests a change`}>
			<Difference before={hold.draft.text} after={text} label="What changes" />
			{note !== '' && <p className="quiet">“{note}”</p>}
			{!complete && (
				<p className="quiet">{firstName(by.name)} changes a claim, so a third person will check it.</p>
			)}
			<div className="actions">
				<button
					type="button"
					className="primary"
					onClick={() => say(send('own:accept', {hold: hold.id, digest}))}
				>
					{complete ? 'Accept and get approval' : 'Accept and send on'}
				</button>
				<button type="button" onClick={() => say(send('own:decline', {hold: hold.id}))}>
					Keep mine
				</button>
			</div>
		</section>
	);
}

interface AskedProps {
	hold: HoldView;
	question: NonNullable<HoldView['questions']>[number];
	say: (outcome: Promise<Outcome<object>>) => void;
}

function Asked({hold, question, say}: AskedProps) {
	const [text, setText] = useState(() => begun(question.id)?.note ?? '');
	const write = (note: string) => {
		keepBegun(question.id, {...nothingMade, note});
		setText(note);
	};
	const first = firstName(question.by.name);
	return (
		<form
			className="note"
			onSubmit={event => {
				event.preventDefault();
				if (text.trim() !== '') say(answered(hold.id, question.id, text));
			}}
		>
			<label className="field">
				<span className="label">
					{first} asks{question.span && ` about “${excerpt(hold.draft.text, question.span)}”`}:{' '}
					{question.text}
				</span>
				<textarea rows={2} maxLength={2000} value={text} onChange={event => write(event.target.value)} />
			</label>
			<button type="submit" disabled={text.trim() === ''}>
				Answer {first}
			</button>
		</form>
	);
}

async function answered(hold: string, question: string, text: string): Promise<Outcome<object>> {
	const outcome = await send('own:answer', {hold, question, text});
	if (outcome.ok) forgetBegun(question);
	return outcome;
}
