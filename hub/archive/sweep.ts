/**
 * Copies that a crash left between sealing and commit: each has a key of its own, no entry names it, and so no erasure
 * would ever reach it (ADR 190). Only in segments of before the hub began: what is under way is named by nothing yet.
 */
import {sql} from 'kysely';
import type {BlobStore} from './blobs.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {placesOf} from './places.ts';
import {type Sealed, unsealAt} from './seal.ts';
import {mediaFolder, type PlaceOfPayload, placesIn, readPlace, segmentFolder, wipePlace} from './segments.ts';
import type {Executor} from './tables.ts';

export interface SweepOptions {
	db: Executor;
	blobs: BlobStore;
	kek: Uint8Array;
}

/** Those that are there now. */
export async function segmentsNow(blobs: Pick<BlobStore, 'list'>): Promise<string[]> {
	return [...(await blobs.list(segmentFolder)), ...(await blobs.list(mediaFolder))];
}

/** Returns how many contents and parts of files were destroyed. */
export async function sweep(options: SweepOptions, segments: readonly string[]): Promise<number> {
	return destroy(options, (await look(options, segments)).lost);
}

async function destroy({blobs}: SweepOptions, lost: readonly PlaceOfPayload[]): Promise<number> {
	for (const {place} of lost) await wipePlace(blobs, place);
	return lost.length;
}

interface Looked {
	/** What no entry names, and can be read. */
	lost: PlaceOfPayload[];
	all: number;
}

/** One segment in memory at a time; ends early when it is over. */
async function look(
	options: SweepOptions,
	segments: readonly string[],
	isOver: () => boolean = () => false,
): Promise<Looked> {
	const [waiting, parts] = [await waitingIn(options.db), await partsIn(options.db)];
	const found: Looked = {lost: [], all: 0};
	for (const segment of segments) {
		if (isOver()) break;
		const contents = await placesIn(options.blobs, segment);
		const isMedia = segment.startsWith(`${mediaFolder}/`);
		found.all += contents.length;
		found.lost.push(
			...(isMedia ? await nobodys(options, contents, parts) : await unnamed(options, contents, waiting)),
		);
	}
	return found;
}

/** Milliseconds: whatever another process had sealed when the hub began is committed by then, or never. */
const settled = 60_000;
/** More than a crash leaves. */
const many = 1000;

/** In the background, of what is there now; stops when the returned function is called. */
export async function startSweeping(
	options: SweepOptions,
	{onDone = () => undefined, onError, after = settled}: SweepingOptions,
): Promise<() => Promise<void>> {
	const segments = await segmentsNow(options.blobs);
	let [isOver, running] = [false, Promise.resolve()];
	const timer = setTimeout(() => {
		running = sweepOf(options, segments, () => isOver).then(onDone, onError);
	}, after);
	timer.unref();
	return async () => {
		isOver = true;
		clearTimeout(timer);
		await running;
	};
}

/** Throws when most of the folder is of no entry: that is no crash, but a database that is not this folder's. */
async function sweepOf(
	options: SweepOptions,
	segments: readonly string[],
	isOver: () => boolean,
): Promise<number> {
	const {lost, all} = await look(options, segments, isOver);
	if (lost.length > Math.max(many, all / 10))
		throw new HubArchiveError(
			'damaged',
			`no entry names ${lost.length} of ${all} contents in the folder: nothing was destroyed. If that is as it should be: ` +
				'countersign archive sweep',
		);
	return destroy(options, lost);
}

interface SweepingOptions {
	/** With how many were destroyed. */
	onDone?: (destroyed: number) => void;
	onError: (error: unknown) => void;
	after?: number;
}

async function waitingIn(db: Executor): Promise<Set<string>> {
	const {rows} = await sql<{payload: string}>`select payload from archive_pending`.execute(db);
	return new Set(rows.map(({payload}) => (JSON.parse(payload) as Sealed).payload.ct));
}

async function partsIn(db: Executor): Promise<Set<string>> {
	const {rows} = await sql<{sealed: string}>`select sealed from media_parts`.execute(db);
	return new Set(rows.map(({sealed}) => (JSON.parse(sealed) as Sealed).payload.ct));
}

async function unnamed(
	{db, blobs}: SweepOptions,
	contents: readonly PlaceOfPayload[],
	waiting: ReadonlySet<string>,
): Promise<PlaceOfPayload[]> {
	const named = await placesOf(
		db,
		contents.map(({ct}) => ct),
	);
	const lost = contents.filter(({ct}) => !named.has(ct) && !waiting.has(ct));
	const there = await Promise.all(lost.map(({place}) => readPlace(blobs, place)));
	return lost.filter((_, i) => there[i]);
}

/** One that cannot be read may be part of a file that a backup makes whole: it stays. */
async function nobodys(
	{blobs, kek}: SweepOptions,
	contents: readonly PlaceOfPayload[],
	parts: ReadonlySet<string>,
): Promise<PlaceOfPayload[]> {
	const lost: PlaceOfPayload[] = [];
	for (const part of contents) {
		if (parts.has(part.ct)) continue;
		if (await unsealAt(part, kek, blobs).catch(() => undefined)) lost.push(part);
	}
	return lost;
}
