import type {CountOf, EvaluatedRule} from '#lib/api/console.ts';
import {stageNames} from '../releases/stage-words.ts';
import {Figure} from './Figure.tsx';
import {outcomeNames, percent} from './words.ts';

const shown = [
	'fixed',
	'corrected',
	'returned',
	'overridden',
	'conceded',
	'ignored',
	'open',
	'dropped',
] as const;

/** Rule by rule: what it found, what became of that, and how often it was right. */
export function Rules({rules}: {rules: readonly EvaluatedRule[]}) {
	if (rules.length === 0)
		return (
			<section aria-labelledby="by-rule">
				<h2 id="by-rule">By rule</h2>
				<p>No rule found anything.</p>
			</section>
		);
	const busiest = rules.toSorted((a, b) => b.found.count - a.found.count);
	return (
		<section aria-labelledby="by-rule">
			<h2 id="by-rule">By rule</h2>
			<Precision rules={busiest.filter(({precision}) => precision !== null).slice(0, 20)} />
			<table className="cards dense">
				<caption className="visually-hidden">What became of each rule’s findings</caption>
				<thead>
					<tr>
						<th scope="col">Rule</th>
						<th scope="col" className="number">
							Found
						</th>
						{shown.map(outcome => (
							<th key={outcome} scope="col" className="number">
								{outcomeNames[outcome]}
							</th>
						))}
						<th scope="col" className="number">
							Disputed
						</th>
						<th scope="col">Now</th>
					</tr>
				</thead>
				<tbody>
					{busiest.map(rule => (
						<Row key={rule.rule} of={rule} />
					))}
				</tbody>
			</table>
			<p className="quiet">
				Each finding has one end. “Changed in own words” counts what had stopped a press and was gone after
				it, and what a second person returned. “Disputed” counts every “Not a problem here”, however it ended.
			</p>
		</section>
	);
}

function Row({of: {rule, title, found, by, disputed, stage}}: {of: EvaluatedRule}) {
	return (
		<tr>
			<th scope="row">
				{rule}
				<span className="quiet"> {title}</span>
			</th>
			<Cell of={found} rule={rule} is="Found" />
			{shown.map(outcome => (
				<Cell key={outcome} of={by[outcome]} rule={rule} is={outcomeNames[outcome]} />
			))}
			<Cell of={disputed} rule={rule} is="Disputed" />
			<td data-is="Now">{stageNames[stage]}</td>
		</tr>
	);
}

function Cell({of, rule, is}: {of: CountOf; rule: string; is: string}) {
	return (
		<td className={of.count === 0 ? 'number zero' : 'number'} data-is={is}>
			<Figure of={of} label={`${rule}, ${is}`} />
		</td>
	);
}

/** The estimate as a bar, its interval as a line over it, the budget as a mark. */
function Precision({rules}: {rules: readonly EvaluatedRule[]}) {
	if (rules.length === 0)
		return <p className="quiet">Nobody has judged a finding yet: no precision is known.</p>;
	return (
		<>
			<h3>How often they are right</h3>
			<ul className="precision">
				{rules.map(({rule, precision, budget}) => (
					<li key={rule}>
						<span>{rule}</span>
						<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
							<rect className="track" width="100" height="10" />
							<rect
								className={precision!.high * 100 < budget ? 'low' : 'right'}
								width={precision!.estimate * 100}
								height="10"
							/>
							<rect
								className="interval"
								x={precision!.low * 100}
								y="4"
								width={(precision!.high - precision!.low) * 100}
								height="2"
							/>
							<rect className="budget" x={budget - 0.25} width="0.5" height="10" />
						</svg>
						<span>
							{`${percent(precision!.estimate)} of ${precision!.read}`}
							<span className="quiet">{` (${percent(precision!.low)} to ${percent(precision!.high)}; budget ${budget} %)`}</span>
						</span>
					</li>
				))}
			</ul>
			<p className="quiet">
				Right: mended, returned, or marked right in a backtest. Wrong: disputed and a second person agreed, or
				marked wrong. In brackets Wilson’s 95 % interval. A rule whose whole interval is below its budget goes
				a stage back by itself, once 20 findings were judged by more than one person.
			</p>
		</>
	);
}
