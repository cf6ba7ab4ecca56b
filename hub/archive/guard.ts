import type {BlobStore} from './blobs.ts';
import type {SignedHead} from './committed.ts';
import {guardPath, sizeOf} from './start.ts';

/** Milliseconds from one write to the next. */
const apart = 100;

/**
 * Keeps the highest checkpoint outside the database: after a restore of an old backup it is what proves that entries
 * are gone, even before a device comes back that has seen more. Heads that come while one is being written, or shortly after,
 * share the next write: under load the disk is for records.
 */
export function createGuard(log: BlobStore): (head: SignedHead) => Promise<void> {
	let kept = -1;
	let lastAt = Number.NEGATIVE_INFINITY;
	let waiting: SignedHead | undefined;
	let running: Promise<void> = Promise.resolve();
	let next: Promise<void> | undefined;

	async function keep(): Promise<void> {
		const rest = lastAt + apart - performance.now();
		if (rest > 0) await new Promise(resolve => setTimeout(resolve, rest));
		lastAt = performance.now();
		next = undefined;
		const head = waiting;
		waiting = undefined;
		if (!head || head.size <= kept) return;
		// Another hub process may have been shown more.
		const stored = sizeOf(await log.read(guardPath)) ?? -1;
		if (stored < head.size) await log.write([{path: guardPath, bytes: Buffer.from(head.note)}]);
		kept = Math.max(stored, head.size);
	}

	return head => {
		if (head.size <= kept) return Promise.resolve();
		if (!waiting || head.size > waiting.size) waiting = head;
		if (!next) {
			const begin = () => {
				running = keep();
				return running;
			};
			next = running.then(begin, begin);
		}
		return next;
	};
}
