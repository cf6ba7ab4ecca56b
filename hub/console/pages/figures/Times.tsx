import type {TimesBy} from '#lib/api/console.ts';
import {Figure} from './Figure.tsx';
import {kindNames, time} from './words.ts';

type Line = TimesBy['kinds'][number];

interface Props {
	id: string;
	title: string;
	of: TimesBy;
	/** What happens in the hours: `sent for approval`. */
	hourIs: string;
}

/** How long something takes: half of them and nine of ten, by branch, kind and hour. */
export function Times({id, title, of: {all, branches, kinds, hours}, hourIs}: Props) {
	if (all.count === 0)
		return (
			<section aria-labelledby={id}>
				<h2 id={id}>{title}</h2>
				<p>Nothing yet.</p>
			</section>
		);
	const named = kinds.map(({key, value}) => ({key: kindNames[key] ?? key, value}));
	const clock = hours.map(({key, value}) => ({key: `${key}:00`, value}));
	return (
		<section aria-labelledby={id}>
			<h2 id={id}>{title}</h2>
			<p>
				<Figure of={all} label={title} />
				{` · half within ${time(all.half)}, nine of ten within ${time(all.most)}`}
			</p>
			<p className="quiet">Dark: half of them. Light: nine of ten.</p>
			<div className="charts">
				<Chart name={`${title}, by branch`} head="Branch" lines={branches} />
				<Chart name={`${title}, by kind`} head="Kind" lines={named} />
				<Chart name={`${title}, by hour (UTC) in which ${hourIs}`} head="Hour" lines={clock} />
			</div>
		</section>
	);
}

/** Bars for whoever would rather look, a table for whoever would rather read. */
function Chart({name, head, lines}: {name: string; head: string; lines: readonly Line[]}) {
	const longest = Math.max(1, ...lines.map(({value}) => value.most ?? 0));
	const said = lines.map(({key, value}) => `${key} ${time(value.half)}`).join(', ');
	return (
		<figure className="chart">
			<figcaption>{name}</figcaption>
			<div role="img" aria-label={`${name}. Half within: ${said}`}>
				{lines.map(({key, value: {half, most}}) => (
					<div key={key} className="bars">
						<span title={key}>{key.split('/').at(-1)}</span>
						<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
							<rect className="most" width={((most ?? 0) / longest) * 100} height="10" />
							<rect className="half" width={((half ?? 0) / longest) * 100} height="10" />
						</svg>
						<span>{`${time(half)} / ${time(most)}`}</span>
					</div>
				))}
			</div>
			<details>
				<summary>The numbers</summary>
				<table className="cards">
					<caption className="visually-hidden">{name}</caption>
					<thead>
						<tr>
							<th scope="col">{head}</th>
							<th scope="col">How many</th>
							<th scope="col">Half within</th>
							<th scope="col">Nine of ten within</th>
						</tr>
					</thead>
					<tbody>
						{lines.map(({key, value}) => (
							<tr key={key}>
								<th scope="row">{key}</th>
								<td data-is="How many">
									<Figure of={value} label={`${name}: ${key}`} />
								</td>
								<td data-is="Half within">{time(value.half)}</td>
								<td data-is="Nine of ten within">{time(value.most)}</td>
							</tr>
						))}
					</tbody>
				</table>
			</details>
		</figure>
	);
}
