import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {SecondPerson} from '../shell/SecondPerson.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';

type Change = ReplyOf<'changes'>[number];

const when = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
const stateNames = {
	waiting: '◔ Waiting',
	approved: '✓ Agreed',
	refused: '↩ Not agreed',
	withdrawn: 'Taken back',
} as const;

/** Changes of power: wanted by one admin, done when another agrees. */
export function TwoAdmins(_: PageProps) {
	const {value, problem, again} = useAnswer('changes');
	const [link, setLink] = useState('');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	const waiting = value.filter(({state}) => state === 'waiting');
	const decided = value.filter(({state}) => state !== 'waiting');
	return (
		<>
			<h1>Two admins</h1>
			<p className="quiet">
				Who decides, who makes rules, who examines, and what lets more out: one admin asks, another agrees.
				Both are in the archive.
			</p>
			{link !== '' && (
				<label className="field">
					<span className="label">Link for one browser, a quarter of an hour: give it to nobody else</span>
					<input readOnly={true} value={link} onFocus={event => event.target.select()} />
				</label>
			)}
			{waiting.length === 0 && <p>Nothing waits.</p>}
			{waiting.map(change => (
				<Waiting
					key={change.id}
					change={change}
					done={url => {
						setLink(url ?? '');
						again();
					}}
				/>
			))}
			{decided.length > 0 && (
				<section className="stack" aria-labelledby="decided">
					<h2 id="decided">Decided</h2>
					<ul className="stack">
						{decided.map(change => (
							<li key={change.id}>
								{stateNames[change.state]}: {change.lines.join('; ')}
								<span className="quiet">
									{' '}
									· {change.by}, {change.decidedBy} · {when.format(change.decidedAt ?? change.at)}
								</span>
							</li>
						))}
					</ul>
				</section>
			)}
		</>
	);
}

function Waiting({change, done}: {change: Change; done: (url?: string) => void}) {
	const {id, lines, by, at, mayDecide, isOwn} = change;
	const {busy, problem, run} = useDoing();
	const decide = (decision: 'approve' | 'refuse' | 'withdraw') =>
		void run(async () => done((await ask('decideChange', {decision, note: ''}, {id})).url));
	return (
		<section className="stack card" aria-label={lines[0]}>
			<p>
				◔ {by} asks <span className="quiet">· {when.format(at)}</span>
			</p>
			<ul>
				{lines.map(line => (
					<li key={line}>{line}</li>
				))}
			</ul>
			<Problem>{problem}</Problem>
			<SecondPerson {...{mayDecide, isOwn, busy, decide}} yes="Agree" />
			{isOwn && <p className="quiet">Another admin decides this.</p>}
		</section>
	);
}
