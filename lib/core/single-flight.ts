/**
 * At most one run at a time, and never a lost call: whoever asks during a run gets the run after it, which sees all that
 * was written before the asking.
 */
export function singleFlight(work: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	let next: Promise<void> | undefined;
	const start = () => {
		running = work().finally(() => {
			running = undefined;
		});
		return running;
	};
	return () => {
		if (!running) return start();
		next ??= running
			.catch(() => {}) // Its own caller hears of it
			.then(() => {
				next = undefined;
				return start();
			});
		return next;
	};
}
