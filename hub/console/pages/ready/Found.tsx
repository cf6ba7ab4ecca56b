import {severityNames} from '#components/words.ts';
import type {ReadyTrial} from '#lib/api/contract.ts';
import type {Severity} from '#lib/core/policy/finding.ts';

/** What the rules say of the words, filled with examples; what an approval would answer is said so. */
export function Found({trial, settles}: {trial: ReadyTrial; settles: readonly string[]}) {
	return (
		<section className="stack" aria-labelledby="found">
			<h2 id="found">What the rules say</h2>
			{trial.findings.length === 0 && <p>✓ Nothing to say.</p>}
			<ul className="findings">
				{trial.findings.map(({rule, severity, message}) => (
					<li key={rule} className={severity}>
						<p className="finding-head">
							{rule} <span className="chip">{severityNames[severity as Severity] ?? severity}</span>
						</p>
						<p>{message}</p>
						{settles.includes(rule) && <p className="quiet">The approval answers this.</p>}
					</li>
				))}
			</ul>
			<p>
				<span className="label">For example</span>
				<br />
				{trial.sample}
			</p>
		</section>
	);
}
