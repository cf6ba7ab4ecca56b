import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import {severityNames} from '#components/words.ts';
import type {RuleChange, RuleLine} from '#lib/api/console.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {ToRead} from './ToRead.tsx';

const changeNames: Record<RuleChange, string> = {
	same: '',
	new: 'new, not released',
	changed: 'changed, not released',
	removed: 'taken out, not released',
};

/** Every rule with who answers for it, why it is there, and when somebody reads it again. */
export function Rules({session}: PageProps) {
	const {value, problem} = useAnswer('listRules');
	const [wanted, setWanted] = useState('');
	const shown = value?.rules.filter(rule => matches(rule, wanted)) ?? [];
	const mayWrite = session.person.roles.some(({role}) => role === 'admin');
	return (
		<>
			<div className="page-head">
				<h1>Rules</h1>
				{mayWrite && (
					<p className="actions">
						<Link to="/rules/starter">Starter packs</Link>
						<Link to="/rules/new">New rule from a notice</Link>
					</p>
				)}
			</div>
			<Problem>{problem}</Problem>
			<ToRead />
			<label className="field">
				<span className="label">Find a rule by words, number, source or owner</span>
				<input type="search" value={wanted} onChange={event => setWanted(event.target.value)} />
			</label>
			{value?.rules.length === 0 && (
				<p>
					No rules yet. <Link to="/rules/starter">Install a starter pack</Link> and change it, or write your
					own.
				</p>
			)}
			{value?.packs.map(({id, title, version}) => (
				<Pack
					key={id}
					title={`${title} · ${version}`}
					rules={shown.filter(({pack}) => pack === id)}
					today={value.today}
				/>
			))}
		</>
	);
}

function matches({id, title, source, owner}: RuleLine, wanted: string): boolean {
	const text = `${id} ${title} ${source} ${owner ?? ''}`.toLowerCase();
	return wanted
		.toLowerCase()
		.split(/\s+/)
		.every(word => text.includes(word));
}

function Pack({title, rules, today}: {title: string; rules: RuleLine[]; today: string}) {
	if (rules.length === 0) return null;
	return (
		<section className="stack" aria-label={title}>
			<h2>{title}</h2>
			<table className="cards">
				<thead>
					<tr>
						<th scope="col">Rule</th>
						<th scope="col">Then</th>
						<th scope="col">Legal basis</th>
						<th scope="col">Owner</th>
						<th scope="col">Read again by</th>
					</tr>
				</thead>
				<tbody>
					{rules.map(rule => (
						<Line key={rule.id} rule={rule} today={today} />
					))}
				</tbody>
			</table>
		</section>
	);
}

function Line({rule, today}: {rule: RuleLine; today: string}) {
	const {pack, id, title, severity, source, owner, review, from, change} = rule;
	const isDue = review !== null && review <= today;
	return (
		<tr>
			<th scope="row">
				<span>
					<Link to={`/rules/${pack}/${id}`}>
						{id} {title}
					</Link>
					{change !== 'same' && <span className="chip"> {changeNames[change]}</span>}
				</span>
			</th>
			<td data-is="Then">{severityNames[severity]}</td>
			<td data-is="Legal basis">
				{source}
				{from !== null && <span className="quiet"> from {from}</span>}
			</td>
			<td data-is="Owner" className={owner === null ? 'unsaid' : 'short'}>
				{owner ?? <span className="quiet">nobody yet</span>}
			</td>
			<td data-is="Read again by" className={review === null ? 'unsaid' : 'short'}>
				{isDue ? (
					<strong className="problem">{review}, due</strong>
				) : (
					(review ?? <span className="quiet">no day set</span>)
				)}
			</td>
		</tr>
	);
}
