import {type Actor, candidateOf} from '#lib/core/review/command.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {isOpen, settled} from '#lib/core/review/settle.ts';
import {isAskedAnywhere} from '#lib/core/review/steps.ts';
import {isAnswer, waitingSince} from '#lib/core/review/wait.ts';
import type {Reader} from '../store/schema.ts';
import {parseHold} from './hold-store.ts';

/** Holds in one answer, at most. */
const most = 500;
/** Milliseconds for which a closed hold is still shown to its author. */
const recent = 7 * 24 * 60 * 60_000;

/** What this person wrote, or had a hand in: open ones and those that were closed lately, newest first. */
export async function mine(db: Reader, {person}: Actor, now: number): Promise<Hold[]> {
	const rows = await db
		.selectFrom('hold_authors')
		.innerJoin('holds', 'holds.id', 'hold_authors.hold')
		.select('holds.hold')
		.where('hold_authors.person', '=', person)
		.where('updated_at', '>', now - recent)
		.orderBy('updated_at', 'desc')
		.limit(most)
		.execute();
	return rows.map(({hold}) => parseHold(hold));
}

/**
 * What this person may review, in the order of product.md 6.3: customers who wait first, longest wait on top; then
 * what expires soonest. What he wrote himself is left out: it is not his to decide.
 */
export async function queue(db: Reader, by: Actor, now: number): Promise<Hold[]> {
	const rows = await db
		.selectFrom('holds')
		.select('hold')
		.where('state', 'in', ['held', 'in_review', 'approved'])
		.execute();
	return rows
		.map(({hold}) => settled(parseHold(hold), now))
		.filter(hold => isOpen(hold) && hold.state !== 'approved')
		.filter(hold => isAskedAnywhere(hold, candidateOf(by)) && !hold.authors.includes(by.person))
		.sort(byWait)
		.slice(0, most);
}

function byWait(a: Hold, b: Hold): number {
	const [first, second] = [a, b].map(({submission}) => isAnswer(submission.draft));
	if (first !== second) return Number(second) - Number(first);
	return first ? waitingSince(a) - waitingSince(b) : a.expiresAt - b.expiresAt;
}
