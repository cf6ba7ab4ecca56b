import {ask} from '../ask.ts';
import {WithReason} from '../shell/WithReason.tsx';

/** One step back, at once. */
export function RollBack({done}: {done: () => void}) {
	return (
		<details className="stack">
			<summary>Something is wrong: back to the version before</summary>
			<WithReason
				label="Why? It goes into the archive, and every admin sees it."
				name="Roll back now"
				act={reason => ask('rollBack', {reason})}
				done={done}
			/>
		</details>
	);
}
