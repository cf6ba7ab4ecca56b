import {useState} from 'react';
import type {ReplyOf} from '../ask.ts';
import {useAnswer} from '../use-answer.ts';
import {branchName, percent, stateWords, time} from './words.ts';

type Branch = ReplyOf<'coverage'>['branches'][number];

/** Each branch as a line; opened, its browsers. */
export function Branches({branches}: {branches: readonly Branch[]}) {
	return (
		<section className="stack" aria-labelledby="branches">
			<h2 id="branches">{branches.length === 1 ? '1 branch' : `${branches.length} branches`}</h2>
			<ul className="branches">
				{branches.map(branch => (
					<Line key={branch.location} branch={branch} />
				))}
			</ul>
		</section>
	);
}

function Line({branch: {location, all, current, stuck, offline}}: {branch: Branch}) {
	const [isOpen, setOpen] = useState(false);
	return (
		<li>
			<details onToggle={event => setOpen(event.currentTarget.open)}>
				<summary title={location}>
					<span className="branch-name">{branchName(location)}</span>
					<span>
						{current}/{all}
					</span>
					<span className="quiet">
						{percent(current, all)} %{stuck > 0 && ` · ${stuck} stuck`}
						{offline > 0 && ` · ${offline} off`}
					</span>
				</summary>
				{isOpen && <Browsers location={location} />}
			</details>
		</li>
	);
}

function Browsers({location}: {location: string}) {
	const {value, problem} = useAnswer('coverageAt', {location});
	if (!value) return <p className={problem === '' ? 'quiet' : 'problem'}>{problem || '…'}</p>;
	return (
		<table className="cards">
			<thead>
				<tr>
					<th scope="col">Person</th>
					<th scope="col">Browser</th>
					<th scope="col">Rules</th>
					<th scope="col">Since</th>
					<th scope="col">Last heard</th>
				</tr>
			</thead>
			<tbody>
				{value.browsers.map(({device, person, browser, label, state, version, since, seenAt}) => (
					<tr key={device}>
						<th scope="row">{person}</th>
						<td data-is="Browser">{browser || label}</td>
						<td data-is="Rules">
							{stateWords[state]}
							{version !== null && ` (version ${version})`}
						</td>
						<td data-is="Since">{since === null ? 'never' : time(since)}</td>
						<td data-is="Last heard">{seenAt === null ? 'never' : time(seenAt)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
