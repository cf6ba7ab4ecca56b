import {sql} from 'kysely';
import {openCheckpoint, readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import {parseNoteKey} from '#lib/core/archive/note.ts';
import type {BlobStore} from './blobs.ts';
import {leavesFrom} from './entries.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {type LogKey, verifyEd25519} from './log-key.ts';
import type {Executor} from './tables.ts';
import {entryBundle, hashTiles, tileWidth} from './tiles.ts';
import type {Tree} from './tree.ts';

/** The checkpoint of the published tiles, at the place where tlog-tiles has it. */
export const publishedPath = 'checkpoint';
/** The highest checkpoint that ever left the hub. */
export const guardPath = 'highest-checkpoint';

export interface StartOptions {
	db: Executor;
	log: BlobStore;
	logKey: LogKey;
	tree: Tree;
}

/**
 * The log must extend everything it has signed. Throws `rolled-back` when it is shorter (a restored backup),
 * `rewritten` when it is another history, `damaged` when a checkpoint cannot be read. Then mends the tiles.
 */
export async function verifyStart(options: StartOptions): Promise<void> {
	const {db, log, tree} = options;
	const published = await log.read(publishedPath);
	for (const note of [await log.read(guardPath), published, await lastKept(db)])
		if (note) await verifyExtends(options, Buffer.from(note).toString());
	await mendTiles({db, log, tree}, sizeOf(published) ?? 0);
}

export async function verifyExtends(
	{logKey, tree}: Pick<StartOptions, 'logKey' | 'tree'>,
	note: string,
): Promise<void> {
	const signed = await openCheckpoint(note, parseNoteKey(logKey.verifier), verifyEd25519).catch(error => {
		throw new HubArchiveError('damaged', `a stored checkpoint is not ours: ${error.message}`);
	});
	if (signed.size > tree.size)
		throw new HubArchiveError(
			'rolled-back',
			`the archive had ${signed.size} entries and the database has ${tree.size}: it was restored from a backup. ` +
				'Restore the newer database, or rebuild it from the log, before going on.',
		);
	if (!tree.rootAt(signed.size).equals(signed.root))
		throw new HubArchiveError(
			'rewritten',
			`the first ${signed.size} entries are not the ones that were signed`,
		);
}

async function lastKept(db: Executor): Promise<string | undefined> {
	const {rows} = await sql<{note: string}>`select note from archive_checkpoints
		order by size desc limit 1`.execute(db);
	return rows[0]?.note;
}

/** Tiles are a function of the entries: what a crash or a bad disk took is written again. */
async function mendTiles(
	{db, log, tree}: Pick<StartOptions, 'db' | 'log' | 'tree'>,
	size: number,
): Promise<void> {
	const mend = async (blobs: ReturnType<typeof hashTiles>) => {
		for (const blob of blobs) {
			const stored = await log.read(blob.path);
			if (!stored || Buffer.compare(stored, blob.bytes) !== 0) await log.write([blob]);
		}
	};
	for (let n = 0; n * tileWidth < size; n++) {
		const leaves = await leavesFrom(db, n * tileWidth, Math.min(tileWidth, size - n * tileWidth));
		await mend([
			entryBundle(
				n,
				leaves.map(leaf => Buffer.from(leaf)),
			),
		]);
	}
	await mend(hashTiles(tree, 0, size));
}

/** Size of a checkpoint note, unverified. */
export function sizeOf(note: Uint8Array | undefined): number | undefined {
	return note && readCheckpoint(Buffer.from(note).toString()).size;
}
