import type {Draft} from '../draft.ts';
import type {Location} from '../identity/location.ts';
import {languageOf} from '../review/language.ts';
import {routeFor} from '../review/route.ts';
import type {Workflow} from './bundle.ts';
import {type Finding, type Verdict, verdictUnder} from './finding.ts';

/** Details that stand for content nobody here has read: a video by its number, words that the site has already. */
const unread = ['video_id', 'publish', 'keeps'];

/** `location` is where the account belongs. */
export interface Judged {
	draft: Draft | null;
	findings: readonly Finding[];
	location: Location;
}

/**
 * What the findings mean for this draft. Where a part of it is known by number only, no rule has looked at that part, so a
 * person must.
 */
export function verdictFor(
	workflow: Pick<Workflow, 'secondPerson' | 'routes'>,
	{draft, findings, location}: Judged,
): Verdict {
	const verdict = verdictUnder(workflow, findings);
	const isUnread = unread.some(name => draft?.details?.[name] !== undefined);
	const isHeld = isUnread || isRouted(workflow, {draft, findings, location});
	return verdict === 'pass' && isHeld ? 'hold' : verdict;
}

/** A route that holds by itself; how experienced its author is, is not known here, so it counts as if he were new. */
function isRouted({routes}: Pick<Workflow, 'routes'>, {draft, findings, location}: Judged): boolean {
	const holding = routes?.filter(({holds}) => holds) ?? [];
	if (!draft || holding.length === 0 || draft.operation === 'delete') return false;
	const language = languageOf(draft.text);
	return routeFor(holding, {draft, findings, location, language, approvedBefore: null}) !== undefined;
}
