/** What is to happen in the month: 10,000 interactions in the proportions of walkthrough (e), each with its browser and time. */
import {seeded} from '#hub/outbox.fixture.ts';
import {day, hour, march} from './firm.ts';

export type Passage = 'plain' | 'ready' | 'one' | 'two' | 'returned' | 'withdrawn' | 'expired';

export interface Planned {
	passage: Passage;
	seat: number;
	site: 'x' | 'facebook';
	at: number;
	/** Changed, or taken down, some days later. */
	later?: 'edit' | 'delete';
}

/** Browsers that write for approval; that use ready replies; and those of which records get lost. */
const writers = 12;
const careful = 30;
export const seats = 40;
/** Silent on Wednesday 11 March. */
export const silentSeat = 20;
export const silentDay = Date.UTC(2026, 2, 11);
/** One an hour from nine to five. */
export const beatsADay = 9;

/** 1 is the month of walkthrough (e); less, to try something out. */
const scale = Number(process.env.COUNTERSIGN_MONTH ?? 1);
const scaled = (count: number) => Math.ceil(count * scale);

/** [passage, on X, on Facebook]. An edit is held and approved like what it changes: 37 of the 498 with one reviewer. */
const wanted: [Passage, number, number][] = [
	['ready', 400, 344],
	['one', 261, 200],
	['two', 21, 21],
	['returned', 88, 60],
	['withdrawn', 21, 20],
	['expired', 12, 10],
	['plain', 4604, 4103],
];
const edited = {x: scaled(20), facebook: scaled(17)};
const deleted = {x: scaled(6), facebook: scaled(3)};

/** Monday to Saturday. */
export const workingDays = Array.from({length: 31}, (_, i) => march.from + i * day).filter(
	at => new Date(at).getUTCDay() !== 0,
);

export function planMonth(seed: number): Planned[] {
	const random = seeded(seed);
	const below = (n: number) => Math.floor(random() * n);
	const planned: Planned[] = [];
	for (const [passage, ...counts] of wanted)
		for (const [i, count] of counts.entries())
			for (let n = 0; n < scaled(count); n++)
				planned.push({passage, site: i === 0 ? 'x' : 'facebook', ...placeOf(passage, below)});
	markLater(planned);
	return planned;
}

function placeOf(passage: Passage, below: (n: number) => number): {seat: number; at: number} {
	const among = passage === 'plain' ? seats : passage === 'ready' ? careful : writers;
	const [seat, on] = [below(among), workingDays[below(workingDays.length)]!];
	// Nothing of the silent day; what is sent for approval has the afternoon before it
	if (seat === silentSeat && on === silentDay) return placeOf(passage, below);
	const hours = passage === 'plain' || passage === 'ready' ? 8.5 : 6;
	return {seat, at: on + 9 * hour + 60_000 + below(hours * hour)};
}

/** Posts of the first three weeks, so that they are changed in the same month; at least one before the rules change. */
function markLater(planned: readonly Planned[]): void {
	for (const site of ['x', 'facebook'] as const) {
		const fits = planned.filter(
			one => one.passage === 'one' && one.site === site && one.at < march.from + 21 * day,
		);
		const first = fits.find(({at}) => at < march.from + 11 * day)!;
		const early = [first, ...fits.filter(one => one !== first)];
		for (const one of early.slice(0, edited[site])) one.later = 'edit';
		for (const one of early.slice(edited[site], edited[site] + deleted[site])) one.later = 'delete';
	}
}

/**
 * Twenty numbers that get lost, `seat n`, all of browsers that only post what needs nobody: two records each. Never two of
 * one post, or of neighbouring hours: each is a loss of its own. Never what a browser ends with: nothing would show it.
 */
export function lossesOf(planned: readonly Planned[], random: () => number): Set<string> {
	const drawn = new Map<number, number[]>();
	const losers = Array.from({length: seats - careful}, (_, i) => careful + i);
	const ends = new Map(
		losers.map(seat => {
			const posts = planned.filter(one => one.seat === seat).length;
			return [seat, workingDays.length * beatsADay + 2 * posts];
		}),
	);
	for (let left = 20; left > 0; ) {
		const seat = losers[Math.floor(random() * losers.length)]!;
		const n = 2 + Math.floor(random() * (ends.get(seat)! - 12));
		const own = drawn.get(seat) ?? [];
		if (own.some(other => Math.abs(other - n) < 8)) continue;
		drawn.set(seat, [...own, n]);
		left--;
	}
	return new Set([...drawn].flatMap(([seat, numbers]) => numbers.map(n => `${seat} ${n}`)));
}

/** What a search for PCP finds: all but what is plain. An edit is another item with one reviewer. */
export function figuresOf(planned: readonly Planned[]) {
	const count = (fits: (one: Planned) => boolean) => planned.filter(fits).length;
	const of = (passage: Passage) => count(one => one.passage === passage);
	const isPosted = ({passage}: Planned) => ['ready', 'one', 'two'].includes(passage);
	const onSite = (site: Planned['site']) => count(one => isPosted(one) && one.site === site) + edited[site];
	const [changed, gone] = [edited.x + edited.facebook, deleted.x + deleted.facebook];
	const never = of('returned') + of('expired') + of('withdrawn');
	const posted = onSite('x') + onSite('facebook');
	return {
		...{posted, x: onSite('x'), facebook: onSite('facebook'), edited: changed, deleted: gone},
		...{never, returned: of('returned'), expired: of('expired'), withdrawn: of('withdrawn')},
		...{ready: of('ready'), one: of('one') + changed, two: of('two'), found: posted + never},
	};
}
