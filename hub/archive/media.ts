/**
 * Files of drafts and records: encrypted like payloads, in parts, found by the SHA-256 of the whole. A record binds its
 * files by that digest; a file lives as long as an entry that names it.
 */
import {mediaLimit} from '#lib/core/media.ts';
import type {BlobStore} from './blobs.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {openPart, wholeOf, withHead} from './media-parts.ts';
import {
	destroyParts,
	deviceParts,
	fileOf,
	hideFiles,
	insertFile,
	insertPart,
	type PartRow,
	partsOf,
	partsUnused,
} from './media-rows.ts';
import type {Sealed} from './seal.ts';
import {wipePlace} from './segments.ts';
import type {Executor, Write} from './tables.ts';

export interface MediaOptions {
	db: Executor;
	write: Write;
	blobs: BlobStore;
	kek: Uint8Array;
	sealBytes: (bytes: Uint8Array) => Promise<Sealed>;
	now: () => number;
}

export interface MediaArchive {
	/** How much is here of what this device is sending. */
	state(sha256: string, device: string): Promise<{have: number; complete: boolean}>;
	/**
	 * Durable when it resolves. The last part completes the file. Throws `media-offset` when the part does not follow what
	 * is here, `media-digest` when the whole is something else (it is then forgotten), `too-large`.
	 */
	put(
		part: {sha256: string; size: number; at: number; device: string},
		bytes: Uint8Array,
	): Promise<{have: number; complete: boolean}>;
	about(sha256: string): Promise<{size: number; type: string} | undefined>;
	/** A stretch of it, to its end at most. `undefined` when there is no such file. Throws `damaged`. */
	read(sha256: string, at: number, length: number): Promise<Buffer | undefined>;
	/** What no entry names, and nobody has touched since this time. */
	forgetUnused(before: number): Promise<void>;
}

export function createMediaArchive(options: MediaOptions): MediaArchive {
	const {db, write, blobs, now} = options;

	return {
		...{state, put, forgetUnused},
		about: sha256 => fileOf(db, sha256),
		read: (sha256, at, length) => readFile(options, sha256, {from: at, to: at + length}),
	};

	async function state(sha256: string, device: string) {
		const file = await fileOf(db, sha256);
		if (file) return {have: file.size, complete: true};
		return {have: sizeOf(await deviceParts(db, sha256, device)), complete: false};
	}

	async function put(
		{sha256, size, at, device}: Parameters<MediaArchive['put']>[0],
		bytes: Uint8Array,
	): ReturnType<MediaArchive['put']> {
		if (size > mediaLimit || at + bytes.length > size)
			throw new HubArchiveError('too-large', `a file may have ${mediaLimit} bytes`);
		const before = await state(sha256, device);
		if (before.complete) return before;
		if (before.have !== at)
			throw new HubArchiveError('media-offset', `the hub has ${before.have} bytes of it`);
		const sealed = await options.sealBytes(withHead({sha256, device, at}, bytes));
		const row = {sha256, device, at, size: bytes.length, sealed, touched: now()};
		// A twin of this request was quicker: its bytes stay, these go.
		if (!(await write(trx => insertPart(trx, row)))) {
			await wipePlace(blobs, sealed.place);
			return state(sha256, device);
		}
		const have = at + bytes.length;
		if (have < size) return {have, complete: false};
		await complete(sha256, device);
		return {have, complete: true};
	}

	async function complete(sha256: string, device: string): Promise<void> {
		const parts = await deviceParts(db, sha256, device);
		const whole = await wholeOf(options, parts);
		const isIt = whole.sha256 === sha256;
		const isFirst = isIt && (await write(trx => insertFile(trx, {...whole, device, at: now()})));
		if (!isFirst) await destroyParts(options, parts);
		if (!isIt) throw new HubArchiveError('media-digest', 'these bytes have another digest');
	}

	async function forgetUnused(before: number): Promise<void> {
		const parts = await partsUnused(db, before);
		if (parts.length === 0) return;
		await write(trx => hideFiles(trx, parts));
		await destroyParts(options, parts);
	}
}

async function readFile(
	options: MediaOptions,
	sha256: string,
	{from, to}: {from: number; to: number},
): Promise<Buffer | undefined> {
	if (!(await fileOf(options.db, sha256))) return undefined;
	const all = await partsOf(options.db, sha256);
	const parts = all.filter(({at, size}) => at < to && at + size > from);
	const opened: Buffer[] = [];
	for (const part of parts) {
		const bytes = await openPart(options, part);
		if (!bytes) throw new HubArchiveError('damaged', `part ${part.at} of file ${sha256} is gone`);
		opened.push(bytes);
	}
	const first = parts[0]?.at ?? from;
	return Buffer.concat(opened).subarray(from - first, to - first);
}

function sizeOf(parts: readonly PartRow[]): number {
	return parts.reduce((sum, {size}) => sum + size, 0);
}
