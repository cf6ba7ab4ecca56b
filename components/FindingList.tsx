import type {Finding} from '#lib/core/policy/finding.ts';
import {severityNames} from './words.ts';

/** What the rules say, numbered as in the text. */
export function FindingList({findings, text}: {findings: readonly Finding[]; text: string}) {
	if (findings.length === 0) return <p className="quiet">✓ The rules found nothing.</p>;
	return (
		<ol className="findings">
			{findings.map(finding => (
				<li key={`${finding.rule} ${finding.start}`} className={finding.severity}>
					<p className="finding-head">
						<q>{excerpt(text, finding)}</q>
						<span className="chip">{severityNames[finding.severity]}</span>
					</p>
					<p>{finding.message}</p>
					{finding.say !== undefined && <p className="quiet">Say instead: “{finding.say}”</p>}
					<details>
						<summary>
							Why? Rule {finding.rule}
							{finding.confidence === 'certain' ? '' : ` · ${finding.confidence}`}
						</summary>
						<p className="quiet">{finding.why}</p>
					</details>
				</li>
			))}
		</ol>
	);
}

const longest = 60;

function excerpt(text: string, {start, end}: Finding): string {
	if (end <= start) return 'the whole post';
	const span = text.slice(start, end).replace(/\s+/g, ' ');
	return span.length > longest ? `${span.slice(0, longest)}…` : span;
}
