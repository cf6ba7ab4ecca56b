import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {PostTask} from '#lib/api/contract.ts';
import {ask} from '../ask.ts';
import {placeName} from '../backtest/words.ts';
import type {PageProps} from '../page.ts';
import {useDoing} from '../use-doing.ts';
import {useLive} from '../use-live.ts';

const when = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
const explained =
	'New rules would hold these. Nothing is changed by itself: whoever wrote it takes it down or changes it.';
/** Milliseconds between two looks. */
const look = 5000;

const standings: Record<PostTask['standing'], string> = {
	live: 'public now',
	waiting: 'waits for a second person',
	approved: 'approved, not posted',
};
const ends: Record<NonNullable<PostTask['how']>, string> = {
	'taken-down': '✓ Taken down or back',
	changed: '✓ Changed',
	'by-itself': '✓ Seen in the archive: gone or replaced',
};

/** What new rules judge otherwise than the ones before: people look at it, nothing is changed by itself. */
export function Tasks({session}: PageProps) {
	const {value, problem, again} = useLive('postTasks', look);
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	const all = value.all.filter(({id}) => !value.own.some(own => own.id === id));
	const done = all.filter(({how}) => how !== null);
	const isNone = value.own.length + all.length === 0;
	return (
		<>
			<h1>Tasks</h1>
			<Problem>{problem}</Problem>
			<p className={isNone ? undefined : 'quiet'}>{isNone ? '✓ Nothing to do.' : explained}</p>
			{value.own.length > 0 && <List title="Yours" tasks={value.own} may="settle" done={again} />}
			{all.length > done.length && (
				<List
					title="Open"
					tasks={all.filter(({how}) => how === null)}
					may={isAdmin ? 'extend' : 'read'}
					done={again}
				/>
			)}
			{done.length > 0 && <List title="Done" tasks={done} may="read" done={again} />}
		</>
	);
}

interface ListProps {
	title: string;
	tasks: readonly PostTask[];
	/** An auditor reads; the owner settles; an admin settles, and gives more time. */
	may: 'read' | 'settle' | 'extend';
	done: () => void;
}

function List({title, tasks, may, done}: ListProps) {
	return (
		<section className="stack" aria-label={title}>
			<h2>
				{title}: {tasks.length}
			</h2>
			<ul className="stack">
				{tasks.map(task => (
					<li key={task.id} className="stack card">
						<Task task={task} />
						{task.how === null && may !== 'read' && (
							<Settle task={task} mayExtend={may === 'extend'} done={done} />
						)}
					</li>
				))}
			</ul>
		</section>
	);
}

function Task({task}: {task: PostTask}) {
	const {text, rule, version, owner, location, standing, url, dueAt, extended, how, note} = task;
	return (
		<>
			{text === null ? (
				<p className="quiet">Its words were erased at the end of their time.</p>
			) : (
				<blockquote>{text}</blockquote>
			)}
			<p>
				{how === null ? <Due standing={standing} at={dueAt} /> : ends[how]}
				{note !== '' && `: “${note}”`}
			</p>
			<p className="quiet">
				{owner.name}, {placeName(location)} · {standings[standing]} · rule {rule}, since version {version} ·
				The archive’s copy is safe.
				{extended && ` · More time by ${extended.by}: “${extended.reason}”`}
				{url !== '' && (
					<>
						{' '}
						<a href={url} target="_blank" rel="noreferrer">
							Open the post
						</a>
					</>
				)}
			</p>
		</>
	);
}

function Due({standing, at}: {standing: PostTask['standing']; at: number}) {
	const isLate = at <= Date.now();
	const what = standing === 'live' ? 'Take it down' : 'Take it back';
	return (
		<strong className={isLate ? 'state bad' : undefined}>
			{isLate ? '! Overdue: ' : ''}
			{what} or change it by {when.format(at)}
		</strong>
	);
}

function Settle({
	task: {id, standing},
	mayExtend,
	done,
}: {
	task: PostTask;
	mayExtend: boolean;
	done: () => void;
}) {
	const {busy, problem, run} = useDoing();
	const [reason, setReason] = useState('');
	const settle = (how: 'taken-down' | 'changed') =>
		void run(() => ask('settlePostTask', {how, note: reason}, {id})).then(isDone => isDone && done());
	const extend = () =>
		void run(() => ask('extendPostTask', {days: 2, reason}, {id})).then(isDone => isDone && done());
	return (
		<div className="stack">
			<div className="actions">
				<button type="button" disabled={busy} onClick={() => settle('taken-down')}>
					{standing === 'live' ? 'It is taken down' : 'It is taken back'}
				</button>
				<button type="button" disabled={busy} onClick={() => settle('changed')}>
					It is changed
				</button>
			</div>
			<details className="stack">
				<summary>{mayExtend ? 'Add a note, or give more time' : 'Add a note'}</summary>
				<label className="field">
					<span className="label">{mayExtend ? 'A note, or why it needs more time' : 'A note'}</span>
					<input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
				</label>
				{mayExtend && (
					<div className="actions">
						<button type="button" disabled={busy || reason.trim().length < 3} onClick={extend}>
							Give two more days
						</button>
					</div>
				)}
			</details>
			<Problem>{problem}</Problem>
		</div>
	);
}
