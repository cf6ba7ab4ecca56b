import type {HoldEvent} from './event.ts';
import {evolveAll} from './evolve.ts';
import type {Hold, HoldState} from './hold.ts';

const beforeRelease: readonly HoldState[] = ['held', 'in_review', 'changes_requested', 'approved'];

/** Can it still be decided, withdrawn or replaced? */
export function isOpen(hold: Hold): boolean {
	return beforeRelease.includes(hold.state);
}

/**
 * What time alone has brought about by `now`. It is asked at every read, so an alarm clock that never rang loses
 * nothing. Time only ever moves a hold away from release.
 */
export function settle(hold: Hold, now: number): HoldEvent[] {
	const stamp = {at: now, by: null};
	if (hold.state === 'released')
		return isForgotten(hold, now) ? [{type: 'alarmed', why: 'unconfirmed', ...stamp}] : [];
	if (!isOpen(hold)) return [];
	if (now >= hold.expiresAt) return [{type: 'expired', ...stamp}];
	if (hold.approvals.some(a => now >= a.expiresAt)) return [{type: 'revoked', why: 'lapsed', ...stamp}];
	if (hold.claim && now >= hold.claim.until) return [{type: 'unclaimed', ...stamp}];
	return [];
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
	return Math.min(hold.expiresAt, ...claim, ...hold.approvals.map(a => a.expiresAt));
}

function isForgotten(hold: Hold, now: number): boolean {
	return !hold.alarm && hold.release !== null && now >= hold.release.expiresAt;
}
