import type {Draft} from '../draft.ts';
import type {Workflow} from './bundle.ts';
import {type Finding, type Verdict, verdictUnder} from './finding.ts';

/** Details that stand for content nobody here has read: a video by its number, words that the site has already. */
const unread = ['video_id', 'publish', 'keeps'];

/**
 * What the findings mean for this draft. Where a part of it is known by number only, no rule has looked at that part, so a
 * person must.
 */
export function verdictFor(
	workflow: Pick<Workflow, 'secondPerson'>,
	draft: Pick<Draft, 'details'> | null,
	findings: readonly Pick<Finding, 'severity' | 'confidence'>[],
): Verdict {
	const verdict = verdictUnder(workflow, findings);
	const isUnread = unread.some(name => draft?.details?.[name] !== undefined);
	return verdict === 'pass' && isUnread ? 'hold' : verdict;
}
