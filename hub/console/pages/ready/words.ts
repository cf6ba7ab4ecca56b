import type {Account, ReadyView} from '#lib/api/contract.ts';
import type {ReplyOperation} from '#lib/core/ready/reply.ts';
import type {SlotKind} from '#lib/core/ready/slots.ts';

/** What a blank takes, in words. */
export const kindNames: Record<SlotKind, string> = {
	name: 'one first name',
	'own-name': 'the first name of whoever sends it',
	date: 'a day within the next 60 days',
	time: 'a time of day',
	reference: 'a reference like C-2026-01877',
	phone: 'one of the company’s own numbers',
	choice: 'one of these wordings',
};

export const useNames: Record<ReplyOperation, string> = {
	reply: 'Replies on X',
	comment: 'Comments on Facebook',
	dm: 'Private messages',
};

const day = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium'});
const moment = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium', timeStyle: 'short'});
export const dayOn = (at: number) => day.format(at);
export const momentOf = (at: number) => moment.format(at);

/** Milliseconds before its end at which a reply is called ending: time to write the next version. */
const soon = 14 * 86_400_000;

/** `ends in 9 days`; nothing while there is time. */
export function endingWords(until: number, now: number): string | undefined {
	const left = until - now;
	if (left <= 0 || left > soon) return undefined;
	const days = Math.ceil(left / 86_400_000);
	return days === 1 ? 'ends within a day' : `ends in ${days} days`;
}

/** `@harwellstone on X` for `x:17…`. */
export function accountWords(key: string, accounts: readonly Account[]): string {
	const found = accounts.find(({site, id}) => `${site}:${id}` === key);
	return found ? `${found.handle} on ${found.site === 'x' ? 'X' : 'Facebook'}` : key;
}

export function placeOf({id, version}: Pick<ReadyView['reply'], 'id' | 'version'>): string {
	return `/ready/${id}/${version}`;
}

/** Why somebody cannot approve one that waits, by the hub's code. */
export function whyNot(code: string, {authors, location}: ReadyView['reply'], person: string): string {
	if (code === 'four-eyes' && authors.includes(person))
		return 'You wrote these words, or a version of them that nobody approved. Somebody else has to approve them.';
	if (code === 'four-eyes') return 'They were written in this browser. They are approved in another one.';
	if (code === 'not-a-reviewer') return `Only a reviewer of ${location} can approve these words.`;
	return code === 'over' ? 'Its time is over. Write a new version.' : 'It does not wait for anybody.';
}
