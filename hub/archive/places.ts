/** Which segment a payload is in: an index that `rebuildPlaces` makes again from the segments. */
import {sql} from 'kysely';
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

const name = inserter('named_payloads', ['ct']);

/** In the transaction of a rebuild: the index has what these entries name, as before, and nothing that a crash left. */
export async function onlyNamed(
	trx: Executor,
	entries: (named: (leaves: readonly Pick<Leaf, 'payload'>[]) => Promise<void>) => Promise<void>,
): Promise<void> {
	await sql`create temporary table named_payloads (ct text primary key)`.execute(trx);
	await entries(leaves =>
		name(
			trx,
			leaves.map(({payload}) => [payload.ct]),
		),
	);
	await sql`delete from archive_payloads where ct not in (select ct from named_payloads)`.execute(trx);
	await sql`drop table named_payloads`.execute(trx);
}

/** One short transaction for each segment: there may be millions. */
export async function rebuildPlaces({blobs, write}: {blobs: BlobStore; write: Write}): Promise<void> {
	for (const segment of await blobs.list(segmentFolder)) {
		const places = await placesIn(blobs, segment);
		await write(trx => insertPlaces(trx, places));
	}
}
