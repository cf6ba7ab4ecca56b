import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {useDoing} from '../use-doing.ts';
import {Held} from './Held.tsx';

interface Props {
	approve: () => Promise<void>;
	toReturn: () => void;
}

/** Approving needs the word that all was read, and a second's press. */
export function ReadThenApprove({approve, toReturn}: Props) {
	const {busy, problem, run} = useDoing();
	const [isRead, setRead] = useState(false);
	return (
		<>
			<label className="check">
				<input type="checkbox" checked={isRead} onChange={event => setRead(event.target.checked)} />I read all
				of it
			</label>
			<Problem>{problem}</Problem>
			<div className="actions thumbs">
				<button type="button" disabled={busy} onClick={toReturn}>
					Return…
				</button>
				<Held disabled={busy || !isRead} act={() => void run(approve)} />
			</div>
		</>
	);
}
