/** The contents of several entries: what stands together in a segment is read together. */
import type {LeafPayload} from '#lib/core/archive/leaf.ts';
import type {BlobStore} from './blobs.ts';
import {placesOf} from './places.ts';
import {type Opened, unseal} from './seal.ts';
import {keySize, type Place} from './segments.ts';
import type {Executor} from './tables.ts';

/** In the order of what was asked for; `undefined` where it was erased, rejected where it is damaged. */
export async function openAll(
	{db, kek, blobs}: {db: Executor; kek: Uint8Array; blobs: BlobStore},
	payloads: readonly LeafPayload[],
): Promise<PromiseSettledResult<Opened | undefined>[]> {
	const places = await placesOf(
		db,
		payloads.map(({ct}) => ct),
	);
	const read = readTogether(blobs, [...places.values()]);
	return Promise.allSettled(
		payloads.map(async payload => {
			const place = places.get(payload.ct);
			return place && unseal({payload, place}, kek, {read});
		}),
	);
}

/** One read for each segment, from the first place in it to the end of the last. */
function readTogether(blobs: BlobStore, places: readonly Place[]): BlobStore['read'] {
	const stretches = new Map(
		[...Map.groupBy(places, ({segment}) => segment)].map(([segment, own]) => {
			const from = Math.min(...own.map(({at}) => at));
			const size = Math.max(...own.map(({at, size}) => at + keySize + size)) - from;
			return [segment, {from, bytes: blobs.read(segment, {from, size})}];
		}),
	);
	return async (segment, part) => {
		const {from, bytes} = stretches.get(segment)!;
		const at = part!.from - from;
		return (await bytes)?.subarray(at, at + part!.size);
	};
}
