import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {ask, type ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';
import {figure, stateName, timeOf} from './words.ts';

type Drawn = ReplyOf<'draws'>[number];
type Outcome = Drawn['verdicts'][number]['outcome'];

/** The queue of a draw: one item at a time, and a verdict. */
export function Draw({names, session}: PageProps) {
	const {value: draws, problem, again} = useAnswer('draws');
	const draw = draws?.find(({id}) => id === names.id);
	if (!draw) return <p role="alert">{problem || (draws ? 'There is no such draw.' : '…')}</p>;
	const mine = new Set(
		draw.verdicts.filter(({person}) => person === session.person.id).map(({item}) => item),
	);
	const next = draw.items.find(item => !mine.has(item));
	return (
		<>
			<h1>{`${draw.id}: ${draw.kind === 'miss' ? 'miss check' : 'supervision'}`}</h1>
			<p>
				{`${figure(draw.items.length)} of ${figure(draw.population)} items, drawn at random with the seed “${draw.seed}” from `}
				<Link to={`/archive/searches/${draw.search}`}>{draw.search}</Link>. The same seed draws the same
				items.
			</p>
			<p role="status">{resultOf(draw, mine.size)}</p>
			{next ? (
				<OneItem key={next} draw={draw} item={next} judged={again} />
			) : (
				<p>✓ You have read all of them.</p>
			)}
		</>
	);
}

function resultOf({result, items}: Drawn, mine: number): string {
	if (!result) return `You have read ${mine} of ${items.length}. Two people read each.`;
	const bound = (result.fewerThan * 100).toFixed(2);
	return `Read by two people: ${result.hits} of ${result.size} were about it. With 95 % confidence fewer than ${bound} % were missed.`;
}

const choices: Record<Drawn['kind'], [Outcome, string][]> = {
	miss: [
		['not-about', 'Not about it'],
		['about', 'About it'],
	],
	supervision: [
		['fine', 'In order'],
		['needs-action', 'Needs action'],
	],
};

function OneItem({draw, item, judged}: {draw: Drawn; item: string; judged: () => void}) {
	const {value, problem} = useAnswer('story', {item});
	const doing = useDoing();
	const [note, setNote] = useState('');
	const judge = (outcome: Outcome) =>
		void doing
			.run(() => ask('judge', {item, outcome, note}, {id: draw.id}))
			.then(worked => worked && judged());
	return (
		<section className="block">
			{value && (
				<>
					<h2>
						<Link to={`/archive/items/${encodeURIComponent(item)}`}>{value.item.name}</Link>
					</h2>
					<p className="quiet">{`${timeOf(value.item.at)} UTC · ${value.item.kind} · ${stateName(value.item.state)}`}</p>
					<blockquote className="quoted">
						<bdi>{value.item.text ?? '(no text)'}</bdi>
					</blockquote>
				</>
			)}
			<label>
				Note
				<input value={note} onChange={event => setNote(event.currentTarget.value)} />
			</label>
			<p className="actions">
				{choices[draw.kind].map(([outcome, word]) => (
					<button key={outcome} type="button" disabled={doing.busy || !value} onClick={() => judge(outcome)}>
						{word}
					</button>
				))}
			</p>
			<Problem>{problem || doing.problem}</Problem>
		</section>
	);
}
