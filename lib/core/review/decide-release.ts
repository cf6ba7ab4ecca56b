/** The last step: letting an approved hold be sent, once, and hearing what became of it. */
import {digestOf} from '../draft.ts';
import {hasRole} from '../identity/roles.ts';
import {isWhole, partOf, partsOf, readAttempt} from '../thread.ts';
import type {CommandOf, Context, Gate, ReleaseFacts} from './command.ts';
import type {HoldEvent} from './event.ts';
import type {Hold} from './hold.ts';
import type {Refusal} from './refusal.ts';
import {openSteps} from './steps.ts';

/** Milliseconds for which a release token can be used; after it an unreported release is an open alarm. */
const releaseLife = 5 * 60_000;

export function letGo(hold: Hold, command: CommandOf<'release'>, {by, now}: Context): HoldEvent[] | Refusal {
	const {digest, gate, facts, id} = command;
	const problem =
		authority(hold, {by}) ??
		(hold.release ? 'already-released' : undefined) ??
		(hold.state === 'approved' ? undefined : 'not-approved') ??
		(digest === hold.submission.digest ? undefined : 'different') ??
		fitness(hold, gate, facts);
	if (problem) return problem;
	const release = {id, device: by.device, at: now, expiresAt: now + releaseLife};
	return [{type: 'released', at: now, by: by.person, release}];
}

function authority(hold: Hold, {by}: Pick<Context, 'by'>): Refusal | undefined {
	if (!hold.authors.includes(by.person)) return 'not-yours';
	return hasRole(by.roles, 'author', hold.location) ? undefined : 'not-an-author';
}

/** Everything around the hold that may have changed since it was approved. */
function fitness(hold: Hold, gate: Gate, facts: ReleaseFacts): Refusal | undefined {
	if (facts.gateNeeded === null) return 'account-unknown';
	if (facts.gateNeeded === 'managed' && gate !== 'managed') return 'gate-too-low';
	if (facts.stopped) return 'stopped';
	if (facts.rules === 'over') return 'rules-over';
	if (facts.rules === 'stricter') return 'rules-changed';
	const standing = hold.approvals.filter(a => facts.standing.includes(a.reviewer));
	const isWhole = openSteps({...hold, approvals: standing}).length === 0 && standing.length >= hold.needed;
	return isWhole ? undefined : 'reviewer-left';
}

type Reporting = CommandOf<'sent' | 'failed' | 'archive'>;

/** Reports are facts: late, repeated or unwelcome ones are recorded all the same, never refused for their content. */
export function report(hold: Hold, command: Reporting, context: Context): HoldEvent[] | Refusal {
	const stamp = {at: context.now, by: context.by.person};
	if (command.type === 'archive') return archive(hold, stamp);
	if (!hold.authors.includes(context.by.person)) return 'not-yours';
	const {release, part} = readAttempt(command.release);
	const {draft} = hold.submission;
	if (hold.release?.id !== release || isWhole(draft.thread) !== (part !== null)) return 'release-unknown';
	if (part !== null) return reportPart(hold, part, command, stamp);
	if (command.type === 'failed')
		return hold.state === 'released'
			? [{type: 'failed', reason: command.reason, ...stamp}]
			: repeated(hold, 'failed');
	return sent(hold, command, stamp);
}

/**
 * One part of a thread. A part goes out only under the one before it, so parts are reported in order; what is refused after
 * others are public leaves the hold released: the rest may still go while the release lasts.
 */
function reportPart(
	hold: Hold,
	part: number,
	command: CommandOf<'sent' | 'failed'>,
	stamp: {at: number; by: string},
): HoldEvent[] | Refusal {
	const done = hold.parts ?? [];
	if (hold.state !== 'released' || part <= done.length)
		return repeated(hold, 'released', 'sent', 'archived', 'failed');
	if (part !== done.length + 1) return 'release-unknown';
	if (command.type === 'failed') {
		const {reason} = command;
		return [part === 1 ? {type: 'failed', reason, ...stamp} : {type: 'part-failed', part, reason, ...stamp}];
	}
	const {siteId, url, digest} = command;
	const {draft, digest: whole} = hold.submission;
	const events: HoldEvent[] = [{type: 'part', part, siteId, url, digest, ...stamp}];
	const expected = digestOf(partOf(draft, part, done.at(-1)?.siteId ?? null));
	if (digest !== expected) events.push({type: 'alarmed', why: 'different', at: stamp.at, by: null});
	if (part === partsOf(draft).length) {
		const first = done[0] ?? {siteId, url};
		events.push({type: 'sent', siteId: first.siteId, url: first.url, digest: whole, ...stamp});
	}
	return events;
}

function archive(hold: Hold, stamp: {at: number; by: string}): HoldEvent[] | Refusal {
	if (hold.state === 'sent') return [{type: 'archived', ...stamp}];
	const isPartly = hold.state === 'released' && hold.parts !== undefined;
	return hold.state === 'archived' || isPartly ? [] : 'not-waiting';
}

function sent(
	hold: Hold,
	{siteId, url, digest}: CommandOf<'sent'>,
	stamp: {at: number; by: string},
): HoldEvent[] | Refusal {
	if (hold.state !== 'released') return repeated(hold, 'sent', 'archived');
	const event: HoldEvent = {type: 'sent', siteId, url, digest, ...stamp};
	if (digest === hold.submission.digest) return [event];
	return [event, {type: 'alarmed', why: 'different', at: stamp.at, by: null}];
}

function repeated(hold: Hold, ...states: Hold['state'][]): HoldEvent[] | Refusal {
	return states.includes(hold.state) ? [] : 'closed';
}
