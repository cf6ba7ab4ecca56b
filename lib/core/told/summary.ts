/** One summary at set times instead of a message an item (product.md, AL1). */
import {isQuiet, type Sleeper, wallClock} from './quiet.ts';

export interface Summarised extends Pick<Sleeper, 'zone' | 'quiet'> {
	/** `08:00`, in any order; none: no summaries. */
	summaries: readonly string[];
}

/**
 * The name of the summary that is due, `2026-11-21 08:00`, or nothing. One name is sent once. A time within quiet hours
 * waits for their end; one that the hub slept through is made up for on the same day.
 */
export function summaryDue(person: Summarised, now: number): string | undefined {
	if (person.summaries.length === 0 || isQuiet(person, now)) return;
	const {date, time} = wallClock(person.zone, now);
	const last = [...person.summaries].sort().findLast(at => at <= time);
	return last === undefined ? undefined : `${date} ${last}`;
}
