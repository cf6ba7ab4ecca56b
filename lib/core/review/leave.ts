/** What becomes of a hold when somebody leaves the firm: nothing waits for a person who is gone. */
import type {HoldEvent} from './event.ts';
import {evolveAll} from './evolve.ts';
import type {Hold, PersonId} from './hold.ts';
import {isOpen, settle} from './settle.ts';

export interface Leaving {
	person: PersonId;
	/** Who answers for the drafts of the one who leaves; `null` = nobody yet. */
	successor: PersonId | null;
	/** Who says so; `null` = the company's directory. */
	by: PersonId | null;
	now: number;
}

/**
 * The events that this brings about: a claim of the one who leaves ends, his approval is void, and his drafts go to the
 * successor, who is an author from then on and can therefore approve none of them. A hold never moves towards release.
 */
export function leave(hold: Hold, {person, successor, by, now}: Leaving): HoldEvent[] {
	const time = settle(hold, now);
	const current = evolveAll(hold, time) ?? hold;
	if (!isOpen(current)) return [];
	const stamp = {at: now, by};
	const events: HoldEvent[] = [];
	const isHanded = isOwn(current, person) && successor !== null && successor !== person;
	// An approval that stands was for a draft of the old authors: handed over, it is looked at again
	const voids = current.approvals.some(({reviewer}) => reviewer === person) || isHanded;
	if (voids && current.approvals.length > 0) events.push({type: 'revoked', why: 'person', ...stamp});
	else if (isClaimedBy(current, [person, ...(isHanded ? [successor] : [])]))
		events.push({type: 'unclaimed', ...stamp});
	if (isHanded) events.push({type: 'handed', from: person, to: successor, ...stamp});
	return events.length > 0 ? [...time, ...events] : [];
}

/** The one who answers for it: who sent it, or took it over last. */
function isOwn({authors}: Pick<Hold, 'authors'>, person: PersonId): boolean {
	return authors[0] === person;
}

function isClaimedBy({claim}: Hold, persons: readonly PersonId[]): boolean {
	return claim !== null && persons.includes(claim.reviewer);
}
