/** One run at a time; a call during a run asks for one more after it. `run` must not throw. */
export function single(run: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	let next: Promise<void> | undefined;

	return call;

	function call(): Promise<void> {
		if (!running) return start();
		next ??= running.then(() => {
			next = undefined;
			return start();
		});
		return next;
	}

	function start(): Promise<void> {
		running = run().finally(() => {
			running = undefined;
		});
		return running;
	}
}
