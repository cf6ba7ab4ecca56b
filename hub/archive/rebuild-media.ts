/** The tables of files again, from what stands before each part on disk (ADR 241). Done again, it changes nothing. */
import {sql} from 'kysely';
import type {BlobStore} from './blobs.ts';
import {headAndBytes, wholeOf} from './media-parts.ts';
import {deviceParts, fileOf, insertFile, insertPart, type PartRow} from './media-rows.ts';
import {payloadOf, unsealAt} from './seal.ts';
import {mediaFolder, type PlaceOfPayload, placesIn} from './segments.ts';
import type {Executor, Write} from './tables.ts';

export interface RebuildMediaOptions {
	db: Executor;
	write: Write;
	blobs: BlobStore;
	kek: Uint8Array;
	now: () => number;
}

/** One part in memory at a time. Returns in words what cannot be read. */
export async function rebuildMedia(options: RebuildMediaOptions): Promise<string[]> {
	const {blobs} = options;
	const damaged: string[] = [];
	for (const segment of await blobs.list(mediaFolder))
		for (const place of await placesIn(blobs, segment)) {
			const part = await partAt(options, place).catch((error: Error) => error);
			if (part instanceof Error) damaged.push(`a part of a file, in ${segment}: ${part.message}`);
			else if (part) await keep(options, part);
		}
	for await (const sha256 of digests(options.db)) await complete(options, sha256);
	return damaged;
}

/** `undefined` when it was erased. */
async function partAt(
	{blobs, kek}: RebuildMediaOptions,
	where: PlaceOfPayload,
): Promise<PartRow | undefined> {
	const opened = await unsealAt(where, kek, blobs);
	if (!opened) return;
	const {head, bytes} = headAndBytes(opened.plaintext);
	const {sha256, device, at} = head;
	const sealed = {payload: payloadOf(where.ct, opened), place: where.place};
	return {sha256, device, at, size: bytes.length, sealed};
}

async function keep({db, write, now}: RebuildMediaOptions, part: PartRow): Promise<void> {
	const {sha256, device, at, sealed} = part;
	const touched = now();
	if (await write(trx => insertPart(trx, {...part, touched}))) return;
	const first = (await deviceParts(db, sha256, device)).find(each => each.at === at);
	if (first?.sealed.payload.ct === sealed.payload.ct) return;
	// A crash left the same part twice: the second is nobody's, and so it is destroyed with what no entry names
	await write(trx => insertPart(trx, {...part, device: `${device} ${sealed.payload.ct}`, touched}));
}

async function* digests(db: Executor): AsyncGenerator<string> {
	for (let after = ''; ; ) {
		const {rows} = await sql<{sha256: string}>`select distinct sha256 from media_parts
			where sha256 > ${after} order by sha256 limit 500`.execute(db);
		for (const {sha256} of rows) yield sha256;
		const last = rows.at(-1);
		if (!last) return;
		after = last.sha256;
	}
}

/** Whole is what has the digest, whoever brought it. */
async function complete(options: RebuildMediaOptions, sha256: string): Promise<void> {
	const {db, write, now} = options;
	if (await fileOf(db, sha256)) return;
	const {rows} = await sql<{device: string}>`select distinct device from media_parts
		where sha256 = ${sha256} order by device`.execute(db);
	for (const {device} of rows) {
		const whole = await wholeOf(options, await deviceParts(db, sha256, device));
		if (whole.sha256 === sha256)
			return void (await write(trx => insertFile(trx, {...whole, device, at: now()})));
	}
}
