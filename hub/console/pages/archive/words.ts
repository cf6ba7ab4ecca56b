/** Times, figures and states as the auditor reads them. Times are UTC: an answer must read the same everywhere. */
import type {Item} from '#lib/api/contract.ts';

const states: Record<Item['state'], string> = {
	held: 'waiting for a second person',
	in_review: 'with a reviewer',
	changes_requested: 'returned',
	approved: 'approved, not posted yet',
	released: 'let go, no answer yet',
	sent: 'posted',
	unconfirmed: 'posted, not confirmed by the site',
	rejected: 'rejected',
	expired: 'expired',
	withdrawn: 'withdrawn',
	superseded: 'replaced by a newer version',
	failed: 'not posted',
	unknown: 'nobody knows whether it was posted',
	stopped: 'stopped',
	unseen: 'the page could not be read',
	unreleased: 'went out without a release',
};

export const stateNames = Object.entries(states) as [Item['state'], string][];

export function stateName(state: string): string {
	return states[state as Item['state']] ?? state;
}

export function siteName(site: string): string {
	return site === 'x' ? 'X' : site === 'facebook' ? 'Facebook' : site;
}

export function timeOf(at: number): string {
	return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}`;
}

/** A story is told by the second. */
export function secondOf(at: number): string {
	return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}`;
}

export function dayOf(at: number): string {
	return new Date(at).toISOString().slice(0, 10);
}

export function figure(count: number): string {
	return count.toLocaleString('en-GB');
}

/** `1 item`, `1,495 items`. */
export function counted(count: number, one: string, many = `${one}s`): string {
	return `${figure(count)} ${count === 1 ? one : many}`;
}

export function durationOf(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}

/** Milliseconds of a day `2026-03-01`; `null` when none is given. */
export function fromDay(day: string): number | null {
	const time = Date.parse(day);
	return Number.isNaN(time) ? null : time;
}

/** The first moment after it: both days are included. */
export function afterDay(day: string): number | null {
	const time = fromDay(day);
	return time === null ? null : time + 24 * 60 * 60_000;
}

/** `a, b` → two. */
export function listOf(text: string): string[] {
	return text
		.split(/[,;\n]/)
		.map(part => part.trim())
		.filter(Boolean);
}
