/**
 * ES256 on other cores, with Node alone. The verifier asks and goes on as if the answer were yes; at the end it learns
 * whether every answer was. Nothing is believed from such a run unless all were: else it is run again, one by one.
 */
import type {KeyObject} from 'node:crypto';
import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';

export interface SignaturePool {
	/** Always says yes. */
	later(signed: Buffer, key: KeyObject, signature: Buffer): true;
	/** Waits. Were they all valid? `false` also when the workers do not answer. */
	areAllValid(): boolean;
	close(): void;
}

/** In one message to a worker. */
const batchSize = 1000;
/** Batches on their way at once: signed bytes are held for no more than these. */
const most = 16;
/** Milliseconds without any progress after which the workers are given up. */
const patience = 60_000;

/** What workers and verifier count together. */
export const counters = {underWay: 0, invalid: 1} as const;

export interface Batch {
	/** Coordinates of P-256 keys. */
	keys: {x: string; y: string}[];
	jobs: {key: number; signed: Uint8Array; signature: Uint8Array}[];
}

export function startPool(): SignaturePool {
	const shared = new Int32Array(new SharedArrayBuffer(8));
	const file = new URL('./signature-worker.ts', import.meta.url);
	const workers = Array.from(
		{length: Math.max(1, availableParallelism() - 1)},
		() => new Worker(file, {workerData: shared}),
	);
	// A worker that fails answers nothing, and patience ends
	for (const worker of workers) worker.on('error', () => undefined).unref();
	let [next, isGivenUp] = [0, false];
	let batch = emptyBatch();

	function send(): void {
		if (batch.jobs.length === 0) return;
		Atomics.add(shared, counters.underWay, 1);
		workers[next++ % workers.length]!.postMessage({keys: batch.keys, jobs: batch.jobs} satisfies Batch);
		batch = emptyBatch();
		waitFor(most);
	}

	/** Until at most so many batches are under way. */
	function waitFor(limit: number): void {
		for (;;) {
			const underWay = Atomics.load(shared, counters.underWay);
			if (isGivenUp || underWay <= limit) return;
			isGivenUp = Atomics.wait(shared, counters.underWay, underWay, patience) === 'timed-out';
		}
	}

	return {
		later(signed, key, signature) {
			batch.jobs.push({key: batch.indexOf(key), signed, signature});
			if (batch.jobs.length >= batchSize) send();
			return true;
		},
		areAllValid() {
			send();
			waitFor(0);
			return !isGivenUp && Atomics.load(shared, counters.invalid) === 0;
		},
		close: () => workers.forEach(worker => void worker.terminate()),
	};
}

function emptyBatch(): Batch & {indexOf(key: KeyObject): number} {
	const [known, keys]: [Map<KeyObject, number>, Batch['keys']] = [new Map(), []];
	return {
		keys,
		jobs: [],
		indexOf(key) {
			const index = known.get(key) ?? keys.length;
			if (index === keys.length) {
				const {x = '', y = ''} = key.export({format: 'jwk'});
				keys.push({x, y});
				known.set(key, index);
			}
			return index;
		},
	};
}
