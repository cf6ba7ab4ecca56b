export interface Clock {
	now(): number;
	/** Milliseconds added to the machine's clock. */
	offset(): number;
	advance(milliseconds: number): void;
	/** Runs `task` when the clock has passed `at`. Only `advance` and `tick` look. */
	at(at: number, task: () => void): () => void;
	tick(): void;
}

/** A clock that tests can put forward; it drives scheduled posts. */
export function createClock(): Clock {
	let offset = 0;
	let tasks: {at: number; task: () => void}[] = [];
	const now = (): number => Date.now() + offset;
	const tick = (): void => {
		const due = tasks.filter(task => task.at <= now()).sort((a, b) => a.at - b.at);
		tasks = tasks.filter(task => !due.includes(task));
		for (const {task} of due) task();
	};
	return {
		now,
		offset: () => offset,
		advance(milliseconds) {
			offset += milliseconds;
			tick();
		},
		at(at, task) {
			const planned = {at, task};
			tasks.push(planned);
			return () => {
				tasks = tasks.filter(other => other !== planned);
			};
		},
		tick,
	};
}
