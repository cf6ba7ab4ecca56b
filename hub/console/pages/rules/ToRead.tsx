import type {ReplyOf} from '../ask.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';

/** Shown at once; the rest on demand. */
const most = 5;

/** Rules that are to be read again, as every six months: what is overdue first. Nothing where there are none. */
export function ToRead() {
	const {value: rules = []} = useAnswer('rulesToRead');
	if (rules.length === 0) return null;
	const overdue = rules.filter(({when}) => when === 'due').length;
	return (
		<section className="card" aria-labelledby="to-read">
			<h2 id="to-read">
				{overdue === 0
					? '◔ Rules to be read again soon'
					: `! ${overdue === 1 ? '1 rule is' : `${overdue} rules are`} due to be read again`}
			</h2>
			<Lines rules={rules.slice(0, most)} />
			{rules.length > most && (
				<details>
					<summary>And {rules.length - most} more</summary>
					<Lines rules={rules.slice(most)} />
				</details>
			)}
		</section>
	);
}

function Lines({rules}: {rules: ReplyOf<'rulesToRead'>}) {
	return (
		<ul>
			{rules.map(({pack, id, title, owner, review, when, isYours}) => (
				<li key={`${pack} ${id}`}>
					<Link to={`/rules/${pack}/${id}`}>
						{id} {title}
					</Link>{' '}
					<span className="quiet">
						{when === 'due' ? 'due' : 'by'} {review} ·{' '}
						{isYours ? 'you answer for it' : (owner ?? 'nobody answers for it yet')}
					</span>
				</li>
			))}
		</ul>
	);
}
