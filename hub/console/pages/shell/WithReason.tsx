import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {useDoing} from '../use-doing.ts';

interface Props {
	/** Who will read the reason. */
	label: string;
	/** The button's words. */
	name: string;
	act: (reason: string) => Promise<unknown>;
	done?: () => void;
}

/** Something grave, and why: the reason goes into the archive. */
export function WithReason({label, name, act, done}: Props) {
	const {busy, problem, run} = useDoing();
	const [reason, setReason] = useState('');
	return (
		<form
			className="stack"
			onSubmit={event => {
				event.preventDefault();
				void run(() => act(reason)).then(isDone => isDone && done?.());
			}}
		>
			<label className="field">
				<span className="label">{label}</span>
				<input
					required={true}
					minLength={3}
					maxLength={500}
					value={reason}
					onChange={event => setReason(event.target.value)}
				/>
			</label>
			<Problem>{problem}</Problem>
			<div className="actions">
				<button type="submit" className="danger" disabled={busy}>
					{name}
				</button>
			</div>
		</form>
	);
}
