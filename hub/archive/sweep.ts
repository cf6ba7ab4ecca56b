/**
 * Copies that a crash left between sealing and commit: each has a key of its own, no entry names it, and so no erasure
 * would ever reach it (ADR 190). Only while no hub has the folder: what is under way is named by nothing yet.
 */
import {sql} from 'kysely';
import type {BlobStore} from './blobs.ts';
import {headAndBytes} from './media-parts.ts';
import {partsOfAll} from './media-rows.ts';
import {placesOf} from './places.ts';
import {type Sealed, unsealAt} from './seal.ts';
import {mediaFolder, type PlaceOfPayload, placesIn, readPlace, segmentFolder, wipePlace} from './segments.ts';
import type {Executor} from './tables.ts';

interface SweepOptions {
	db: Executor;
	blobs: BlobStore;
	kek: Uint8Array;
}

/** One segment in memory at a time. Returns how many contents and parts of files were destroyed. */
export async function sweep(options: SweepOptions): Promise<number> {
	const {db, blobs} = options;
	const waiting = await waitingIn(db);
	let destroyed = 0;
	const destroy = async (lost: readonly PlaceOfPayload[]) => {
		for (const {place} of lost) await wipePlace(blobs, place);
		destroyed += lost.length;
	};
	for (const segment of await blobs.list(segmentFolder))
		await destroy(await unnamed(options, segment, waiting));
	for (const segment of await blobs.list(mediaFolder)) await destroy(await nobodys(options, segment));
	return destroyed;
}

async function waitingIn(db: Executor): Promise<Set<string>> {
	const {rows} = await sql<{payload: string}>`select payload from archive_pending`.execute(db);
	return new Set(rows.map(({payload}) => (JSON.parse(payload) as Sealed).payload.ct));
}

async function unnamed(
	{db, blobs}: SweepOptions,
	segment: string,
	waiting: ReadonlySet<string>,
): Promise<PlaceOfPayload[]> {
	const contents = (await placesIn(blobs, segment)).filter(({ct}) => !waiting.has(ct));
	const hashes = contents.map(({ct}) => ct);
	const named = await placesOf(db, hashes);
	const lost = contents.filter(({ct}) => !named.has(ct));
	const there = await Promise.all(lost.map(({place}) => readPlace(blobs, place)));
	return lost.filter((_, i) => there[i]);
}

/** One that cannot be read may be part of a file that a backup makes whole: it stays. */
async function nobodys({db, blobs, kek}: SweepOptions, segment: string): Promise<PlaceOfPayload[]> {
	const lost: PlaceOfPayload[] = [];
	for (const part of await placesIn(blobs, segment)) {
		const opened = await unsealAt(part, kek, blobs).catch(() => undefined);
		if (!opened) continue;
		const known = await partsOfAll(db, headAndBytes(opened.plaintext).head.sha256);
		if (!known.some(({sealed}) => sealed.payload.ct === part.ct)) lost.push(part);
	}
	return lost;
}
