import {useState} from 'react';
import {ask} from '../ask.ts';
import {useDoing} from '../use-doing.ts';

/** One step back, at once. */
export function RollBack({done}: {done: () => void}) {
	const {busy, problem, run} = useDoing();
	const [reason, setReason] = useState('');
	return (
		<details className="stack">
			<summary>Something is wrong: back to the version before</summary>
			<form
				onSubmit={event => {
					event.preventDefault();
					void run(() => ask('rollBack', {reason})).then(isDone => isDone && done());
				}}
			>
				<label className="field">
					<span className="label">Why? It goes into the archive, and every admin sees it.</span>
					<input
						required={true}
						minLength={3}
						value={reason}
						onChange={event => setReason(event.target.value)}
					/>
				</label>
				<p className="problem" role="alert">
					{problem}
				</p>
				<button type="submit" className="danger" disabled={busy}>
					Roll back now
				</button>
			</form>
		</details>
	);
}
