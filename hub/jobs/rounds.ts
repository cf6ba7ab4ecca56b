type Part = () => Promise<unknown>;

export interface Rounds {
	/** Begins every part that is not under way: one that takes longer than a round keeps no other waiting. */
	begin: () => void;
	/** Waits for what is under way; what fails then fails unheard. */
	end: () => Promise<void>;
}

export function roundsOf(
	parts: readonly Part[],
	heard: {onDone: () => void; onError: (error: unknown) => void},
): Rounds {
	const underWay = new Map<Part, Promise<void>>();
	let {onDone, onError} = heard;

	async function run(part: Part): Promise<void> {
		try {
			await part();
			onDone();
		} catch (error) {
			onError(error);
		}
		underWay.delete(part);
	}

	return {
		begin() {
			for (const part of parts) if (!underWay.has(part)) underWay.set(part, run(part));
		},
		async end() {
			[onDone, onError] = [() => {}, () => {}];
			await Promise.all(underWay.values());
		},
	};
}
