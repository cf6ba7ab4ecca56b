import {readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {BlobStore} from './blobs.ts';
import {headSize, insertEntries, takeIndexes} from './entries.ts';
import {rowOf} from './entry.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {rebuildPlaces} from './places.ts';
import {publishedPath, type StartOptions, verifyExtends} from './start.ts';
import type {Write} from './tables.ts';
import {entriesPath, readBundle, tileWidth} from './tiles.ts';
import {createTree} from './tree.ts';

/**
 * The archive's tables again, from the published log and the payloads: for a database that was lost. Everything is verified
 * against the log's own signature before the first row. Throws `not-empty`, `damaged`, `rewritten`.
 */
export async function rebuildEntries(
	options: Omit<StartOptions, 'tree'> & {write: Write; blobs: BlobStore},
): Promise<number> {
	const {db, log, write} = options;
	if ((await headSize(db)) > 0) throw new HubArchiveError('not-empty', 'the database has entries already');
	const note = await log.read(publishedPath);
	if (!note) throw new HubArchiveError('damaged', 'the log has no checkpoint');
	const text = Buffer.from(note).toString();
	const leaves = await readEntries(log, readCheckpoint(text).size);
	const tree = createTree();
	for (const leaf of leaves) tree.push(leaf);
	await verifyExtends({...options, tree}, text);
	// First: cut short here, the whole can be done again
	await rebuildPlaces(options);
	await write(async trx => {
		await takeIndexes(trx, leaves.length);
		await insertEntries(
			trx,
			leaves.map(leaf => rowOf(Buffer.from(leaf).toString())),
		);
	});
	return leaves.length;
}

/** All entries of the published log, in order. Throws `damaged` when a bundle is missing or cut. */
async function readEntries(log: BlobStore, size: number): Promise<Uint8Array[]> {
	const leaves: Uint8Array[] = [];
	for (let n = 0; n * tileWidth < size; n++) {
		const path = entriesPath(n, Math.min(tileWidth, size - n * tileWidth));
		const bundle = readBundle((await log.read(path)) ?? Buffer.of(0));
		if (!bundle) throw new HubArchiveError('damaged', `${path} is missing or cut`);
		leaves.push(...bundle);
	}
	return leaves;
}
