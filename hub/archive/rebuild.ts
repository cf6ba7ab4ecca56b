import {readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {BlobStore} from './blobs.ts';
import {headSize, insertEntries, takeIndexes} from './entries.ts';
import {rowOf} from './entry.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {onlyNamed, rebuildPlaces} from './places.ts';
import {lostOf, redoEffects} from './rebuild-effects.ts';
import {type RebuildMediaOptions, rebuildMedia} from './rebuild-media.ts';
import {publishedPath, type StartOptions, verifyExtends} from './start.ts';
import {entriesPath, readBundle, tileWidth} from './tiles.ts';
import {createTree} from './tree.ts';

type RebuildOptions = Omit<StartOptions, 'tree'> & RebuildMediaOptions;

interface Rebuilt {
	entries: number;
	/** In words: contents and files that are not there, or cannot be read. */
	lost: string[];
}

/**
 * The archive's tables again, from the published log, the payloads and the files: for a database that was lost. Everything is
 * verified against the log's own signature before the first row. Throws `not-empty`, `damaged`, `rewritten`.
 */
export async function rebuildEntries(options: RebuildOptions): Promise<Rebuilt> {
	const {db, log, write} = options;
	if ((await headSize(db)) > 0) throw new HubArchiveError('not-empty', 'the database has entries already');
	const note = await log.read(publishedPath);
	if (!note) throw new HubArchiveError('damaged', 'the log has no checkpoint');
	const text = Buffer.from(note).toString();
	const {size} = readCheckpoint(text);
	const tree = createTree();
	for await (const leaves of bundles(log, size)) for (const leaf of leaves) tree.push(leaf);
	await verifyExtends({...options, tree}, text);
	// First: cut short here, the whole can be done again
	await rebuildPlaces(options);
	const damaged = await rebuildMedia(options);
	const lost = await write(async trx => {
		const closed: Leaf[] = [];
		await onlyNamed(trx, async named => {
			for await (const leaves of bundles(log, size)) {
				const texts = leaves.map(leaf => Buffer.from(leaf).toString());
				await takeIndexes(trx, texts.length);
				await insertEntries(trx, texts.map(rowOf));
				const parsed = texts.map(leaf => JSON.parse(leaf) as Leaf);
				await named(parsed);
				closed.push(...(await redoEffects(trx, options, parsed)));
			}
		});
		return lostOf(trx, closed);
	});
	return {entries: size, lost: [...damaged, ...lost]};
}

/** All entries of the published log, in order, one bundle in memory at a time. Throws `damaged` when one is missing or cut. */
async function* bundles(log: BlobStore, size: number): AsyncGenerator<Uint8Array[]> {
	for (let n = 0; n * tileWidth < size; n++) {
		const path = entriesPath(n, Math.min(tileWidth, size - n * tileWidth));
		const bundle = readBundle((await log.read(path)) ?? Buffer.of(0));
		if (!bundle) throw new HubArchiveError('damaged', `${path} is missing or cut`);
		yield bundle;
	}
}
