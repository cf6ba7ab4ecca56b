import {useState} from 'react';
import {useDoing} from '../use-doing.ts';
import type {DecideProps} from './Decide.tsx';

/** Out of use at once: browsers that hear the hub drop it, the others within the hour. */
export function Retire({view: {reply}, desk, done}: DecideProps) {
	const {busy, problem, run} = useDoing();
	const [note, setNote] = useState('');
	const retire = async () => {
		await desk.client.call('endReady', {how: 'retire', note}, {id: reply.id, version: reply.version});
		done('Taken out of use. A browser that cannot reach the hub stops offering it within the hour.');
	};
	return (
		<details className="stack">
			<summary>Take it out of use</summary>
			<form
				onSubmit={event => {
					event.preventDefault();
					void run(retire);
				}}
			>
				<label className="field">
					<span className="label">Why? It goes into the archive with your name.</span>
					<input
						required={true}
						minLength={3}
						maxLength={2000}
						value={note}
						onChange={event => setNote(event.target.value)}
					/>
				</label>
				<p className="problem" role="alert">
					{problem}
				</p>
				<div className="actions">
					<button type="submit" className="danger" disabled={busy}>
						Take it out of use now
					</button>
				</div>
			</form>
		</details>
	);
}
