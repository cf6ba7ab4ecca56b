import {Problem} from '#components/Problem.tsx';
import type {ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {useLive} from '../use-live.ts';
import {Branches} from './Branches.tsx';
import {Left} from './Left.tsx';
import {PauseAccount, Pauses} from './Pauses.tsx';
import {percent, span, time} from './words.ts';

/** Milliseconds between two looks while the board is open. */
const look = 2000;

/** Which browser has which rules, live. */
export function Coverage({session}: PageProps) {
	const {value: board, problem, again} = useLive('coverage', look);
	const isAdmin = session.person.roles.some(({role}) => role === 'admin');
	if (!board) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	return (
		<>
			<h1>Coverage</h1>
			<Problem>{problem}</Problem>
			<Sum board={board} />
			<Pauses pauses={board.pauses} browsers={board.left} isAdmin={isAdmin} done={again} />
			<Left browsers={board.left} now={board.now} isAdmin={isAdmin} done={again} />
			<Branches branches={board.branches} />
			{isAdmin && <PauseAccount accounts={board.accounts} done={again} />}
		</>
	);
}

function Sum({board: {version, from, all, half, most}}: {board: ReplyOf<'coverage'>}) {
	if (version === null || from === null)
		return <p>No rules are in force yet. Every browser holds everything.</p>;
	return (
		<section className="stack card" aria-labelledby="sum">
			<h2 id="sum">
				Version {version}, in force since {time(from)}
			</h2>
			<div className="bar-line">
				<progress className="bar" max={all.all || 1} value={all.current} aria-labelledby="sum-words" />
				<strong>{percent(all.current, all.all)} %</strong>
			</div>
			<p id="sum-words">
				{all.current} of {all.all} browsers on it
				{all.arriving > 0 && ` · ${all.arriving} on their way`}
				{all.offline > 0 && ` · ${all.offline} switched off`}
				{all.stuck > 0 && ` · ${all.stuck} stuck`}
			</p>
			<p className="quiet">
				{half === null ? 'Half of them have not got it yet.' : `Half of them had it after ${span(half)}`}
				{half !== null && (most === null ? '; not yet 95 %.' : `, 95 % after ${span(most)}.`)}
			</p>
		</section>
	);
}
