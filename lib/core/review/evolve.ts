import type {EventOf, HoldEvent} from './event.ts';
import type {Hold} from './hold.ts';

/** The hold after an event. Throws on a history that does not begin with `held`: that is damage, not input. */
export function evolve(hold: Hold | undefined, event: HoldEvent): Hold {
	if (event.type === 'held') return begun(event);
	if (!hold) throw new Error(`a history begins with held, not ${event.type}`);
	return after(hold, event);
}

export function evolveAll(hold: Hold | undefined, events: readonly HoldEvent[]): Hold | undefined {
	return events.reduce<Hold | undefined>(evolve, hold);
}

function begun(event: EventOf<'held'>): Hold {
	const {type: _, at, by: __, ...content} = event;
	return {
		...content,
		state: 'held',
		heldAt: at,
		claim: null,
		approvals: [],
		release: null,
		returned: null,
		rejected: null,
		sent: null,
		alarm: null,
	};
}

/** What ends a review also ends the claim and every approval: an approval never outlives what it was given for. */
const cleared = {claim: null, approvals: []} as const;

function after(hold: Hold, event: Exclude<HoldEvent, {type: 'held'}>): Hold {
	switch (event.type) {
		case 'claimed':
			return {...hold, state: 'in_review', claim: {reviewer: event.by ?? '', until: event.until}};
		case 'unclaimed':
			return {...hold, state: 'held', claim: null};
		case 'approved':
			return {
				...hold,
				state: event.complete ? 'approved' : 'held',
				claim: null,
				approvals: [...hold.approvals, event.approval],
			};
		case 'revoked':
			return {...hold, ...cleared, state: 'held'};
		case 'released':
			return {...hold, state: 'released', release: event.release};
		case 'alarmed':
			return {...hold, alarm: {why: event.why, since: event.at}};
		default:
			return ended(hold, event);
	}
}

type Ending = EventOf<
	'returned' | 'rejected' | 'withdrawn' | 'expired' | 'superseded' | 'sent' | 'failed' | 'archived'
>;

function ended(hold: Hold, event: Ending): Hold {
	const {at} = event;
	const by = event.by ?? '';
	switch (event.type) {
		case 'returned':
			return {
				...hold,
				...cleared,
				state: 'changes_requested',
				returned: {by, reason: event.reason, note: event.note, at},
			};
		case 'rejected':
			return {...hold, ...cleared, state: 'rejected', rejected: {by, note: event.note, at}};
		case 'sent':
			return {
				...hold,
				state: 'sent',
				sent: {siteId: event.siteId, url: event.url, at},
				alarm: hold.alarm?.why === 'unconfirmed' ? null : hold.alarm,
			};
		case 'failed':
			return {...hold, state: 'failed', alarm: null};
		case 'archived':
			return {...hold, state: 'archived'};
		case 'withdrawn':
		case 'expired':
		case 'superseded':
			return {...hold, ...cleared, state: event.type};
	}
}
