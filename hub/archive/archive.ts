/**
 * The append-only log. `append` runs inside the caller's transaction, so that an entry and what it tells of are one
 * commit; receipts and tiles are made after it, only from what is committed.
 */
import type {Receipt} from '#lib/api/contract.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {WitnessAt} from '../witness/cosigners.ts';
import type {BlobStore} from './blobs.ts';
import {type Committed, createCommitted, type Proved, type SignedHead} from './committed.ts';
import {headSize, insertEntries, leafAt, takeIndexes} from './entries.ts';
import {type Entry, leafOf, rowOf} from './entry.ts';
import {finishErasures} from './finish-erasures.ts';
import {createGuard} from './guard.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import type {LogKey} from './log-key.ts';
import {createMediaArchive, type MediaArchive} from './media.ts';
import {noteUses} from './media-rows.ts';
import {openAll} from './open-all.ts';
import {insertPlaces, placeOf} from './places.ts';
import {createPublisher} from './publish.ts';
import {createSealer, type Opened, type Sealed, type Sealer, unseal} from './seal.ts';
import {wipePlace} from './segments.ts';
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
	/** Who signs published checkpoints too. */
	witnesses?: readonly WitnessAt[];
	/** A publication, the keeping of a checkpoint, or a witness, that failed; it is tried again. */
	onError?: (error: unknown) => void;
}

export interface Appended {
	index: number;
	/** The number on paper. */
	name: string;
	/** Exact canonical JSON of the Leaf. */
	leaf: string;
}

export interface Proven extends Proved {
	/** A signed note. */
	checkpoint: string;
	/** Hex. */
	consistency: string[];
}

export interface Archive {
	/** Makes content durable ahead of a transaction. Throws `too-large`. */
	seal: Sealer['seal'];
	/** The same of content whose canonical JSON is at hand. */
	sealJson: Sealer['sealJson'];
	/** One entry, in the caller's transaction; any number of them in one. Throws `too-large`. */
	append(trx: Executor, entry: Entry): Promise<Appended>;
	/** Several that follow each other, for less than one by one. */
	appendAll(trx: Executor, entries: readonly Entry[]): Promise<Appended[]>;
	/**
	 * For entries whose transactions are committed, under one checkpoint; call it outside any transaction. `from` is the size of the
	 * last checkpoint the device has verified. Throws `device-ahead` when that is larger than this log: stop and look.
	 */
	receipts(indexes: readonly number[], from: number): Promise<Receipt[]>;
	/** The newest checkpoint over everything committed, now published: a signed note, with what witnesses signed of it. */
	checkpoint(): Promise<string>;
	/**
	 * Leaf and inclusion proof (hex) of an entry under the newest checkpoint, which follows the one of `from` entries. Throws
	 * `no-entry`, `device-ahead`.
	 */
	proof(index: number, from?: number): Promise<Proven>;
	/** Throws `no-entry`. */
	leaf(index: number): Promise<Leaf>;
	/** The content of an entry; `undefined` when it was erased. Throws `damaged`. */
	open(leaf: Pick<Leaf, 'payload'>): Promise<Opened | undefined>;
	/** The same of several, in one go; `rejected` where `open` would throw. */
	openAll(leaves: readonly Pick<Leaf, 'payload'>[]): Promise<PromiseSettledResult<Opened | undefined>[]>;
	/** The same of what is sealed and in no entry yet. */
	openSealed(sealed: Sealed): Promise<Opened | undefined>;
	/** Sealed for a transaction that has ended: destroyed, unless an entry has it. */
	forget(sealed: Sealed): Promise<void>;
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
	const sealer = createSealer(kek, blobs);
	const {seal, sealJson, sealBytes} = sealer;
	return {
		...{seal, sealJson},
		media: createMediaArchive({...options, sealBytes}),
		append: async (trx, entry) => (await appendAll(options, sealer, trx, [entry]))[0]!,
		appendAll: (trx, entries) => appendAll(options, sealer, trx, entries),
		receipts: (indexes, from) => receipts(committed, indexes, from),
		checkpoint: publisher.publish,
		async proof(index, from = 0) {
			const {head, proved} = await committed.prove([index]);
			return {...proved[0]!, checkpoint: head.note, consistency: consistency(committed, from, head)};
		},
		leaf: async index => JSON.parse(await leafAt(db, index)) as Leaf,
		async open({payload}) {
			const place = await placeOf(db, payload.ct);
			return place && unseal({payload, place}, kek, blobs);
		},
		openAll: leaves =>
			openAll(
				{db, kek, blobs},
				leaves.map(({payload}) => payload),
			),
		openSealed: sealed => unseal(sealed, kek, blobs),
		async forget({payload, place}) {
			if (!(await placeOf(db, payload.ct))) await wipePlace(blobs, place);
		},
		publish: async () => void (await publisher.publish()),
		close: publisher.close,
	};
}

async function appendAll(
	{organisation, prefix, now}: ArchiveOptions,
	{seal}: Sealer,
	trx: Executor,
	entries: readonly Entry[],
): Promise<Appended[]> {
	if (entries.length === 0) return [];
	const ready: {entry: Entry; begins: string; sealed: Sealed}[] = [];
	for (const entry of entries) {
		const sealed = 'sealed' in entry ? entry.sealed : await seal(entry.payload);
		ready.push({entry, begins: (await prefix?.(trx, entry)) ?? 'CS', sealed});
	}
	const first = await takeIndexes(trx, entries.length);
	const [org, at] = [organisation(), now()];
	const rows = ready.map(({entry, begins, sealed}, i) => {
		const seq = first + i;
		const name = `${begins}-${String(seq + 1).padStart(6, '0')}`;
		return rowOf(leafOf(entry, {org, seq, name, receivedAt: entry.receivedAt ?? at}, sealed.payload));
	});
	await insertEntries(trx, rows);
	await insertPlaces(
		trx,
		ready.map(({sealed: {payload, place}}) => ({ct: payload.ct, place})),
	);
	for (const [i, {media = []}] of entries.entries()) await noteUses(trx, first + i, media);
	return rows.map(({seq, name, leaf}) => ({index: seq, name, leaf}));
}

async function receipts(
	{prove, tree}: Committed,
	indexes: readonly number[],
	from: number,
): Promise<Receipt[]> {
	const {head, proved} = await prove(indexes);
	const follows = consistency({tree}, from, head);
	return proved.map(({leaf: text, proof}, i) => {
		const {device, name, receivedAt} = JSON.parse(text) as Leaf;
		if (!device) throw new HubArchiveError('no-entry', `entry ${indexes[i]} is not a record of a device`);
		return {
			device: device.id,
			n: device.n,
			digest: device.digest,
			name,
			index: indexes[i]!,
			leaf: Buffer.from(text).toString('base64'),
			proof,
			checkpoint: head.note,
			consistency: follows,
			receivedAt,
		};
	});
}

function consistency({tree}: Pick<Committed, 'tree'>, from: number, {size}: SignedHead): string[] {
	if (from > size)
		throw new HubArchiveError('device-ahead', `a device has verified ${from} entries; here are ${size}`);
	return tree.consistency(from, size);
}
