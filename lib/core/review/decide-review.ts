/** What a reviewer may do: claim, approve, send back, reject, take an approval back. */
import {hasRole} from '../identity/roles.ts';
import {approvableOf, approvalProblem} from './approval.ts';
import {type CommandOf, type Context, candidateOf} from './command.ts';
import type {HoldEvent} from './event.ts';
import type {Hold} from './hold.ts';
import type {Refusal} from './refusal.ts';
import {isOpen} from './settle.ts';
import {completes, stepFor} from './steps.ts';

/** Milliseconds for which a reviewer has a hold to himself. */
export const claimLease = 15 * 60_000;

type Judging = CommandOf<'claim' | 'unclaim' | 'approve' | 'return' | 'reject' | 'revoke'>;

export function judge(hold: Hold, command: Judging, context: Context): HoldEvent[] | Refusal {
	switch (command.type) {
		case 'claim':
			return claim(hold, context);
		case 'unclaim':
			return unclaim(hold, context);
		case 'approve':
			return approve(hold, command, context);
		case 'return':
		case 'reject':
			return sendBack(hold, command, context);
		case 'revoke':
			return revoke(hold, context);
	}
}

/** May this person decide this hold now? The same words for the popup's courtesy and the hub's law. */
export function decidable(hold: Hold, {by, now}: Omit<Context, 'device'>): Refusal | undefined {
	// Persons, not roles: an author who is also a reviewer, an admin or everything else is still its author
	if (hold.authors.includes(by.person)) return 'four-eyes';
	const step = stepFor(hold, candidateOf(by), now);
	if (step === 'not-a-reviewer') return step;
	if (!isOpen(hold)) return hold.release ? 'already-released' : 'closed';
	if (hold.state !== 'held' && hold.state !== 'in_review') return 'not-waiting';
	if (hold.claim && hold.claim.reviewer !== by.person) return 'claimed-by-another';
	if (hold.approvals.some(a => a.reviewer === by.person)) return 'approved-already';
	return typeof step === 'string' ? step : undefined;
}

function claim(hold: Hold, {by, now}: Context): HoldEvent[] | Refusal {
	const problem = decidable(hold, {by, now});
	return problem ?? [{type: 'claimed', at: now, by: by.person, until: now + claimLease}];
}

function unclaim(hold: Hold, {by, now}: Context): HoldEvent[] | Refusal {
	if (!hold.claim) return [];
	if (hold.claim.reviewer !== by.person) return 'claimed-by-another';
	return [{type: 'unclaimed', at: now, by: by.person}];
}

function approve(hold: Hold, command: CommandOf<'approve'>, {by, now}: Context): HoldEvent[] | Refusal {
	const {claims, statement} = command;
	if (isRepeated(hold, command)) return [];
	const problem = decidable(hold, {by, now}) ?? approvalProblem(claims, approvableOf(hold), now);
	if (problem) return problem;
	if (claims.reviewer !== by.person) return 'wrong-statement';
	const step = stepFor(hold, candidateOf(by), now);
	const place = typeof step === 'number' ? {step} : {};
	const approval = {
		reviewer: by.person,
		statement,
		jti: claims.jti,
		...place,
		at: now,
		expiresAt: claims.exp * 1000,
	};
	const complete = completes(hold, approval);
	return [{type: 'approved', at: now, by: by.person, approval, complete}];
}

/** The answer to the first try was lost on its way: the same statement again has had its effect. */
function isRepeated(hold: Hold, {statement}: CommandOf<'approve'>): boolean {
	return isOpen(hold) && hold.approvals.some(a => a.statement === statement);
}

function sendBack(
	hold: Hold,
	command: CommandOf<'return' | 'reject'>,
	{by, now}: Context,
): HoldEvent[] | Refusal {
	const problem = decidable(hold, {by, now});
	if (problem) return problem;
	if (command.version !== hold.version) return 'changed';
	const stamp = {at: now, by: by.person};
	if (command.type === 'reject') return [{type: 'rejected', note: command.note, ...stamp}];
	return [{type: 'returned', reason: command.reason, note: command.note, ...stamp}];
}

/** Any reviewer of the place, and any admin of it, can take approvals back until the moment of release. */
function revoke(hold: Hold, {by, now}: Context): HoldEvent[] | Refusal {
	if (!hasRole(by.roles, 'reviewer', hold.location) && !hasRole(by.roles, 'admin', hold.location))
		return 'not-a-reviewer';
	if (hold.release) return 'already-released';
	if (!isOpen(hold)) return 'closed';
	return hold.approvals.length > 0
		? [{type: 'revoked', at: now, by: by.person, why: 'person'}]
		: 'not-approved';
}
