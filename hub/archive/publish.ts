import {sql} from 'kysely';
import type {BlobStore} from './blobs.ts';
import type {Committed, SignedHead} from './committed.ts';
import {leavesFrom} from './entries.ts';
import {publishedPath, sizeOf} from './start.ts';
import type {Executor, Write} from './tables.ts';
import {entryBundle, hashTiles, replacedFolders, tileWidth} from './tiles.ts';

export interface PublisherOptions {
	db: Executor;
	write: Write;
	log: BlobStore;
	committed: Committed;
	now: () => number;
	publishEvery?: number;
	onError?: (error: unknown) => void;
}

export interface Publisher {
	publish(): Promise<void>;
	close(): Promise<void>;
}

/** Writes the log's static files behind the commits. */
export async function createPublisher(options: PublisherOptions): Promise<Publisher> {
	const {log, committed, publishEvery = 1000, onError = () => undefined} = options;
	let published = sizeOf(await log.read(publishedPath)) ?? 0;
	let publishing: Promise<unknown> = Promise.resolve();

	async function publishNow(): Promise<void> {
		const head = await committed.checkpoint();
		if (head.size <= published) return;
		await writeTiles(options, published, head.size);
		// Last: a checkpoint is visible only with all that it covers.
		await log.write([{path: publishedPath, bytes: Buffer.from(head.note)}]);
		await record(options, head);
		published = head.size;
	}

	function publish(): Promise<void> {
		const done = publishing.then(publishNow);
		publishing = done.catch(() => undefined);
		return done;
	}

	const timer = publishEvery > 0 ? setInterval(() => void publish().catch(onError), publishEvery) : undefined;
	timer?.unref();
	return {
		publish,
		async close() {
			clearInterval(timer);
			await publish();
		},
	};
}

/** The files that the tree of `size` has and the tree of `from` had not. */
async function writeTiles({db, log, committed}: PublisherOptions, from: number, size: number): Promise<void> {
	for (let n = Math.floor(from / tileWidth); n * tileWidth < size; n++) {
		const leaves = await leavesFrom(db, n * tileWidth, Math.min(tileWidth, size - n * tileWidth));
		const bytes = leaves.map(leaf => Buffer.from(leaf));
		await log.write([entryBundle(n, bytes)]);
	}
	await log.write(hashTiles(committed.tree, from, size));
	for (const folder of replacedFolders(from, size)) await log.remove(await log.list(folder));
}

/** The history of checkpoints: what the log looked like on which day. */
async function record({write, now}: PublisherOptions, {size, note}: SignedHead): Promise<void> {
	await write(trx =>
		sql`insert into archive_checkpoints (size, note, at) values (${size}, ${note}, ${now()})
			on conflict (size) do nothing`.execute(trx),
	);
}
