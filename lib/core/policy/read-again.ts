/** A rule is read again every six months by whoever answers for it (product.md, RU4). Pure. */

const day = 24 * 60 * 60_000;
/** Days between two readings. */
const every = 182;
/** Days before one on which its owner is told. */
const ahead = 14;

export type Reading = 'due' | 'soon';

/** Nothing: no day is set, or it is not soon. `review`: as `2027-05-24`. `now`: milliseconds since 1970. */
export function readingOf({review}: {review?: string | undefined}, now: number): Reading | null {
	if (review === undefined || review > dayOf(now + ahead * day)) return null;
	return review <= dayOf(now) ? 'due' : 'soon';
}

/** The day by which a rule that is read now is read again. */
export function nextReading(now: number): string {
	return dayOf(now + every * day);
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
