import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {placeName, standingWords, when} from './words.ts';

/** As many as the hub gives at a time. */
const atOnce = 20;

export type Standing = 'live' | 'waiting' | 'approved';
type Example = ReplyOf<'backtestExamples'>['examples'][number];

/** Twenty at a time; what was said of them stays on the page until the next twenty. */
export function Examples({
	id,
	standing,
	marked,
}: {
	id: string;
	standing: Standing | null;
	marked: () => void;
}) {
	const {value, problem, again} = useAnswer('backtestExamples', {id, ...(standing && {standing})});
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	if (value.examples.length === 0) return <p>✓ There is nothing (more) to read.</p>;
	return (
		<>
			<ul className="stack">
				{value.examples.map(example => (
					<One key={`${example.item} ${example.rule}`} id={id} example={example} marked={marked} />
				))}
			</ul>
			{standing === null && value.examples.length === atOnce && (
				<div className="actions">
					<button type="button" onClick={again}>
						Read 20 more
					</button>
				</div>
			)}
		</>
	);
}

function One({id, example, marked}: {id: string; example: Example; marked: () => void}) {
	const {item, rule, text, start, end, name, author, location, at, standing, url} = example;
	const {busy, problem, run} = useDoing();
	const [mark, setMark] = useState(example.mark);
	const say = (next: 'right' | 'wrong') =>
		void run(() => ask('markExample', {item, rule, mark: next}, {id})).then(isDone => {
			if (!isDone) return;
			setMark(next);
			marked();
		});
	return (
		<li className="stack card">
			{text === null ? (
				<p className="quiet">Its words were erased at the end of their time.</p>
			) : (
				<blockquote>
					{text.slice(0, start)}
					<mark>{text.slice(start, end)}</mark>
					{text.slice(end)}
				</blockquote>
			)}
			<p className="quiet">
				{rule} · {author}, {placeName(location)} · {when.format(at)} · {name} · {standingWords[standing]}
				{standing === 'live' && url !== '' && (
					<>
						{' '}
						·{' '}
						<a href={url} rel="noreferrer" target="_blank">
							Open the post
						</a>
					</>
				)}
			</p>
			<div className="actions">
				<button
					type="button"
					disabled={busy}
					aria-label={`✓ Rightly caught: ${name}`}
					aria-pressed={mark === 'right'}
					onClick={() => say('right')}
				>
					✓ Rightly caught
				</button>
				<button
					type="button"
					disabled={busy}
					aria-label={`✗ Wrongly caught: ${name}`}
					aria-pressed={mark === 'wrong'}
					onClick={() => say('wrong')}
				>
					✗ Wrongly caught
				</button>
			</div>
			<Problem>{problem}</Problem>
		</li>
	);
}
