import type {BlobStore} from './blobs.ts';
import type {SignedHead} from './committed.ts';
import {guardPath, sizeOf} from './start.ts';

/**
 * Keeps the highest checkpoint outside the database, durable before anybody is shown it: after a restore of an old
 * backup it is what proves that entries are gone.
 */
export function createGuard(log: BlobStore): (head: SignedHead) => Promise<void> {
	let kept = -1;
	let keeping: Promise<void> = Promise.resolve();

	async function keep({size, note}: SignedHead): Promise<void> {
		if (size <= kept) return;
		// Another hub process may have been shown more.
		const stored = sizeOf(await log.read(guardPath)) ?? -1;
		if (stored < size) await log.write([{path: guardPath, bytes: Buffer.from(note)}]);
		kept = Math.max(stored, size);
	}
	return head => {
		const done = keeping.then(() => keep(head));
		keeping = done.catch(() => undefined);
		return done;
	};
}
