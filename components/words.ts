/** Words of the screens (product.md, sections 4 and 5), in one place so that they stay the same everywhere. */
import type {Operation, SiteId} from '#lib/core/draft.ts';
import type {Severity} from '#lib/core/policy/finding.ts';
import type {ReturnReason} from '#lib/core/review/hold.ts';
import type {Touch} from '#lib/core/review/touches.ts';

export const siteNames: Record<SiteId, string> = {x: 'X', facebook: 'Facebook'};

export const operationNames: Record<Operation, string> = {
	post: 'Post',
	reply: 'Reply',
	quote: 'Quote',
	repost: 'Repost',
	comment: 'Comment',
	edit: 'Edit',
	delete: 'Deletion',
	share: 'Share',
	story: 'Story',
	reel: 'Reel',
	like: 'Like',
	reaction: 'Reaction',
	dm: 'Private message',
	schedule: 'Scheduled post',
};

export const severityNames: Record<Severity, string> = {
	block: 'must change',
	review: 'needs a second person',
	advise: 'tip',
};

/** In the order a reviewer meets them (product.md, 6.3). */
export const reasonNames: Record<ReturnReason, string> = {
	'promise-of-an-outcome': 'Promise of an outcome',
	'missing-information': 'Missing information',
	'not-true-here-today': 'Not true here today',
	'wrong-account': 'Wrong account',
	tone: 'Tone',
	'check-the-facts': 'Check the facts',
	'needs-legal': 'Needs legal',
};
export const reasons = Object.keys(reasonNames) as ReturnReason[];

/** Characters of a draft in a list: more than its two lines ever show. */
export const excerptLength = 400;

/** The words at a place, short enough for a line; what comes from elsewhere may point beyond the text. */
export function excerpt(text: string, {start, end}: {start: number; end: number}): string {
	const words = text.slice(start, end).trim();
	return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}

export function firstName(name: string): string {
	return name.split(' ')[0] ?? name;
}

/** What follows when the author accepts a suggestion, said before it is sent. */
export function touchWords(touches: readonly Touch[], first: string): string {
	if (touches.length === 0) return `✓ Words only. When ${first} accepts, it is approved.`;
	const named = touches.flatMap(({kind, words}) => (kind === 'findings' ? [] : [words])).slice(0, 3);
	const which = named.length === 0 ? '' : `: ${named.join(', ')}`;
	return `! This changes a claim${which}. You become an author of it, so a further person must approve.`;
}

/** `< 1 min`, `12 min`, `1 h 52 min`, `2 d 3 h`. */
export function duration(ms: number): string {
	const minutes = Math.max(0, Math.floor(ms / 60_000));
	if (minutes === 0) return '< 1 min';
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
	return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const time = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit'});
const dayAndTime = new Intl.DateTimeFormat('en-GB', {
	weekday: 'short',
	day: 'numeric',
	month: 'short',
	hour: '2-digit',
	minute: '2-digit',
});

/** `18:00` today, else `Mon 23 Nov, 08:00`. */
export function clockTime(at: number, now: number): string {
	const isToday = new Date(at).toDateString() === new Date(now).toDateString();
	return (isToday ? time : dayAndTime).format(at);
}
