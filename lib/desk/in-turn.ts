/**
 * Work on one thing, one after the other: two tabs that ask for the same approval at once must not both find it unused.
 * In memory, because there is one background at a time.
 */
export function inTurn() {
	const last = new Map<string, Promise<unknown>>();
	return <T>(key: string, work: () => Promise<T>): Promise<T> => {
		const turn = (last.get(key) ?? Promise.resolve()).then(work, work);
		const done = turn
			.catch(() => {})
			.then(() => {
				if (last.get(key) === done) last.delete(key);
			});
		last.set(key, done);
		return turn;
	};
}
