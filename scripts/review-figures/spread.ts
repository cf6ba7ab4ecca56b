/** How a measured figure is told: the middle, and what one in twenty exceeds. */
export interface Spread {
	rounds: number;
	median: number;
	p95: number;
	max: number;
}

/** Milliseconds, to whole ones. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	const at = (share: number) =>
		Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!);
	return {rounds: sorted.length, median: at(0.5), p95: at(0.95), max: at(1)};
}

export function line(what: string, {rounds, median, p95, max}: Spread): string {
	return `${what}: median ${median} ms, p95 ${p95} ms, longest ${max} ms, ${rounds} rounds`;
}
