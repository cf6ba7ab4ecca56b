/**
 * Small values are read many times for each release, and the rules are a megabyte: reading them from the disk each time was most
 * of what a person waited for. Only the background writes them, and there is one background at a time.
 */
import type {Stores} from '#lib/desk/ports.ts';

/** Reads each value once and then from memory; what is written is remembered only after it is durable. */
export function rememberValues(stores: Stores): Stores {
	const known = new Map<string, Promise<unknown>>();
	const forget = (key: string) => void known.delete(key);
	const read = (key: Parameters<Stores['get']>[0]) => {
		const reading = stores.get(key);
		known.set(key, reading);
		// A disk that fails now may answer later.
		reading.catch(() => known.get(key) === reading && forget(key));
		return reading;
	};

	return {
		...stores,
		get: (async key => known.get(key) ?? read(key)) as Stores['get'],
		async set(key, value) {
			forget(key);
			await stores.set(key, value);
			known.set(key, Promise.resolve(value));
		},
		async remove(key) {
			await stores.remove(key);
			forget(key);
		},
		async receipted(row, receipt, checkpoint) {
			await stores.receipted(row, receipt, checkpoint);
			forget('checkpoint');
		},
		async clear() {
			await stores.clear();
			known.clear();
		},
	};
}
