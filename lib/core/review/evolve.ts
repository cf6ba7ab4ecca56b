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
		accepted: null,
		claimants: [],
		route: null,
		...content,
		state: 'held',
		heldAt: at,
		next: null,
		warned: null,
		suggestion: null,
		questions: [],
		claim: null,
		approvals: [],
		release: null,
		returned: null,
		rejected: null,
		sent: null,
		alarm: null,
	};
}

/** What ends a review also ends claim, suggestion and approvals: an approval never outlives what it was given for. */
const cleared = {claim: null, approvals: [], suggestion: null} as const;

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
			return {...hold, claim: null, approvals: [], state: 'held'};
		case 'escalated':
			return {...hold, route: hold.route && {...hold.route, escalatedAt: event.at}};
		case 'warned':
			return {...hold, warned: event.minutes};
		case 'handed':
			return {...hold, authors: [event.to, ...hold.authors.filter(author => author !== event.to)]};
		case 'suggested':
		case 'declined':
		case 'asked':
		case 'answered':
			return talked(hold, event);
		case 'released':
			return {...hold, state: 'released', release: event.release};
		case 'part':
		case 'part-failed':
			return partly(hold, event);
		case 'alarmed':
			return {...hold, alarm: {why: event.why, since: event.at}};
		default:
			return ended(hold, event);
	}
}

/** What reviewer and author say to each other. The item keeps its place; whoever had claimed it has had his say. */
function talked(hold: Hold, event: EventOf<'suggested' | 'declined' | 'asked' | 'answered'>): Hold {
	const {at} = event;
	const by = event.by ?? '';
	switch (event.type) {
		case 'suggested': {
			const {suggestion} = event;
			const isAuthor = suggestion.touches.length > 0 && !hold.claimants.includes(by);
			const claimants = isAuthor ? [...hold.claimants, by] : hold.claimants;
			return {...hold, state: 'held', claim: null, suggestion, claimants};
		}
		case 'declined':
			return {...hold, suggestion: null};
		case 'asked':
			return {...hold, state: 'held', claim: null, questions: [...hold.questions, event.question]};
		case 'answered':
			return {
				...hold,
				questions: hold.questions.map(question =>
					question.id === event.question ? {...question, answer: {by, at, text: event.text}} : question,
				),
			};
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
		case 'superseded':
			return {...hold, ...cleared, state: 'superseded', next: event.next};
		case 'withdrawn':
		case 'expired':
			return {...hold, ...cleared, state: event.type};
	}
}

function partly(hold: Hold, event: EventOf<'part' | 'part-failed'>): Hold {
	if (event.type === 'part-failed') return {...hold, stuck: event.reason};
	const {siteId, url, at} = event;
	const {stuck: _, ...rest} = hold;
	return {...rest, parts: [...(hold.parts ?? []), {siteId, url, at}]};
}
