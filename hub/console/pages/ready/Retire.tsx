import {WithReason} from '../shell/WithReason.tsx';
import type {DecideProps} from './Decide.tsx';

/** Out of use at once: browsers that hear the hub drop it, the others within the hour. */
export function Retire({view: {reply}, desk, done}: DecideProps) {
	const retire = async (note: string) => {
		await desk.client.call('endReady', {how: 'retire', note}, {id: reply.id, version: reply.version});
		done('Taken out of use. A browser that cannot reach the hub stops offering it within the hour.');
	};
	return (
		<details className="stack">
			<summary>Take it out of use</summary>
			<WithReason
				label="Why? It goes into the archive with your name."
				name="Take it out of use now"
				act={retire}
			/>
		</details>
	);
}
