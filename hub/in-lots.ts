/**
 * What is asked for in one turn of the event loop, or while the lot before it is under way, goes together: one wait for the
 * disk for all of it. A lot that fails fails for everybody in it.
 *
 * @param fitting how many from the front of the queue go into one lot, at least one
 */
export function inLots<T, R>(
	work: (lot: readonly T[]) => Promise<readonly (R | Promise<R>)[]>,
	fitting: (queue: readonly T[]) => number,
): (one: T) => Promise<R> {
	const queue: {one: T; resolve: (result: R | Promise<R>) => void; reject: (error: unknown) => void}[] = [];
	let isDraining = false;

	async function drain() {
		isDraining = true;
		while (queue.length > 0) {
			await new Promise(resolve => setImmediate(resolve));
			const lot = queue.splice(0, fitting(queue.map(({one}) => one)));
			try {
				const results = await work(lot.map(({one}) => one));
				lot.forEach(({resolve}, i) => void resolve(results[i]!));
			} catch (error) {
				for (const {reject} of lot) reject(error);
			}
		}
		isDraining = false;
	}
	return one =>
		new Promise((resolve, reject) => {
			queue.push({one, resolve, reject});
			if (!isDraining) void drain();
		});
}
