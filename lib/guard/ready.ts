/** Whether what is about to go is a ready-approved reply, as far as the page may say. Unknown means no. */
import type {ProvenReady} from '#lib/api/ready.ts';
import type {Draft} from '#lib/core/draft.ts';
import type {Location} from '#lib/core/identity/location.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {isSettled, matchReady} from '#lib/core/ready/match.ts';
import type {ReadyKnown} from '#lib/messaging/catalogue.ts';
import type {Hidden} from './cover.ts';

export interface ReadySubject {
	draft: Draft | null;
	hidden?: Hidden | undefined;
	/** `undefined`: the rules are not loaded. */
	findings: readonly Finding[] | undefined;
	location: Location;
}

/** The reply that this is, word for word, and whose approval answers all that was found. */
export function readyOf(
	ready: ReadyKnown | undefined,
	{draft, hidden, findings, location}: ReadySubject,
	now: number,
): ProvenReady | undefined {
	if (!ready || !draft || !findings || now >= ready.until) return undefined;
	const shown = hidden ? asShown(draft, hidden) : draft;
	return ready.replies.find(({reply}) => {
		const match = matchReady(reply, shown, {...ready, now, location});
		return match !== undefined && isSettled(reply, match, findings);
	});
}

/** What the page does not show is for the request to prove; a file that nobody has read is none. */
function asShown(draft: Draft, hidden: Hidden): Draft {
	const {details, ...rest} = draft;
	if (draft.unknown.includes('media')) return draft;
	const out = (name: keyof Draft) => (hidden.includes(name) ? null : draft[name]);
	const blank = {quoted: out('quoted'), audience: out('audience'), schedule: out('schedule')};
	const shown = {...rest, ...blank, unknown: []} as Draft;
	return hidden.includes('details') || !details ? shown : {...shown, details};
}
