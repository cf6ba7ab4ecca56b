import {useCallback, useEffect, useState} from 'react';
import type {Reminder} from '#lib/api/contract.ts';
import {onBroadcast, send} from '#lib/messaging/send.ts';
import {Problem} from './Problem.tsx';
import {clockTime} from './words.ts';

/** What was promised to customers with ready replies, until somebody says that it is done. */
export function Reminders() {
	const {reminders, now, keep, problem} = useReminders();
	if (reminders.length === 0) return null;
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
							<button type="button" onClick={() => keep(reminder.id)}>
								Answered
							</button>
						</div>
					</li>
				))}
			</ul>
		</section>
	);
}

function useReminders() {
	const [{reminders, now}, setAnswer] = useState<{reminders: Reminder[]; now: number}>({
		reminders: [],
		now: Date.now(),
	});
	const [problem, setProblem] = useState('');
	const ask = useCallback(() => {
		send('reminders:list', {}).then(
			reply => reply.ok && setAnswer(reply),
			() => undefined,
		);
	}, []);
	useEffect(() => {
		const controller = new AbortController();
		ask();
		onBroadcast(ask, controller.signal);
		return () => controller.abort();
	}, [ask]);
	const keep = (id: string) => {
		send('reminder:kept', {id}).then(
			reply => (reply.ok ? ask() : setProblem(reply.message)),
			() => setProblem('Countersign did not answer. Try again.'),
		);
	};
	return {reminders, now, keep, problem};
}
