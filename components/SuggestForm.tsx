import {useEffect, useLayoutEffect, useRef, useState} from 'react';
import type {HoldView} from '#lib/api/contract.ts';
import type {Touch} from '#lib/core/review/touches.ts';
import {send} from '#lib/messaging/send.ts';
import {Difference} from './Difference.tsx';
import type {Making} from './decision.ts';
import {firstName, touchWords} from './words.ts';

interface Props {
	hold: HoldView;
	making: Making;
	change: (making: Making) => void;
	send: () => void;
	busy: boolean;
}

/** Better words instead of a bounce: the author takes them in one tap. */
export function SuggestForm({hold, making, change, send: suggest, busy}: Props) {
	const box = useRef<HTMLTextAreaElement>(null);
	// Before it is painted: what is typed next belongs in it
	useLayoutEffect(() => box.current?.focus(), []);
	const before = hold.draft.text;
	const isChanged = making.text !== before && making.text.trim() !== '';
	const touches = useTouches(hold.id, making.text, isChanged);
	const first = firstName(hold.author.name);
	return (
		<form
			onSubmit={event => {
				event.preventDefault();
				if (isChanged) suggest();
			}}
		>
			<label className="field">
				<span className="label">How should it read?</span>
				<textarea
					ref={box}
					rows={5}
					maxLength={100_000}
					dir="auto"
					value={making.text}
					onChange={event => change({...making, text: event.target.value})}
				/>
			</label>
			{isChanged && <Difference before={before} after={making.text} label="What changes" />}
			<p className="quiet" role="status">
				{isChanged && touches && touchWords(touches, first)}
			</p>
			<label className="field">
				<span className="label">Why? (optional)</span>
				<input
					maxLength={2000}
					value={making.note}
					onChange={event => change({...making, note: event.target.value})}
				/>
			</label>
			<div className="actions">
				<button type="submit" className="primary" disabled={busy || !isChanged}>
					Suggest to {first}
				</button>
				<button type="button" disabled={busy} onClick={() => change({...making, open: 'none'})}>
					Back
				</button>
			</div>
		</form>
	);
}

/** Milliseconds without a key before the rules are asked. */
const pause = 250;

/** What the wording touches, by the company's rules, on this machine. Nothing leaves it while somebody types. */
function useTouches(hold: string, text: string, isChanged: boolean): readonly Touch[] | undefined {
	const [weighed, setWeighed] = useState<{text: string; touches: readonly Touch[]}>();
	useEffect(() => {
		if (!isChanged) return;
		const timer = setTimeout(() => {
			void send('hold:weigh', {hold, text}).then(
				reply => reply.ok && setWeighed({text, touches: reply.touches}),
				() => {},
			);
		}, pause);
		return () => clearTimeout(timer);
	}, [hold, text, isChanged]);
	return weighed?.text === text ? weighed.touches : undefined;
}
