import {useState} from 'react';
import {send} from '#lib/messaging/send.ts';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';
import {useReminders} from './use-desk.ts';
import {clockTime} from './words.ts';

/** What was promised to customers with ready replies, until somebody says that it is done. */
export function Reminders() {
	const {value, again} = useReminders();
	const [problem, setProblem] = useState('');
	if (!value || value.reminders.length === 0) return null;
	const {reminders, now} = value;
	const keep = async (id: string) => {
		setProblem(await problemOf(send('reminder:kept', {id})));
		again();
	};
	return (
		<section className="group promised" aria-label="Promised to customers">
			<h2>Promised to customers: {reminders.length}</h2>
			<Problem>{problem}</Problem>
			<ul className="items">
				{reminders.map(reminder => (
					<li key={reminder.id} className="own">
						<p className={now < reminder.due ? 'state waiting' : 'state bad'}>
							{now < reminder.due ? '◔ An answer' : '! Overdue: an answer'} by {reminder.words}
						</p>
						<p className="quiet">
							{reminder.person.name} · {reminder.account.handle} · {reminder.title} · ends{' '}
							{clockTime(reminder.due, now)}
						</p>
						<div className="actions">
							<a href={reminder.url} target="_blank" rel="noreferrer">
								Open the conversation
							</a>
							<button type="button" onClick={() => void keep(reminder.id)}>
								Answered
							</button>
						</div>
					</li>
				))}
			</ul>
		</section>
	);
}
