/** What a message says, cut to the company's setting before it is written down anywhere. */
import type {HoldEvent} from '#lib/core/review/event.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {waitingSince} from '#lib/core/review/wait.ts';
import type {Kind} from '#lib/core/told/kind.ts';
import type {Telling} from '#lib/core/told/ladder.ts';
import {wallClock} from '#lib/core/told/quiet.ts';
import type {Show} from '#lib/core/told/settings.schema.ts';
import type {Directory} from '../review/view.ts';
import type {Message, MessageItem} from './message.ts';

export interface Saying {
	show: Show;
	/** For the times of day in it. */
	zone: string;
	names: Directory;
	now: number;
}

/** Letters of a draft that a message shows, at most. */
const firstWords = 200;
const minute = 60_000;

const operations: Partial<Record<Hold['submission']['draft']['operation'], string>> = {
	...{reply: 'Reply', comment: 'Comment', dm: 'Message', edit: 'Change', delete: 'Deletion'},
	...{share: 'Share', story: 'Story', reel: 'Reel', schedule: 'Scheduled post', quote: 'Quote'},
};

/** One held item as a line. At `count` there are no lines. */
export function itemOf(hold: Hold, dueAt: number | null, {show, names, now}: Saying): MessageItem[] {
	if (show === 'count') return [];
	const {draft} = hold.submission;
	const what = operations[draft.operation] ?? 'Post';
	const site = draft.site === 'x' ? 'X' : 'Facebook';
	const account = names.account(draft.site, draft.account, hold.location);
	const from = draft.site === 'x' ? `@${account.handle.replace(/^@/, '')}` : account.name;
	const line = [
		`${what} on ${site} from ${from} by ${names.person(hold.authors[0]!).name}`,
		`waiting ${span(now - waitingSince(hold))}`,
		...(dueAt === null
			? []
			: [dueAt > now ? `due in ${span(dueAt - now)}` : `overdue by ${span(now - dueAt)}`]),
	].join(' · ');
	return [{hold: hold.id, line: oneLine(line), more: wordsOf(draft.text, show)}];
}

function wordsOf(text: string, show: Show): string {
	if (show !== 'words') return '';
	const words = oneLine(text);
	return words.length > firstWords ? `“${words.slice(0, firstWords).toWellFormed()}…”` : `“${words}”`;
}

/** No control, no line break, nothing that turns the direction: names and words come from people. */
export function oneLine(text: string): string {
	return text
		.toWellFormed()
		.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069\u200e\u200f]+/gu, ' ')
		.trim();
}

/** `38 min`, `1 h 52 min`, `3 days`. */
export function span(ms: number): string {
	const minutes = Math.max(0, Math.floor(ms / minute));
	if (minutes < 60) return `${minutes} min`;
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours >= 48) return `${Math.floor(hours / 24)} days`;
	return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export function linkTo(hold: string | null): Pick<Message, 'place' | 'link'> {
	const item = hold === null ? '' : `?item=${encodeURIComponent(hold)}`;
	return {place: `/review${item}`, link: 'Open in Countersign'};
}

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** What one person or channel is told of now. */
export function urgentTitle(tellings: readonly Pick<Telling, 'kind'>[]): {title: string; kind: Kind} {
	const of = (kind: Kind) => tellings.filter(telling => telling.kind === kind).length;
	const [overdue, customers, posts] = [of('overdue'), of('customer-waiting'), of('post-waiting')];
	const parts = [
		...(overdue ? [`${count(overdue, 'item is', 'items are')} overdue`] : []),
		...(customers ? [`${count(customers, 'customer waits', 'customers wait')} for an answer`] : []),
		...(posts ? [`${count(posts, 'post needs', 'posts need')} a second person`] : []),
	];
	return {
		title: parts.join(', '),
		kind: overdue ? 'overdue' : customers ? 'customer-waiting' : 'post-waiting',
	};
}

/** What became of an item, for its author; nothing where he has nothing to know. */
export function becameOf(event: HoldEvent, zone: string): string | undefined {
	const {date, time} = 'approval' in event ? wallClock(zone, event.approval.expiresAt) : {date: '', time: ''};
	switch (event.type) {
		case 'approved':
			return event.complete ? `Approved: it can be posted until ${time} on ${date}` : undefined;
		case 'returned':
			return 'Sent back: it needs a change';
		case 'rejected':
			return 'Not approved';
		case 'suggested':
			return 'A reviewer suggests other words';
		case 'asked':
			return 'A reviewer has a question';
		case 'expired':
			return 'Its time is over and nobody decided. Send it again if it is still needed';
		case 'warned':
			return `Its time ends in ${event.minutes} min`;
		case 'revoked':
			return 'The approval has ended';
		default:
			return;
	}
}
