import {ComplaintItem, type DoStep} from '#components/ComplaintItem.tsx';
import {Problem} from '#components/Problem.tsx';
import {ask, wordsOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useLive} from '../use-live.ts';

/** Milliseconds between two looks. */
const look = 5000;

/** The complaint log: what is open, whose it is, and by when. Closed ones are in the archive. */
export function Complaints({session}: PageProps) {
	const {value, problem, again} = useLive('openComplaints', look);
	const mayAct = session.person.roles.some(({role}) => role === 'reviewer' || role === 'admin');
	const step: DoStep = async (id, step, note = '') => {
		try {
			await ask('stepComplaint', {step, note}, {id});
			return undefined;
		} catch (error) {
			return wordsOf(error);
		} finally {
			again();
		}
	};
	return (
		<>
			<h1>Complaints</h1>
			<Problem>{problem}</Problem>
			{value && (
				<p className="quiet">
					{value.complaints.length === 0
						? '✓ No complaint is open.'
						: 'Logged by whoever answered, in the thread. A final response is due eight weeks after it came (DISP 1.6.2R).'}
				</p>
			)}
			<ul className="stack">
				{value?.complaints.map(complaint => (
					<ComplaintItem
						key={complaint.id}
						complaint={complaint}
						now={value.now}
						step={mayAct ? step : undefined}
					/>
				))}
			</ul>
		</>
	);
}
