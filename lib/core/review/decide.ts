/**
 * The whole workflow of a hold: what a person may do to it, as a pure function (design.md, section 5). The hub applies
 * it in one transaction and is the authority; the extension uses it for courtesy only.
 */
import {digestOf} from '../draft.ts';
import {hasRole} from '../identity/roles.ts';
import {fitsTogether} from '../thread.ts';
import type {Command, CommandOf, Context} from './command.ts';
import {letGo, report} from './decide-release.ts';
import {judge} from './decide-review.ts';
import {accept, converse} from './decide-suggest.ts';
import type {HoldEvent} from './event.ts';
import {evolveAll} from './evolve.ts';
import type {Hold} from './hold.ts';
import type {Refusal} from './refusal.ts';
import {isOpen, settle} from './settle.ts';

/** Milliseconds for which a hold may wait, at most. */
export const holdLife = 7 * 24 * 60 * 60_000;

/**
 * The events that this command brings about, the ones that time brought about before it first; or why not. An empty
 * list is a repeated command that has had its effect.
 */
export function decide(hold: Hold | undefined, command: Command, context: Context): HoldEvent[] | Refusal {
	if (command.type === 'submit') return hold ? 'exists' : submit(command, context);
	if (command.type === 'accept') return hold ? 'exists' : accept(command, context);
	if (!hold) return 'unknown-hold';
	const time = settle(hold, context.now);
	const current = evolveAll(hold, time) ?? hold;
	const events = apply(current, command, context);
	return typeof events === 'string' ? events : [...time, ...events];
}

function apply(
	hold: Hold,
	command: Exclude<Command, {type: 'submit' | 'accept'}>,
	context: Context,
): HoldEvent[] | Refusal {
	switch (command.type) {
		case 'claim':
		case 'unclaim':
		case 'approve':
		case 'return':
		case 'reject':
		case 'revoke':
			return judge(hold, command, context);
		case 'suggest':
		case 'decline':
		case 'ask':
		case 'answer':
			return converse(hold, command, context);
		case 'withdraw':
			return withdraw(hold, context);
		case 'supersede':
			return supersede(hold, command, context);
		case 'release':
			return letGo(hold, command, context);
		case 'sent':
		case 'failed':
		case 'archive':
			return report(hold, command, context);
	}
}

function submit(command: CommandOf<'submit'>, {by, now}: Context): HoldEvent[] | Refusal {
	const {id, submission, location, needed, route, until, previous} = command;
	const claimants = [...new Set([...command.claimants, ...(previous?.claimants ?? [])])];
	if (!mayWrite(previous, location, by)) return 'not-an-author';
	if (submission.digest !== digestOf(submission.draft) || !fitsTogether(submission.draft))
		return 'digest-wrong';
	if (until <= now) return 'too-late';
	if (previous?.release && previous.state !== 'failed') return 'already-released';
	if (previous && !isSameAccount(previous, submission.draft)) return 'other-account';
	return [
		{
			type: 'held',
			at: now,
			by: by.person,
			id,
			version: (previous?.version ?? 0) + 1,
			// Whoever wrote an earlier version, or put another claim into it, is an author of this one
			authors: [...new Set([by.person, ...(previous?.authors ?? []), ...claimants])],
			location,
			previous: previous?.id ?? null,
			accepted: null,
			claimants,
			needed,
			route,
			submission,
			expiresAt: Math.min(until, now + holdLife),
		},
	];
}

/** An author of the account; or a reviewer of it who suggests a change to somebody's draft. */
function mayWrite(previous: Hold | null, location: string, by: Context['by']): boolean {
	if (!previous) return hasRole(by.roles, 'author', location);
	if (hasRole(by.roles, 'reviewer', location)) return true;
	return hasRole(by.roles, 'author', location) && previous.authors.includes(by.person);
}

function isSameAccount(previous: Hold, draft: {site: string; account: string}): boolean {
	const before = previous.submission.draft;
	return before.site === draft.site && before.account === draft.account;
}

function withdraw(hold: Hold, {by, now}: Context): HoldEvent[] | Refusal {
	if (!hold.authors.includes(by.person)) return 'not-yours';
	if (hold.state === 'withdrawn') return [];
	if (hold.release) return 'already-released';
	return isOpen(hold) ? [{type: 'withdrawn', at: now, by: by.person}] : 'closed';
}

/** A new version voids what was there; a closed hold is final and stays as it ended. */
function supersede(hold: Hold, {next}: CommandOf<'supersede'>, {by, now}: Context): HoldEvent[] | Refusal {
	if (!mayWrite(hold, hold.location, by)) return 'not-yours';
	if (isOpen(hold)) return [{type: 'superseded', at: now, by: by.person, next}];
	if (hold.state === 'superseded') return 'closed';
	return hold.release && hold.state !== 'failed' ? 'already-released' : [];
}
