/**
 * The paired method (facts/performance.md, 4.2): contestants take turns in rounds of alternating order, so that whatever else
 * the machine does befalls them alike; the figure is the median of the rounds' ratios, with a bootstrapped interval.
 */
import {chanceFrom} from './texts.ts';

export interface Contestant {
	name: string;
	/** One pass over all texts. */
	run(): unknown;
}

export interface Effort {
	rounds: number;
	/** Milliseconds a contestant runs in a round, at least. */
	turn: number;
	/** Milliseconds each runs before the first round. */
	warmth: number;
}

/** Milliseconds a pass, per round, by name. */
export type Race = Record<string, number[]>;

export async function race(
	contestants: readonly Contestant[],
	{rounds, turn, warmth}: Effort,
): Promise<Race> {
	const passes = new Map<string, number>();
	for (const one of contestants) passes.set(one.name, await warmed(one, turn, warmth));
	const result: Race = Object.fromEntries(contestants.map(({name}) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 === 0 ? contestants : [...contestants].reverse();
		for (const one of order) result[one.name]!.push(await timed(one, passes.get(one.name)!));
	}
	return result;
}

/** Runs until optimisers have done their work, then tells how many passes fill a turn. */
async function warmed(one: Contestant, turn: number, warmth: number): Promise<number> {
	const end = performance.now() + warmth;
	let least = await timed(one, 1);
	while (performance.now() < end) least = Math.min(least, await timed(one, 1));
	return Math.max(1, Math.min(2000, Math.round(turn / Math.max(least, 0.001))));
}

async function timed({run}: Contestant, passes: number): Promise<number> {
	const start = performance.now();
	for (let i = 0; i < passes; i++) {
		const result = run();
		if (result instanceof Promise) await result;
	}
	return (performance.now() - start) / passes;
}

export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** The value below which that share of them lies. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

export interface Ratio {
	ratio: number;
	/** 95 % interval of the median, by bootstrap. */
	low: number;
	high: number;
}

/** How many times longer the peer takes, round by round. */
export function ratioOf(peer: readonly number[], own: readonly number[]): Ratio {
	const ratios = peer.map((time, i) => time / own[i]!);
	const chance = chanceFrom(7);
	const medians = Array.from({length: 1000}, () =>
		median(ratios.map(() => ratios[Math.floor(chance() * ratios.length)]!)),
	).sort((a, b) => a - b);
	return {ratio: median(ratios), low: medians[25]!, high: medians[975]!};
}
