import type {Calendar, Period} from './facts.ts';

const hour = 60 * 60_000;

/** Milliseconds of working time between two moments. */
export type WorkingTime = (from: number, to: number) => number;

/** Counts once for each hour of the period; both ends of a question are cut to it. Hours follow the zone's clock. */
export function workingTime(calendar: Calendar, {from, to}: Period): WorkingTime {
	const start = Math.floor(from / hour) * hour;
	const isWorking = workingHours(calendar);
	const sums = [0];
	for (let at = start; at < to; at += hour) sums.push(sums.at(-1)! + (isWorking(at) ? hour : 0));
	const upTo = (time: number) => {
		const at = Math.min(Math.max(time, from), to) - start;
		const whole = Math.floor(at / hour);
		const [before, after] = [sums[whole]!, sums[whole + 1] ?? sums[whole]!];
		return before + ((after - before) * (at - whole * hour)) / hour;
	};
	return (a, b) => Math.max(0, upTo(b) - upTo(a));
}

function workingHours({zone, days, from, to}: Calendar): (at: number) => boolean {
	const format = new Intl.DateTimeFormat('en-GB', {
		timeZone: zone,
		weekday: 'short',
		hour: '2-digit',
		hourCycle: 'h23',
	});
	const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
	return at => {
		const parts = new Map(format.formatToParts(at).map(({type, value}) => [type, value]));
		const hourOfDay = Number(parts.get('hour'));
		return days.includes(names.indexOf(parts.get('weekday')!) + 1) && hourOfDay >= from && hourOfDay < to;
	};
}
