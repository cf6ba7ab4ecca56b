import {Problem} from '#components/Problem.tsx';
import type {ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {dayOf, secondOf, siteName, stateName} from './words.ts';

type Told = ReplyOf<'story'>;

/** Everything about one item, in the order of the log, and the rules as they read that day. */
export function Story({names}: PageProps) {
	const {value, problem} = useAnswer('story', {item: names.item ?? ''});
	if (!value) return <Problem>{problem}</Problem>;
	const {item, versions, entries, rules} = value;
	return (
		<>
			<h1>{item.name}</h1>
			<p className="quiet">{`${siteName(item.site)} ${item.kind} · ${stateName(item.state)} · ${item.location}`}</p>
			<blockquote className="quoted">
				<bdi>
					{item.text ?? (item.damaged ? '! damaged: it cannot be read' : '(erased, or there was no text)')}
				</bdi>
			</blockquote>
			<Facts item={item} />
			<Versions of={versions} />
			<h2>What happened (UTC)</h2>
			<ol className="story">
				{entries.map(entry => (
					<Entry key={entry.seq} entry={entry} />
				))}
			</ol>
			{rules.length > 0 && <h2>The rules as they read that day</h2>}
			{rules.map(({id, title, message, why, source, pack, policy}) => (
				<section key={`${id} ${policy}`} className="block">
					<h3>{`${id} · ${title}`}</h3>
					<p>{message}</p>
					<p>{why}</p>
					<p className="quiet">{`${source} · ${pack} · rules ${policy.slice(0, 12)}`}</p>
				</section>
			))}
		</>
	);
}

function Facts({item}: {item: Told['item']}) {
	const person = ({id, name}: {id: string; name: string}) => name || id;
	const rows: [string, string][] = [
		['Written by', person(item.author)],
		['Approved by', item.approvers.map(person).join(', ') || 'no approval was needed'],
		['Account', item.handle === item.account ? item.account : `${item.handle} (${item.account})`],
		['Id at the site', item.siteId],
		['Rules that found something', item.rules.join(', ')],
		['Legal holds', item.legalHolds.join(', ')],
		['Kept until', item.keptUntil === null ? 'no end' : `${dayOf(item.keptUntil)} (${item.topic})`],
	];
	return (
		<table>
			<caption className="visually-hidden">About this item</caption>
			<tbody>
				{rows
					.filter(([, value]) => value !== '')
					.map(([label, value]) => (
						<tr key={label}>
							<th scope="row">{label}</th>
							<td>{value}</td>
						</tr>
					))}
			</tbody>
		</table>
	);
}

/** An edit has a number of its own at the site: the chain of them is one post. */
function Versions({of}: {of: Told['versions']}) {
	if (of.length === 0) return null;
	return (
		<>
			<h2>Before and after</h2>
			<ul>
				{of.map(({item, name, at, kind, state, siteId}) => (
					<li key={item}>
						{`${secondOf(at)} UTC · ${kind} · ${stateName(state)} · `}
						<Link to={`/archive/items/${encodeURIComponent(item)}`}>{name}</Link>
						{siteId && ` · id at the site ${siteId}`}
					</li>
				))}
			</ul>
		</>
	);
}

function Entry({entry}: {entry: Told['entries'][number]}) {
	const {at, said, person, name, details} = entry;
	return (
		<li>
			<p>
				<time dateTime={new Date(at).toISOString()}>{secondOf(at)}</time> <strong>{said}</strong> · {person}{' '}
				<span className="quiet">{name}</span>
			</p>
			{details.length > 0 && (
				<details open>
					<summary>What it says</summary>
					<dl>
						{details.map(({label, text}, i) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: a rule may have found two things; the list never changes
							<div key={`${label} ${i}`}>
								<dt>{label}</dt>
								<dd>
									<bdi>{text}</bdi>
								</dd>
							</div>
						))}
					</dl>
				</details>
			)}
		</li>
	);
}
