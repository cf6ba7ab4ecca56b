import {useEffect, useRef} from 'react';
import type {Making} from './decision.ts';

interface Props {
	/** The author's first name. */
	first: string;
	making: Making;
	change: (making: Making) => void;
	ask: () => void;
	busy: boolean;
}

/** A question keeps the item where it is in the queue: nothing is bounced. */
export function AskForm({first, making, change, ask, busy}: Props) {
	const box = useRef<HTMLTextAreaElement>(null);
	useEffect(() => box.current?.focus(), []);
	const canSend = making.note.trim() !== '';
	return (
		<form
			onSubmit={event => {
				event.preventDefault();
				if (canSend) ask();
			}}
		>
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
