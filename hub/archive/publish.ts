import {sql} from 'kysely';
import {createCosigners, type WitnessAt} from '../witness/cosigners.ts';
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
	witnesses?: readonly WitnessAt[];
	onError?: (error: unknown) => void;
}

export interface Publisher {
	/** The checkpoint that is published then. */
	publish(): Promise<string>;
	close(): Promise<void>;
}

/** Writes the log's static files behind the commits. */
export async function createPublisher(options: PublisherOptions): Promise<Publisher> {
	const {log, committed, publishEvery = 1000, onError = () => undefined, witnesses = []} = options;
	const cosign = createCosigners(witnesses, committed.tree, onError);
	let published = headIn(await log.read(publishedPath));
	let publishing: Promise<unknown> = Promise.resolve();

	async function publishNow(): Promise<string> {
		const head = await committed.checkpoint();
		const isNew = head.size > published.size || published.note === '';
		if (isNew) await writeTiles(options, published.size, head.size);
		// A witness that was away signs what has long been published
		const note = await cosign(isNew ? head.note : published.note);
		if (!isNew && note === published.note) return note;
		// Last: a checkpoint is visible only with all that it covers.
		await log.write([{path: publishedPath, bytes: Buffer.from(note)}]);
		published = {size: isNew ? head.size : published.size, note};
		if (isNew) await record(options, published);
		return note;
	}

	function publish(): Promise<string> {
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

function headIn(note: Uint8Array | undefined): SignedHead {
	return {size: sizeOf(note) ?? 0, note: Buffer.from(note ?? []).toString()};
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
