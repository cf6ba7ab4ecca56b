/** Figures, their goals, and how they are told. */
import {cpus} from 'node:os';
import {ours} from './matchers.ts';
import {median, percentile, type Race, ratioOf} from './paired.ts';
import type {Delays} from './typing.ts';
import {bareName} from './writers.ts';

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

/** Here less is asked of ours, not more of the peer: at most so many times what the bare page takes. */
export function besideBare(name: string, race: Race, unit: string, most: number): Result {
	const [own, bare] = [race[ours]!, race[bareName]!];
	return judged({
		name: `${name}: ${bareName}`,
		ours: median(own),
		peer: median(bare),
		unit,
		...ratioOf(bare, own),
		goal: 1 / most,
	});
}

/** A line for what a key meets: its 95th percentile may be 2 ms more than on the bare page, and no task may be long. */
export function delaysLine(name: string, delays: Readonly<Record<string, Delays>>): string {
	const [own, bare] = [delays[ours]!, delays[bareName]!];
	const [a, b] = [percentile(own.delays, 0.95), percentile(bare.delays, 0.95)];
	const isMet = a - b <= 2 && own.longTasks.length === 0;
	const told = [own, bare].map(
		({delays: all, longTasks, slowKeys}) =>
			`${figure(percentile(all, 0.5))}/${figure(percentile(all, 0.95))} ms, ${slowKeys.length} keys seen after 16 ms or more, ${longTasks.length} long tasks`,
	);
	return `Delay of ${own.delays.length} keys, ${name} (median/p95): ours ${told[0]}; ${bareName} ${told[1]}; p95 ${figure(a - b)} ms more  goal ≤ 2 and no long task: ${isMet ? 'met' : 'MISSED'}`;
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
