import {useLayoutEffect, useRef} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import {AskForm} from './AskForm.tsx';
import {type Choice, type Making, opened} from './decision.ts';
import {ReasonButtons} from './ReasonButtons.tsx';
import {SuggestForm} from './SuggestForm.tsx';
import {selectedSpan} from './selected-span.ts';
import {firstName} from './words.ts';

interface Props {
	hold: HoldView;
	making: Making;
	change: (making: Making) => void;
	decide: (choice: Choice) => void;
	skip: (() => void) | undefined;
	busy: boolean;
}

/** The decision itself. An author sees why it is not his to make. */
export function DecisionForm(props: Props) {
	const {hold, making} = props;
	if (hold.mayDecide !== true) return <p className="notice">{whyNot(hold)}</p>;
	return (
		<section className={making.open === 'none' ? 'decision choices' : 'decision'} aria-label="Your decision">
			<Form {...props} />
		</section>
	);
}

function Form(props: Props) {
	const {hold, making, change, decide, busy} = props;
	const first = firstName(hold.author.name);
	switch (making.open) {
		case 'none':
			return <Choices {...props} />;
		case 'suggest':
			return <SuggestForm {...{hold, making, change, busy}} send={() => decide('suggest')} />;
		case 'ask':
			return <AskForm {...{hold, first, making, change, busy}} ask={() => decide('ask')} />;
		default:
			return <WithNote {...props} />;
	}
}

function whyNot({mayDecide}: HoldView): string {
	if (mayDecide === 'four-eyes') return 'You wrote this, so someone else must approve it.';
	if (mayDecide === 'claimed-by-another') return 'Someone else is looking at this right now.';
	if (mayDecide === 'not-a-reviewer') return 'You are not a reviewer for this account.';
	if (mayDecide === 'not-your-step') return 'Somebody else looks first. It comes to you after that.';
	if (mayDecide === 'not-competent')
		return 'This needs somebody who is trained for it, and your training is missing or over.';
	if (mayDecide === 'approved-already') return 'You approved this. A further person must look.';
	return 'This is not waiting for a decision any more.';
}

function Choices({hold, making, change, decide, skip, busy}: Props) {
	const open = (key: 'e' | 'r' | 'q') => change(opened(key, hold.draft.text, making, selectedSpan()));
	const first = firstName(hold.author.name);
	return (
		<div className="actions">
			<button type="button" className="primary" disabled={busy} onClick={() => decide('approve')}>
				Approve <kbd>A</kbd>
			</button>
			<button type="button" disabled={busy} onClick={() => open('e')}>
				Suggest… <kbd>E</kbd>
			</button>
			<button type="button" disabled={busy} onClick={() => open('r')}>
				Return… <kbd>R</kbd>
			</button>
			<button type="button" disabled={busy} onClick={() => open('q')}>
				Ask {first}… <kbd>Q</kbd>
			</button>
			{skip && (
				<button type="button" disabled={busy} onClick={skip}>
					Skip <kbd>S</kbd>
				</button>
			)}
			<button
				type="button"
				className="plain"
				disabled={busy}
				onClick={() => change({...making, open: 'reject'})}
			>
				Reject…
			</button>
		</div>
	);
}

function WithNote({hold, making, change, decide, busy}: Props) {
	const note = useRef<HTMLTextAreaElement>(null);
	const {open} = making;
	// Before it is painted: what is typed next belongs in it
	useLayoutEffect(() => {
		const box = note.current;
		if (!box || open === 'none') return;
		box.focus();
		box.setSelectionRange(box.value.length, box.value.length);
	}, [open]);
	const isReturn = making.open === 'return';
	const first = firstName(hold.author.name);
	const canSend = isReturn ? making.reason !== null : making.note.trim() !== '';
	return (
		<form
			onSubmit={event => {
				event.preventDefault();
				if (canSend) decide(isReturn ? 'return' : 'reject');
			}}
		>
			{isReturn && <ReasonButtons chosen={making.reason} choose={reason => change({...making, reason})} />}
			<label className="field">
				<span className="label">
					{isReturn
						? `What should ${first} do? (optional)`
						: `Why can this not go out at all? ${first} will read it.`}
				</span>
				<textarea
					ref={note}
					rows={3}
					maxLength={2000}
					value={making.note}
					onChange={event => change({...making, note: event.target.value})}
				/>
			</label>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy || !canSend}>
					{isReturn ? `Return to ${first}` : 'Reject for good'}
				</button>
				<button type="button" disabled={busy} onClick={() => change({...making, open: 'none'})}>
					Back
				</button>
			</div>
		</form>
	);
}
