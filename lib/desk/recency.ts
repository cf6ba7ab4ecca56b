/** Answers overtake each other. Which holds were learnt since a question was asked, in this run of the background? */
export interface Recency {
	/** Before the hub is asked: what its answer will be as new as. */
	asking(): number;
	learnt(hold: string): void;
	/** Something else about it was learnt meanwhile: that may be newer than an answer to what was asked then. */
	isOvertaken(hold: string, asked: number): boolean;
}

export function createRecency(): Recency {
	const learntAt = new Map<string, number>();
	let count = 0;
	return {
		asking: () => count,
		learnt(hold) {
			count += 1;
			learntAt.set(hold, count);
		},
		isOvertaken: (hold, asked) => (learntAt.get(hold) ?? 0) > asked,
	};
}
