/** `18:00` today, `Mon 18:00` within the week, `30 Nov 18:00` beyond; in this machine's time zone. */
export function timeOf(at: number, now: number): string {
	const time = new Date(at).toLocaleTimeString('en-GB', {hour: '2-digit', minute: '2-digit'});
	if (isSameDay(at, now)) return time;
	const near = Math.abs(at - now) < 6 * 86_400_000;
	const day = new Date(at).toLocaleDateString(
		'en-GB',
		near ? {weekday: 'short'} : {day: 'numeric', month: 'short'},
	);
	return `${day} ${time}`;
}

/** `16 Jan 2027` */
export function dayOf(at: number): string {
	return new Intl.DateTimeFormat('en-GB', {day: 'numeric', month: 'short', year: 'numeric'}).format(at);
}

/** `38 min`, `1 h 52 min`, `3 days` */
export function waitOf(ms: number): string {
	const minutes = Math.max(0, Math.floor(ms / 60_000));
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

export interface Deadline {
	label: string;
	at: number;
}

/** What "Post it any time before" offers; the first is the default. Offers end in working hours, not at midnight. */
export function deadlines(now: number): Deadline[] {
	const evening = (days: number): number => {
		const day = new Date(now);
		day.setDate(day.getDate() + days);
		day.setHours(18, 0, 0, 0);
		return day.getTime();
	};
	const hour = 3_600_000;
	const today = evening(0) - now >= hour ? [{label: 'today 18:00', at: evening(0)}] : [];
	const soon = {label: `in 2 hours, ${timeOf(now + 2 * hour, now)}`, at: now + 2 * hour};
	const later = [1, 3, 7].map(days => ({
		label:
			days === 1 ? 'tomorrow 18:00' : timeOf(evening(days), now - 7 * 86_400_000).replace(/ (?=\d\d:)/, ', '),
		at: evening(days),
	}));
	return today.length > 0 ? [...today, soon, ...later] : [later[0]!, soon, ...later.slice(1)];
}

function isSameDay(a: number, b: number): boolean {
	return new Date(a).toDateString() === new Date(b).toDateString();
}
