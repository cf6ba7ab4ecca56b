/**
 * The append-only log. `append` runs inside the caller's transaction, so that an entry and what it tells of are one
 * commit; receipts and tiles are made after it, only from what is committed.
 */
import type {Receipt} from '#lib/api/contract.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {BlobStore} from './blobs.ts';
import {type Committed, createCommitted} from './committed.ts';
import {headSize, insertEntry, leafAt, takeIndex} from './entries.ts';
import {type Entry, leafOf, rowOf} from './entry.ts';
import {finishErasures} from './finish-erasures.ts';
import {createGuard} from './guard.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import type {LogKey} from './log-key.ts';
import {createMediaArchive, type MediaArchive} from './media.ts';
import {noteUses} from './media-rows.ts';
import {insertPlace, placeOf} from './places.ts';
import {createPublisher} from './publish.ts';
import {createSealer, type Opened, type Seal, type Sealed, unseal} from './seal.ts';
import {verifyStart} from './start.ts';
import type {Executor, Write} from './tables.ts';

export interface ArchiveOptions {
	/** For reading: sees what is committed, and nothing else. */
	db: Executor;
	/** A short transaction of the archive's own, now and then. */
	write: Write;
	/** Ciphertexts and their keys. */
	blobs: BlobStore;
	/** The public log: tiles and checkpoints. */
	log: BlobStore;
	logKey: LogKey;
	/** Key-encryption key, 32 bytes, kept outside the database and the blob store. */
	kek: Uint8Array;
	organisation: () => string;
	/** What the number on paper of an entry begins with; read in its transaction. Default `CS`. */
	prefix?: (trx: Executor, about: Pick<Entry, 'site' | 'account'>) => Promise<string>;
	now: () => number;
	/** Milliseconds between publications of tiles; 0 for by hand only. Default 1000. */
	publishEvery?: number;
	/** A publication, or the keeping of a checkpoint, that failed; it is tried again. */
	onError?: (error: unknown) => void;
}

export interface Appended {
	index: number;
	/** The number on paper. */
	name: string;
	/** Exact canonical JSON of the Leaf. */
	leaf: string;
}

export interface Archive {
	/** Makes content durable ahead of a transaction. Throws `too-large`. */
	seal(payload: unknown): Promise<Sealed>;
	/** One entry, in the caller's transaction; any number of them in one. Throws `too-large`. */
	append(trx: Executor, entry: Entry): Promise<Appended>;
	/**
	 * For an entry whose transaction is committed; call it outside any transaction. `from` is the size of the last
	 * checkpoint the device has verified. Throws `device-ahead` when that is larger than this log: stop and look.
	 */
	receipt(index: number, from: number): Promise<Receipt>;
	/** The newest checkpoint over everything committed: a signed note. */
	checkpoint(): Promise<string>;
	/** Leaf and inclusion proof (hex) of an entry under the newest checkpoint. Throws `no-entry`. */
	proof(index: number): Promise<{leaf: string; proof: string[]; checkpoint: string}>;
	/** Throws `no-entry`. */
	leaf(index: number): Promise<Leaf>;
	/** The content of an entry; `undefined` when it was erased. Throws `damaged`. */
	open(leaf: Pick<Leaf, 'payload'>): Promise<Opened | undefined>;
	/** The same of what is sealed and in no entry yet. */
	openSealed(sealed: Sealed): Promise<Opened | undefined>;
	/** Files of drafts and records. */
	media: MediaArchive;
	/** Tiles and checkpoint on disk up to everything committed. */
	publish(): Promise<void>;
	/** Publishes and stops. */
	close(): Promise<void>;
}

/** Throws `rolled-back`, `rewritten` or `damaged` when the database is not the log that was signed: refuse to run. */
export async function createArchive(options: ArchiveOptions): Promise<Archive> {
	const {db, blobs, log, logKey, kek} = options;
	const committed = createCommitted(db, logKey, createGuard(log), options.onError ?? (() => undefined));
	await committed.grow();
	if (committed.tree.size !== (await headSize(db)))
		throw new HubArchiveError('damaged', 'the newest entries of the archive are missing from the database');
	await verifyStart({db, log, logKey, tree: committed.tree});
	await finishErasures({db, write: options.write, blobs});
	const publisher = await createPublisher({...options, committed});
	const {seal, sealBytes} = createSealer(kek, blobs);
	return {
		seal,
		media: createMediaArchive({...options, sealBytes}),
		append: (trx, entry) => append(options, seal, trx, entry),
		receipt: (index, from) => receipt(committed, index, from),
		checkpoint: async () => (await committed.checkpoint()).note,
		async proof(index) {
			const {leaf, proof, checkpoint} = await committed.prove(index);
			return {leaf, proof, checkpoint};
		},
		leaf: async index => JSON.parse(await leafAt(db, index)) as Leaf,
		async open({payload}) {
			const place = await placeOf(db, payload.ct);
			return place && unseal({payload, place}, kek, blobs);
		},
		openSealed: sealed => unseal(sealed, kek, blobs),
		publish: publisher.publish,
		close: publisher.close,
	};
}

async function append(
	{organisation, prefix, now}: ArchiveOptions,
	seal: Seal,
	trx: Executor,
	entry: Entry,
): Promise<Appended> {
	const {payload, place: stored} = 'sealed' in entry ? entry.sealed : await seal(entry.payload);
	const begins = await prefix?.(trx, entry);
	const seq = await takeIndex(trx);
	const number = `${begins ?? 'CS'}-${String(seq + 1).padStart(6, '0')}`;
	const place = {org: organisation(), seq, name: number, receivedAt: entry.receivedAt ?? now()};
	const row = rowOf(leafOf(entry, place, payload));
	await insertEntry(trx, row);
	await insertPlace(trx, payload.ct, stored);
	await noteUses(trx, seq, entry.media ?? []);
	return {index: seq, name: row.name, leaf: row.leaf};
}

async function receipt(committed: Committed, index: number, from: number): Promise<Receipt> {
	const {leaf: text, size, proof, checkpoint} = await committed.prove(index);
	if (from > size)
		throw new HubArchiveError('device-ahead', `a device has verified ${from} entries; here are ${size}`);
	const leaf = JSON.parse(text) as Leaf;
	if (!leaf.device) throw new HubArchiveError('no-entry', `entry ${index} is not a record of a device`);
	const {id: device, n, digest} = leaf.device;
	return {
		device,
		n,
		digest,
		name: leaf.name,
		index,
		leaf: Buffer.from(text).toString('base64'),
		proof,
		checkpoint,
		consistency: committed.tree.consistency(from, size),
		receivedAt: leaf.receivedAt,
	};
}
