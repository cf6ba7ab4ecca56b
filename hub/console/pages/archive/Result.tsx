import {useState} from 'react';
import {Problem} from '#components/Problem.tsx';
import type {ReplyOf} from '../ask.ts';
import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {ResultActions} from './ResultActions.tsx';
import {askedFor} from './Search.tsx';
import {durationOf, figure, siteName, stateName, timeOf} from './words.ts';

const pageSize = 50;

/** What one search found: in figures, row by row, and what can be done with it. */
export function Result({names}: PageProps) {
	const id = names.id ?? '';
	const [offset, setOffset] = useState(0);
	const {value, problem} = useAnswer('searchItems', {id, offset, limit: pageSize});
	if (!value) return <Problem>{problem}</Problem>;
	const {saved, summary, rows} = value;
	return (
		<>
			<div className="page-head">
				<h1>{`${saved.id}: ${figure(saved.items)} found`}</h1>
				<Link to="/archive">New search</Link>
			</div>
			<p>{askedFor(saved.search)}</p>
			<p className="quiet">{`Asked ${timeOf(saved.at)} UTC, of the first ${figure(saved.position)} entries of the log.`}</p>
			<Figures summary={summary} />
			<ResultActions id={id} />
			<h2>Items</h2>
			<Rows rows={rows} />
			<p className="page-head">
				<span>{`${offset + 1} to ${Math.min(offset + pageSize, saved.items)} of ${figure(saved.items)}`}</span>
				<span>
					<button type="button" disabled={offset === 0} onClick={() => setOffset(offset - pageSize)}>
						Earlier rows
					</button>{' '}
					<button
						type="button"
						disabled={offset + pageSize >= saved.items}
						onClick={() => setOffset(offset + pageSize)}
					>
						More rows
					</button>
				</span>
			</p>
		</>
	);
}

function Figures({summary}: {summary: ReplyOf<'searchItems'>['summary']}) {
	const {
		sent,
		bySite,
		editedLater,
		deletedLater,
		neverSent,
		byState,
		ready,
		byApprovals,
		selfApproved,
		averageWait,
	} = summary;
	const unsent = byState.filter(({state}) =>
		['changes_requested', 'withdrawn', 'expired', 'rejected'].includes(state),
	);
	const rows: [string, string, string][] = [
		['Posted', figure(sent), bySite.map(({site, count}) => `${siteName(site)} ${figure(count)}`).join(' · ')],
		['Edited later', figure(editedLater), 'both versions kept'],
		['Deleted later', figure(deletedLater), 'copies kept'],
		[
			'Held and never posted',
			figure(neverSent),
			unsent.map(({state, count}) => `${stateName(state)} ${figure(count)}`).join(' · '),
		],
		[
			'Approved by',
			[
				...(ready > 0 ? [`ready-approved reply ${figure(ready)}`] : []),
				...byApprovals.map(({approvals, count}) => `${approvalWords(approvals)} ${figure(count)}`),
			].join(' · '),
			'',
		],
		['Approved by its own author', figure(selfApproved), selfApproved === 0 ? '' : 'look at these first'],
		['Average wait for approval', averageWait === null ? 'nothing waited' : durationOf(averageWait), ''],
	];
	return (
		<table>
			<caption className="visually-hidden">In figures</caption>
			<tbody>
				{rows.map(([label, value, note]) => (
					<tr key={label}>
						<th scope="row">{label}</th>
						<td>{value}</td>
						<td className="quiet">{note}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}

function approvalWords(approvals: number): string {
	if (approvals === 0) return 'no approval needed';
	return approvals === 1 ? 'one reviewer' : `${approvals} reviewers`;
}

function Rows({rows}: {rows: ReplyOf<'searchItems'>['rows']}) {
	return (
		<table className="cards">
			<thead>
				<tr>
					<th scope="col">Number</th>
					<th scope="col">When (UTC)</th>
					<th scope="col">Where</th>
					<th scope="col">Written by</th>
					<th scope="col">State</th>
					<th scope="col">Text</th>
				</tr>
			</thead>
			<tbody>
				{rows.map(row => (
					<tr key={row.item}>
						<th scope="row">
							<Link to={`/archive/items/${encodeURIComponent(row.item)}`}>{row.name}</Link>
						</th>
						<td data-is="When">{timeOf(row.at)}</td>
						<td data-is="Where">{`${siteName(row.site)} ${row.kind}`}</td>
						<td data-is="Written by">{row.author.name || row.author.id}</td>
						<td data-is="State">{stateName(row.state)}</td>
						<td data-is="Text">
							<bdi className="clip">
								{row.text ?? (row.damaged ? '! damaged: it cannot be read' : '(erased, or none)')}
							</bdi>
						</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
