import type {HoldEvent} from './event.ts';
import {evolve, evolveAll} from './evolve.ts';
import type {Hold, HoldState} from './hold.ts';

const beforeRelease: readonly HoldState[] = ['held', 'in_review', 'changes_requested', 'approved'];

/** Can it still be decided, withdrawn or replaced? */
export function isOpen(hold: Hold): boolean {
	return beforeRelease.includes(hold.state);
}

/** Minutes before its end at which author and reviewers are told that a hold ends soon. */
const warnings = [60, 15] as const;

/**
 * What time alone has brought about by `now`. It is asked at every read, so an alarm clock that never rang loses
 * nothing. Time only ever moves a hold away from release.
 */
export function settle(hold: Hold, now: number): HoldEvent[] {
	const events: HoldEvent[] = [];
	let current = hold;
	for (let event = nextEvent(current, now); event; event = nextEvent(current, now)) {
		events.push(event);
		current = evolve(current, event);
	}
	return events;
}

function nextEvent(hold: Hold, now: number): HoldEvent | undefined {
	const stamp = {at: now, by: null};
	if (hold.state === 'released') return isForgotten(hold, now) ? forgotten(hold, now) : undefined;
	if (!isOpen(hold)) return;
	if (now >= hold.expiresAt) return {type: 'expired', ...stamp};
	if (hold.approvals.some(a => now >= a.expiresAt)) return {type: 'revoked', why: 'lapsed', ...stamp};
	if (hold.claim && now >= hold.claim.until) return {type: 'unclaimed', ...stamp};
	if (now >= (escalation(hold) ?? Number.POSITIVE_INFINITY)) return {type: 'escalated', ...stamp};
	const minutes = warnings.findLast(before => isDue(hold, before, now));
	return minutes === undefined ? undefined : {type: 'warned', minutes, ...stamp};
}

/** Of a thread whose next part was refused, what is public and what is not is known: the rest can no longer go. */
function forgotten({stuck}: Hold, at: number): HoldEvent {
	if (stuck !== undefined) return {type: 'failed', reason: stuck, at, by: null};
	return {type: 'alarmed', why: 'unconfirmed', at, by: null};
}

/** When more people are asked, if nobody decides. */
function escalation({state, route}: Hold): number | null {
	const isWaiting = state === 'held' || state === 'in_review';
	return isWaiting && route && route.escalatedAt === null ? route.dueAt : null;
}

function isDue(hold: Hold, minutes: number, now: number): boolean {
	const at = warningAt(hold, minutes);
	return at !== null && now >= at;
}

/** Not for what was submitted later than that, and never twice. */
function warningAt({expiresAt, heldAt, warned}: Hold, minutes: number): number | null {
	const at = expiresAt - minutes * 60_000;
	return at > heldAt && (warned === null || minutes < warned) ? at : null;
}

/** The hold as it is at `now`. */
export function settled(hold: Hold, now: number): Hold {
	return evolveAll(hold, settle(hold, now)) ?? hold;
}

/** When time will next change this hold, if ever: the expiry job's index. */
export function nextChange(hold: Hold): number | null {
	if (hold.state === 'released') return hold.alarm ? null : (hold.release?.expiresAt ?? null);
	if (!isOpen(hold)) return null;
	const claim = hold.claim ? [hold.claim.until] : [];
	const due = escalation(hold);
	const ahead = warnings.map(minutes => warningAt(hold, minutes)).filter(at => at !== null);
	const others = [...ahead, ...(due === null ? [] : [due]), ...hold.approvals.map(a => a.expiresAt)];
	return Math.min(hold.expiresAt, ...claim, ...others);
}

function isForgotten(hold: Hold, now: number): boolean {
	return !hold.alarm && hold.release !== null && now >= hold.release.expiresAt;
}
