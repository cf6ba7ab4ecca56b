/** Figures, their goals, and how they are told. */
import {cpus} from 'node:os';
import {ours} from './matchers.ts';
import {median, type Race, ratioOf} from './paired.ts';

/** How many times longer the peer takes than ours, with what both took. */
export interface Result {
	name: string;
	ours: number;
	peer: number;
	unit: string;
	ratio: number;
	/** 95 % interval of the ratio, where rounds were paired. */
	low?: number;
	high?: number;
	goal?: number;
	met?: boolean;
}

export interface Report {
	machine: {cpu: string; cores: number; node: string; chromium?: string; date: string};
	results: Result[];
}

export const machine = (chromium?: string): Report['machine'] => ({
	cpu: cpus()[0]?.model ?? 'unknown',
	cores: cpus().length,
	node: process.version,
	...(chromium ? {chromium} : {}),
	date: new Date().toISOString().slice(0, 10),
});

/** A result for each peer of a race; times are per text. `goals`: the least ratio, by peer. */
export function resultsOf(
	name: string,
	race: Race,
	texts: number,
	goals: Readonly<Record<string, number>> = {},
): Result[] {
	const own = race[ours]!;
	return Object.entries(race)
		.filter(([peer]) => peer !== ours)
		.map(([peer, times]) =>
			judged({
				name: `${name}: ${peer}`,
				ours: perText(own, texts),
				peer: perText(times, texts),
				unit: 'µs a text',
				...ratioOf(times, own),
				...(goals[peer] === undefined ? {} : {goal: goals[peer]}),
			}),
		);
}

const perText = (milliseconds: readonly number[], texts: number) => (median(milliseconds) / texts) * 1000;

/** A result against a fixed figure: a budget, or another run of ours. */
export function resultAgainst(
	name: string,
	own: number,
	peer: number,
	unit: string,
	goal: number | undefined,
): Result {
	return judged({name, ours: own, peer, unit, ratio: peer / own, ...(goal === undefined ? {} : {goal})});
}

/** Here less is asked of ours, not more of the peer: at most 1.3 times the bare editor. */
export function typingResult(name: string, race: Race): Result {
	const [own, bare] = [race[ours]!, race['the bare editor']!];
	return judged({
		name: `Typing, ${name}: the bare editor`,
		ours: median(own),
		peer: median(bare),
		unit: 'ms a key',
		...ratioOf(bare, own),
		goal: 1 / 1.3,
	});
}

/** Met only if the whole interval is. */
function judged(result: Result): Result {
	return result.goal === undefined ? result : {...result, met: (result.low ?? result.ratio) >= result.goal};
}

const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

export function lineOf({name, ours: own, peer, unit, ratio, low, high, goal, met}: Result): string {
	const interval = low === undefined || high === undefined ? '' : ` [${figure(low)}–${figure(high)}]`;
	const verdict = goal === undefined ? '' : `  goal ≥ ${figure(goal)}: ${met ? 'met' : 'MISSED'}`;
	return `${figure(ratio).padStart(7)}×${interval}  ${name}  (${figure(own)} beside ${figure(peer)} ${unit})${verdict}`;
}
