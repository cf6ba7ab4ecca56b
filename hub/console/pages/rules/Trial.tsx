import {FindingList} from '#components/FindingList.tsx';
import {MarkedText} from '#components/MarkedText.tsx';
import type {RuleTrial} from '#lib/api/console.ts';
import type {Sample} from './use-rule.ts';

/** What the rule does now: problems first, its examples, then any text one likes. */
export function Trial({
	trial,
	sample,
	trySample,
}: {
	trial: RuleTrial | undefined;
	sample: Sample;
	trySample: (sample: Sample) => void;
}) {
	return (
		<>
			<section className="stack" aria-labelledby="examples">
				<h2 id="examples">Examples</h2>
				<Examples trial={trial} />
			</section>
			<section className="stack" aria-labelledby="try">
				<h2 id="try">Try any text</h2>
				<label className="field">
					<span className="label">A post as somebody might write it</span>
					<textarea
						rows={3}
						value={sample.text}
						onChange={event => trySample({...sample, text: event.target.value})}
					/>
				</label>
				{sample.text.trim() !== '' && trial && (
					<div role="status" className="stack">
						<MarkedText text={sample.text} findings={within(trial.findings, sample.text)} />
						<FindingList findings={within(trial.findings, sample.text)} text={sample.text} />
					</div>
				)}
			</section>
		</>
	);
}

/** The answer is to the text of a moment ago: a place that is no longer there is not marked. */
function within(findings: RuleTrial['findings'], text: string) {
	return findings.filter(({end}) => end <= text.length);
}

function Examples({trial}: {trial: RuleTrial | undefined}) {
	if (!trial) return <p className="quiet">…</p>;
	const {problems, examples, advice} = trial;
	if (problems.length > 0)
		return (
			<ul className="stack problems">
				{problems.map(({line, message}) => (
					<li key={`${line} ${message}`}>
						<strong>Line {line}</strong> {message}
					</li>
				))}
			</ul>
		);
	return (
		<>
			<p className={examples.some(({problem}) => problem !== null) ? 'problem' : 'said'}>
				{counted(examples, 'catch', 'must catch')} · {counted(examples, 'not catch', 'must not catch')}
			</p>
			<ul className="stack problems">
				{examples
					.filter(({problem}) => problem !== null)
					.map(({line, text, problem}) => (
						<li key={text}>
							<strong>Line {line}</strong> “{text}” {problem}
						</li>
					))}
			</ul>
			{advice.map(words => (
				<p key={words} className="notice">
					i {words}
				</p>
			))}
		</>
	);
}

function counted(examples: RuleTrial['examples'], must: 'catch' | 'not catch', words: string): string {
	const own = examples.filter(example => example.must === must);
	const good = own.filter(({problem}) => problem === null).length;
	return `${words} ${good}/${own.length}${good === own.length ? ' ✓' : ''}`;
}
