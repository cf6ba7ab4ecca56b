import {useLayoutEffect, useRef} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import type {Span} from '#lib/core/review/word-changes.ts';
import type {Making} from './decision.ts';
import {excerpt} from './words.ts';

interface Props {
	hold: HoldView;
	/** The author's first name. */
	first: string;
	making: Making;
	change: (making: Making) => void;
	ask: () => void;
	busy: boolean;
}

/** A question keeps the item where it is in the queue: nothing is bounced. */
export function AskForm({hold, first, making, change, ask, busy}: Props) {
	const box = useRef<HTMLTextAreaElement>(null);
	// Before it is painted: what is typed next belongs in it
	useLayoutEffect(() => box.current?.focus(), []);
	const canSend = making.note.trim() !== '';
	return (
		<form
			onSubmit={event => {
				event.preventDefault();
				if (canSend) ask();
			}}
		>
			<About hold={hold} span={making.span} choose={span => change({...making, span})} />
			<label className="field">
				<span className="label">What do you want to know from {first}?</span>
				<textarea
					ref={box}
					rows={3}
					maxLength={2000}
					value={making.note}
					onChange={event => change({...making, note: event.target.value})}
				/>
			</label>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy || !canSend}>
					Ask {first}
				</button>
				<button type="button" disabled={busy} onClick={() => change({...making, open: 'none'})}>
					Back
				</button>
			</div>
		</form>
	);
}

interface AboutProps {
	hold: HoldView;
	span: Span | null;
	choose: (span: Span | null) => void;
}

/** The place it is about: the words that were selected when the question was begun, or those of a finding. */
function About({hold, span, choose}: AboutProps) {
	const spans = placesIn(hold, span);
	if (spans.length === 0) return null;
	return (
		<label className="field">
			<span className="label">About</span>
			<select
				value={span ? keyOf(span) : ''}
				onChange={event => choose(spans.find(each => keyOf(each) === event.target.value) ?? null)}
			>
				<option value="">All of it</option>
				{spans.map(each => (
					<option key={keyOf(each)} value={keyOf(each)}>
						“{excerpt(hold.draft.text, each)}”
					</option>
				))}
			</select>
		</label>
	);
}

const keyOf = ({start, end}: Span) => `${start}-${end}`;

function placesIn({draft, findings}: HoldView, chosen: Span | null): Span[] {
	const found = findings.filter(({start, end}) => start < end && end - start < draft.text.length);
	const all = [...(chosen ? [chosen] : []), ...found.map(({start, end}) => ({start, end}))];
	return [...new Map(all.map(span => [keyOf(span), span])).values()];
}
