import {wallClock} from '../told/quiet.ts';

const day = 24 * 60 * 60_000;

/** The company's own promise of an answer: the end of the next working day by its clock. Holidays are not known. */
export function promisedBy(loggedAt: number, zone: string): number {
	let at = loggedAt + day;
	while (wallClock(zone, at).day > 5) at += day;
	const [hours, minutes] = wallClock(zone, at).time.split(':').map(Number);
	return at - (at % 60_000) + (24 * 60 - hours! * 60 - minutes!) * 60_000 - 1;
}
