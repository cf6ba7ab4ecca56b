/**
 * Small values are read many times for each release, the rules are a megabyte, and the holds are read whenever a popup opens:
 * reading them from the disk each time was most of what a person waited for. Only the background writes them, and there is one
 * background at a time.
 */
import type {HoldRow, Stores} from '#lib/desk/ports.ts';

/** Reads each value once and then from memory; what is written is remembered only after it is durable. */
export function rememberValues(stores: Stores): Stores {
	const known = new Map<string, Promise<unknown>>();
	const holds = rememberHolds(stores);
	const forget = (key: string) => void known.delete(key);
	const read = (key: Parameters<Stores['get']>[0]) => {
		const reading = stores.get(key);
		known.set(key, reading);
		// A disk that fails now may answer later.
		reading.catch(() => known.get(key) === reading && forget(key));
		return reading;
	};

	const forgetAll = () => {
		known.clear();
		holds.forget();
	};
	/** On a full disk Chromium may have begun an empty database: what is remembered here must not go on as if nothing were. */
	const assertThere = async () => {
		if (!(await known.get('enrolled')) || (await stores.get('enrolled'))) return;
		forgetAll();
		throw new Error('what this browser had recorded is gone');
	};

	return {
		...stores,
		...holds.remembered,
		...newerCheckpoints(stores, () => forget('checkpoint')),
		async append(row, release) {
			// Only an empty database begins again with the first number
			if (row.n === 1) await assertThere();
			return stores.append(row, release);
		},
		async probe() {
			await stores.probe();
			await assertThere();
		},
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
		async clear() {
			await stores.clear();
			forgetAll();
		},
	};
}

/** Which of two checkpoints stays is for the database to say. */
function newerCheckpoints(stores: Stores, forget: () => void): Pick<Stores, 'receipted' | 'keepCheckpoint'> {
	return {
		receipted: (...what) => stores.receipted(...what).then(forget),
		keepCheckpoint: checkpoint => stores.keepCheckpoint(checkpoint).then(forget),
	};
}

/** All of them or none: whatever is written, the next who asks reads the disk. */
function rememberHolds(stores: Stores) {
	let known: Promise<HoldRow[]> | undefined;
	const forget = () => {
		known = undefined;
	};
	const read = () => {
		const reading = stores.holds();
		reading.catch(() => known === reading && forget());
		return reading;
	};
	/** Also while it is being written: a read in between may have seen either. */
	const written = async <T>(writing: Promise<T>): Promise<T> => {
		forget();
		return writing.finally(forget);
	};
	const remembered: Pick<Stores, 'holds' | 'hold' | 'putHold' | 'replaceHolds'> = {
		holds: () => {
			known ??= read();
			return known;
		},
		hold: async id => (known ? (await known).find(row => row.id === id) : stores.hold(id)),
		putHold: (row, asked) => written(stores.putHold(row, asked)),
		replaceHolds: (list, rows, asked) => written(stores.replaceHolds(list, rows, asked)),
	};
	return {forget, remembered};
}
