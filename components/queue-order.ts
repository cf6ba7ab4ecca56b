/** In which order a reviewer meets held items: who waits longest, what ends soonest, what is riskiest. */

import {verdictOf} from '#lib/core/policy/finding.ts';
import {isAnswer} from '#lib/core/review/wait.ts';
import type {QueueItem} from '#lib/messaging/queue-item.ts';

export interface Group {
	key: 'customers' | 'findings' | 'same' | 'others';
	title: string;
	holds: QueueItem[];
}

const titles: Record<Group['key'], string> = {
	customers: 'Customers waiting',
	findings: 'With findings',
	same: 'Same wording, several accounts',
	others: 'Everything else',
};

/** Somebody out there waits for an answer: the customer's wait is the clock. */
export function isCustomerWaiting({draft}: QueueItem): boolean {
	return isAnswer(draft);
}

/** The customer's message where one waits and its time is known; else when it was held. */
export function waitsSince({waitingSince, heldAt}: QueueItem): number {
	return waitingSince ?? heldAt;
}

/** Waiting for a decision that the person who looks may make. */
export function isDecidable({state, mayDecide}: QueueItem): boolean {
	return (state === 'held' || state === 'in_review') && mayDecide === true;
}

const risks = {pass: 0, hold: 1, block: 2} as const;
const riskOf = ({findings}: QueueItem) => risks[verdictOf(findings)];

/** Customer wait first, then what ends soonest, then risk. Never newest first. */
export function inOrder(holds: readonly QueueItem[]): QueueItem[] {
	return [...holds].sort(
		(a, b) =>
			Number(isCustomerWaiting(b)) - Number(isCustomerWaiting(a)) ||
			(isCustomerWaiting(a) ? waitsSince(a) - waitsSince(b) : 0) ||
			a.expiresAt - b.expiresAt ||
			riskOf(b) - riskOf(a) ||
			a.heldAt - b.heldAt,
	);
}

/** The item to look at after this one: as it followed in the order that was seen (`from`), if it still waits. */
export function followerOf(
	after: string,
	from: readonly QueueItem[],
	waiting: readonly QueueItem[],
): QueueItem | undefined {
	const others = new Map(waiting.filter(({id}) => id !== after).map(item => [item.id, item]));
	const at = from.findIndex(({id}) => id === after);
	const seen = [...from.slice(at + 1), ...from.slice(0, Math.max(0, at))];
	return seen.map(({id}) => others.get(id)).find(item => item !== undefined) ?? [...others.values()][0];
}

/** Groups in the order they should be worked through; empty ones are left out. */
export function inGroups(holds: readonly QueueItem[]): Group[] {
	const wordings = new Map<string, number>();
	for (const {draft} of holds) {
		const wording = wordingOf(draft.text);
		wordings.set(wording, (wordings.get(wording) ?? 0) + 1);
	}
	const groups: Record<Group['key'], QueueItem[]> = {customers: [], findings: [], same: [], others: []};
	for (const hold of inOrder(holds)) groups[keyOf(hold, wordings)].push(hold);
	return (Object.keys(groups) as Group['key'][])
		.map(key => ({key, title: titles[key], holds: groups[key]}))
		.filter(group => group.holds.length > 0);
}

/** White space makes no other wording. */
export const wordingOf = (text: string) => text.trim().replace(/\s+/g, ' ');

function keyOf(hold: QueueItem, wordings: ReadonlyMap<string, number>): Group['key'] {
	if (isCustomerWaiting(hold)) return 'customers';
	if (hold.findings.some(({severity}) => severity !== 'advise')) return 'findings';
	return (wordings.get(wordingOf(hold.draft.text)) ?? 0) > 1 ? 'same' : 'others';
}
