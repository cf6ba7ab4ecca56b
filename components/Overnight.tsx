import {useState} from 'react';
import type {Overnight as Night} from '#lib/api/contract.ts';
import {send} from '#lib/messaging/send.ts';
import {Problem} from './Problem.tsx';
import {problemOf} from './problem-of.ts';
import {useOvernight} from './use-desk.ts';
import {clockTime, siteNames} from './words.ts';

/** In the morning, one line of what went out meanwhile. Sampling, not a queue: nothing waits on it. */
export function Overnight() {
	const {value: night, again} = useOvernight();
	const [problem, setProblem] = useState('');
	if (!night) return null;
	const judge = async (id: string, verdict: 'fits' | 'misplaced') => {
		setProblem(await problemOf(send('overnight:judge', {id, verdict, note: ''})));
		again();
	};
	return (
		<section className="group overnight" aria-label="Overnight">
			{night.sampled.length === 0 ? (
				<p className="quiet">{lineOf(night)}</p>
			) : (
				<details>
					<summary>{lineOf(night)}</summary>
					<ul className="items">
						{night.sampled.map(sample => (
							<Sample key={sample.id} sample={sample} now={night.to} judge={judge} />
						))}
					</ul>
				</details>
			)}
			<Problem>{problem}</Problem>
		</section>
	);
}

/** `Overnight: 14 replies, all ready-approved, 2 sampled for you` */
function lineOf({replies, ready, sampled}: Night): string {
	const how = ready === replies ? 'all ready-approved' : `${ready} ready-approved`;
	const parts = [`Overnight: ${replies} ${replies === 1 ? 'reply' : 'replies'}`, how];
	return [...parts, ...(sampled.length > 0 ? [`${sampled.length} sampled for you`] : [])].join(', ');
}

interface SampleProps {
	sample: Night['sampled'][number];
	now: number;
	judge: (id: string, verdict: 'fits' | 'misplaced') => Promise<void>;
}

function Sample({sample: {id, reply, text, site, url, person, at}, now, judge}: SampleProps) {
	return (
		<li className="own">
			<p>{text ?? 'Its words were erased.'}</p>
			<p className="quiet">
				{reply} · {person.name} · {siteNames[site]} · {clockTime(at, now)}
			</p>
			<div className="actions">
				<a href={url} target="_blank" rel="noreferrer">
					Open the conversation
				</a>
				<button type="button" onClick={() => void judge(id, 'fits')}>
					Right there
				</button>
				<button type="button" onClick={() => void judge(id, 'misplaced')}>
					Not right there
				</button>
			</div>
		</li>
	);
}
