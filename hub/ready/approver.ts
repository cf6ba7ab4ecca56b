/** A ready reply is no way round a route: its approver must be somebody who could approve each post that it will be. */

import type {ReadyReply} from '#lib/core/ready/reply.ts';
import {refusals} from '#lib/core/review/refusal.ts';
import {type Candidate, completes, stepFor} from '#lib/core/review/steps.ts';
import type {Deps} from '../deps.ts';
import type {DeviceCaller} from '../http/authenticate.ts';
import {Refused, refusedBy} from '../refused.ts';
import {abilitiesOf} from '../review/abilities.ts';
import {routeOfDraft} from '../review/routing.ts';
import type {Reader} from '../store/schema.ts';
import {draftsOf, tryReply} from './trial.ts';

export async function approverProblem(
	db: Reader,
	deps: Deps,
	{person, roles}: DeviceCaller,
	reply: ReadyReply,
): Promise<Refused | undefined> {
	const {rules, findings, sample, isBlocked, settles} = await tryReply(db, deps, reply);
	if (isBlocked || settles.some(rule => !reply.settles.includes(rule))) return refusedBy('rules-changed');
	const candidate: Candidate = {person, roles, ...(await abilitiesOf(db, person, deps.now()))};
	for (const draft of draftsOf(reply, sample)) {
		const routed = {draft, findings, location: reply.location, authors: reply.authors};
		const route = await routeOfDraft(db, rules, routed, deps.now());
		const placed = {
			location: reply.location,
			authors: reply.authors,
			route,
			approvals: [],
			needed: rules.needed,
		};
		const step = stepFor(placed, candidate, deps.now());
		if (typeof step === 'string') return new Refused(403, step, refusals[step]);
		const approval = {reviewer: person, ...(step !== null && {step})};
		if (!completes(placed, approval)) return tooFew();
	}
	return undefined;
}

function tooFew(): Refused {
	return new Refused(
		409,
		'more-people',
		'The rules ask for more than one reviewer here, so these words cannot be approved in advance.',
	);
}
