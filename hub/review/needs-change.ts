import type {Finding} from '#lib/core/policy/finding.ts';
import {Refused} from '../refused.ts';

/** What is certainly wrong is sent back before anybody is asked to look at it. */
export function needsChange(findings: readonly Finding[]): Refused {
	const certain = findings.filter(
		({severity, confidence}) => severity === 'block' && confidence === 'certain',
	);
	const rules = [...new Set(certain.map(({rule}) => rule))].join(', ');
	return new Refused(
		422,
		'needs-change',
		`This needs a change before anybody is asked to approve it: ${rules}.`,
	);
}
