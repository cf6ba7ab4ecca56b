import type {ReturnReason} from '#lib/core/review/hold.ts';
import {reasonNames, reasons} from './words.ts';

interface Props {
	chosen: ReturnReason | null;
	choose: (reason: ReturnReason) => void;
}

/** Why it goes back: one tap. Radio buttons, so that the arrow keys work as everywhere. */
export function ReasonButtons({chosen, choose}: Props) {
	return (
		<fieldset className="reasons">
			<legend className="label">Why?</legend>
			{reasons.map(reason => (
				<label key={reason} className="reason">
					<input type="radio" name="reason" checked={chosen === reason} onChange={() => choose(reason)} />
					<span>{reasonNames[reason]}</span>
				</label>
			))}
		</fieldset>
	);
}
