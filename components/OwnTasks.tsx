import {useState} from 'react';
import type {PostTask} from '#lib/api/contract.ts';
import {send} from '#lib/messaging/send.ts';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';
import {useNow, useTasks} from './use-desk.ts';
import {clockTime, excerptLength, siteNames} from './words.ts';

const standings: Record<PostTask['standing'], string> = {
	live: 'It is public now: take it down or change it',
	waiting: 'It waits for a second person: take it back or change it',
	approved: 'It is approved, but may not go out like this: change it and send it again',
};

/** Own posts that new rules judge otherwise. Nothing here changes them: people do. */
export function OwnTasks() {
	const {value: tasks = [], again} = useTasks();
	if (tasks.length === 0) return null;
	return (
		<section className="group tasks" aria-labelledby="tasks-title">
			<h2 id="tasks-title">
				{tasks.length === 1
					? 'The rules changed: look at 1 post'
					: `The rules changed: look at ${tasks.length} posts`}
			</h2>
			<ul className="items">
				{tasks.map(task => (
					<Task key={task.id} task={task} done={again} />
				))}
			</ul>
		</section>
	);
}

function Task({task, done}: {task: PostTask; done: () => void}) {
	const now = useNow();
	const [problem, setProblem] = useState('');
	const {id, standing, text, rule, site, dueAt, url} = task;
	const settle = async (how: 'taken-down' | 'changed') => {
		setProblem(await problemOf(send('tasks:settle', {task: id, how, note: ''})));
		done();
	};
	return (
		<li className="own">
			<p className="state bad">
				! {standings[standing]} by {clockTime(dueAt, now)}
			</p>
			<p className="item-text">{text === null ? 'Its words were erased.' : text.slice(0, excerptLength)}</p>
			<p className="quiet">
				{siteNames[site]} · rule {rule} · The archive’s copy is safe.
				{standing === 'live' && url !== '' && (
					<>
						{' '}
						<a href={url} target="_blank" rel="noreferrer">
							Open the post
						</a>
					</>
				)}
			</p>
			<div className="actions">
				<button type="button" onClick={() => void settle('taken-down')}>
					{standing === 'live' ? 'I took it down' : 'I took it back'}
				</button>
				<button type="button" onClick={() => void settle('changed')}>
					I changed it
				</button>
			</div>
			<Problem>{problem}</Problem>
		</li>
	);
}
