/** "Who would get this?", before anything is sent: the route is found here, so the hub hears no word of the draft. */
import type {Draft} from '#lib/core/draft.ts';
import type {Finding} from '#lib/core/policy/finding.ts';
import {languageOf} from '#lib/core/review/language.ts';
import {routeFor} from '#lib/core/review/route.ts';
import {isAnswer} from '#lib/core/review/wait.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import type {RoutePreview} from '#lib/messaging/route-preview.ts';
import {notEnrolled, outcomeOf, refused} from './outcome.ts';
import {policyNow} from './policy.ts';
import type {Ports} from './ports.ts';
import {sessionOf} from './session.ts';

export function preview(
	ports: Ports,
	{draft, findings}: {draft: Draft; findings: readonly Finding[]},
): Promise<Outcome<{preview: RoutePreview}>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		const {policy, note} = await policyNow(ports);
		const {site, account: id} = draft;
		const account = (await ports.stores.get('accounts'))?.find(
			known => known.site === site && known.id === id,
		);
		if (!policy || !account) return refused('no-policy', note);
		const {location} = account;
		const facts = {draft, findings, location, language: languageOf(draft.text), approvedBefore: null};
		const route = routeFor(policy.workflow.routes, facts);
		const answer = isAnswer(draft) ? 'yes' : 'no';
		const params = {site, account: id, answer, ...(route && {route: route.name})} as const;
		return {ok: true, preview: await session.hub.call('routing', undefined, params)};
	});
}
