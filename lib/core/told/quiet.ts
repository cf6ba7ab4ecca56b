/** Quiet hours: when a person is left alone, by the clock on his own wall (product.md, AL4). */
import type {Kind} from './kind.ts';

export interface Hours {
	/** `22:00`; the same as `to`: none. */
	from: string;
	to: string;
	/** Quiet all day: 1 is Monday, 7 Sunday. */
	freeDays: readonly number[];
}

/** A person as far as quiet hours ask. */
export interface Sleeper {
	/** IANA name: `Europe/London`. */
	zone: string;
	quiet: Hours | null;
	/** "Wake me only for." */
	wakeFor: readonly Kind[];
	/** In a night. */
	wakesAtMost: number;
}

/** Milliseconds that count as one night for `wakesAtMost`. */
export const night = 12 * 60 * 60_000;

/** Is this person to be left alone at this moment? */
export function isQuiet({zone, quiet}: Pick<Sleeper, 'zone' | 'quiet'>, at: number): boolean {
	if (!quiet) return false;
	const {day, time} = wallClock(zone, at);
	if (quiet.freeDays.includes(day)) return true;
	const {from, to} = quiet;
	return from <= to ? from <= time && time < to : time >= from || time < to;
}

const minute = 60_000;
const dayMinutes = 24 * 60;

/** Milliseconds after a night for which it is spoken of. */
const morning = 6 * 60 * minute;

/** The quiet hours that have just ended for this person; nothing while they last, and from noon on. */
export function lastNight(
	sleeper: Pick<Sleeper, 'zone' | 'quiet'>,
	now: number,
): {from: number; to: number} | undefined {
	const hours = sleeper.quiet;
	if (!hours || hours.from === hours.to || isQuiet(sleeper, now)) return undefined;
	const since = (time: string) =>
		((minutesOf(wallClock(sleeper.zone, now).time) - minutesOf(time) + dayMinutes) % dayMinutes) * minute;
	const whole = now - (now % minute);
	const to = whole - since(hours.to);
	const length = ((minutesOf(hours.to) - minutesOf(hours.from) + dayMinutes) % dayMinutes) * minute;
	return now - to < morning ? {from: to - length, to} : undefined;
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** When this person may be told again, from `at` on; nothing within eight days is never. */
export function quietUntil(sleeper: Pick<Sleeper, 'zone' | 'quiet'>, at: number): number | undefined {
	for (let when = at; when < at + 8 * dayMinutes * minute; when = nextEdge(sleeper, when))
		if (!isQuiet(sleeper, when)) return when;
	return undefined;
}

/** The next time on the wall at which quiet hours or a free day may end. */
function nextEdge({zone, quiet}: Pick<Sleeper, 'zone' | 'quiet'>, at: number): number {
	const now = minutesOf(wallClock(zone, at).time);
	const left = (minutesOf(quiet!.to) - now + dayMinutes) % dayMinutes || dayMinutes;
	return at - (at % minute) + Math.min(left, dayMinutes - now) * minute;
}

/** May the person be told of this now? `wakes`: only because it is worth waking him. */
export function mayTell(
	person: Sleeper,
	kind: Kind,
	{wokenAt, now}: {wokenAt: readonly number[]; now: number},
): 'yes' | 'wakes' | 'no' {
	if (!isQuiet(person, now)) return 'yes';
	const tonight = wokenAt.filter(at => at > now - night).length;
	return person.wakeFor.includes(kind) && tonight < person.wakesAtMost ? 'wakes' : 'no';
}

export interface WallClock {
	/** `2026-11-21` */
	date: string;
	/** 1 is Monday. */
	day: number;
	/** `22:40` */
	time: string;
}

/** The local day and time of day. The same few minutes are asked for hundreds of times in one round. */
export function wallClock(zone: string, at: number): WallClock {
	const key = `${zone} ${Math.floor(at / 60_000)}`;
	const known = clocks.get(key);
	if (known) return known;
	if (clocks.size >= 5000) clocks.clear();
	const clock = readClock(zone, at);
	clocks.set(key, clock);
	return clock;
}

const clocks = new Map<string, WallClock>();

function readClock(zone: string, at: number): WallClock {
	const parts = new Map(
		formatIn(zone)
			.formatToParts(at)
			.map(({type, value}) => [type, value]),
	);
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name)!;
	return {
		date: `${part('year')}-${part('month')}-${part('day')}`,
		day: weekdays.indexOf(part('weekday')) + 1,
		time: `${part('hour')}:${part('minute')}`,
	};
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Making one costs more than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known) return known;
	const two = '2-digit' as const;
	const format = new Intl.DateTimeFormat('en-GB', {
		...{timeZone, weekday: 'short', hourCycle: 'h23'},
		...{year: 'numeric', month: two, day: two, hour: two, minute: two},
	});
	formats.set(timeZone, format);
	return format;
}

/** Does this machine know the zone? */
export function isZone(zone: string): boolean {
	try {
		formatIn(zone);
		return true;
	} catch {
		return false;
	}
}
