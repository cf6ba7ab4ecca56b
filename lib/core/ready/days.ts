/** Days as a reply says them: "Monday 23 November". Counted in whole days since 1970 where the author sits. */
const day = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
	...['January', 'February', 'March', 'April', 'May', 'June'],
	...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** `offset`: minutes east of UTC. */
export interface Clock {
	now: number;
	offset: number;
}

export function dayOf({now, offset}: Clock): number {
	return Math.floor((now + offset * 60_000) / day);
}

export function dayAfter(from: number, days: number): number {
	return from + days;
}

export function dayWords(number: number): string {
	const date = new Date(number * day);
	return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}`;
}

/** The day that these words mean from today to `furthest` days on; nothing when there is none or they say it otherwise. */
export function parseDay(text: string, clock: Clock, furthest: number): number | undefined {
	const today = dayOf(clock);
	for (let ahead = 0; ahead <= furthest; ahead++) if (dayWords(today + ahead) === text) return today + ahead;
	return undefined;
}

/** The next moment at which the clock says `HH:MM`. */
export function timeAfter(text: string, clock: Clock): number {
	const [hours = 0, minutes = 0] = text.split(':').map(Number);
	const at = dayOf(clock) * day + (hours * 60 + minutes - clock.offset) * 60_000;
	return at > clock.now ? at : at + day;
}
