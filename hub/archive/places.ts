/** Which segment a payload is in: an index that `rebuildPlaces` makes again from the segments. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {inserter, statement, statementOfMany} from '../store/statement.ts';
import type {BlobStore} from './blobs.ts';
import {type Place, type PlaceOfPayload, placesIn, segmentFolder, wipePlace} from './segments.ts';
import type {Executor, Write} from './tables.ts';

const insert = inserter('archive_payloads', ['ct', 'segment', 'at', 'size'], 'on conflict (ct) do nothing');

export async function insertPlaces(trx: Executor, places: readonly PlaceOfPayload[]): Promise<void> {
	await insert(
		trx,
		places.map(({ct, place: {segment, at, size}}) => [ct, segment, at, size]),
	);
}

const stored = statementOfMany<Place & {ct: string}>(
	'select ct, segment, at, size from archive_payloads where ct',
);

/** By the hash of the ciphertext. */
export async function placesOf(db: Executor, hashes: readonly string[]): Promise<Map<string, Place>> {
	const rows = await stored(db, hashes);
	return new Map(rows.map(({ct, segment, at, size}) => [ct, {segment, at: Number(at), size: Number(size)}]));
}

const storedOne = statement<Place>('select segment, at, size from archive_payloads where ct = ?');

export async function placeOf(db: Executor, ct: string): Promise<Place | undefined> {
	const [row] = await storedOne(db, ct);
	return row && {segment: row.segment, at: Number(row.at), size: Number(row.size)};
}

/** After this nobody can read the payload or test a guess against its commitment. */
export async function shred(
	{db, blobs}: {db: Executor; blobs: BlobStore},
	{payload}: Pick<Leaf, 'payload'>,
): Promise<void> {
	const place = await placeOf(db, payload.ct);
	if (place) await wipePlace(blobs, place);
}

/** One short transaction for each segment: there may be millions. */
export async function rebuildPlaces({blobs, write}: {blobs: BlobStore; write: Write}): Promise<void> {
	for (const segment of await blobs.list(segmentFolder)) {
		const places = await placesIn(blobs, segment);
		await write(trx => insertPlaces(trx, places));
	}
}
