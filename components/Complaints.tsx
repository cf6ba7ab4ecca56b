import {send} from '#lib/messaging/send.ts';
import {ComplaintItem, type DoStep} from './ComplaintItem.tsx';
import {problemOf} from './problem-of.ts';
import {useComplaints} from './use-desk.ts';

/** What customers complain of, until a final response was sent. */
export function Complaints({isReviewer}: {isReviewer: boolean}) {
	const {value, again} = useComplaints();
	if (!value || value.complaints.length === 0) return null;
	const {complaints, now} = value;
	const step: DoStep = async (id, step, note = '') => {
		const problem = await problemOf(send('complaints:step', {id, step, note}));
		again();
		return problem;
	};
	return (
		<section className="group complaints" aria-label="Complaints">
			<h2>Complaints: {complaints.length}</h2>
			<ul className="items">
				{complaints.map(complaint => (
					<ComplaintItem
						key={complaint.id}
						complaint={complaint}
						now={now}
						step={isReviewer ? step : undefined}
					/>
				))}
			</ul>
		</section>
	);
}
