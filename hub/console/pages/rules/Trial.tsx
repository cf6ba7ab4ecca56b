import {FindingList} from '#components/FindingList.tsx';
import {MarkedText} from '#components/MarkedText.tsx';
import type {RuleTrial} from '#lib/api/console.ts';
import type {Sample} from './use-rule.ts';

interface Props {
	trial: RuleTrial | undefined;
	/** Problems that no field of the form can mend. */
	elsewhere: RuleTrial['problems'];
	sample: Sample;
	trySample: (sample: Sample) => void;
}

/** What the rule does now: problems first, its examples, then any text one likes. */
export function Trial({trial, elsewhere, sample, trySample}: Props) {
	return (
		<>
			<section className="stack" aria-labelledby="examples">
				<h2 id="examples">Examples</h2>
				<Examples trial={trial} elsewhere={elsewhere} />
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

function Examples({trial, elsewhere}: Pick<Props, 'trial' | 'elsewhere'>) {
	if (!trial) return <p className="quiet">…</p>;
	const {problems, examples, advice} = trial;
	if (problems.length > 0)
		return (
			<>
				<p className="problem">They are tried once the rule can be read. See what is said in red.</p>
				<ul className="stack problems">
					{elsewhere.map(({line, message}) => (
						<li key={`${line} ${message}`}>
							<strong>Line {line}</strong> {message}
						</li>
					))}
				</ul>
			</>
		);
	return (
		<>
			<p className={examples.some(({problem}) => problem !== null) ? 'problem' : 'said'}>
				{counted(examples, 'catch', 'must catch')} · {counted(examples, 'not catch', 'must not catch')}
			</p>
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
