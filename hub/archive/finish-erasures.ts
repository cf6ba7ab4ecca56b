import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {BlobStore} from './blobs.ts';
import {leafAt} from './entries.ts';
import {shredMedia} from './media-rows.ts';
import {shred} from './places.ts';
import type {Executor, Write} from './tables.ts';

/** After a crash between an erasure's entry and its doing: done again, it changes nothing. */
export async function finishErasures(options: {db: Executor; write: Write; blobs: BlobStore}): Promise<void> {
	const {db} = options;
	const {rows} = await sql<{leaf: string}>`select leaf from archive_entries
		where type = 'content.erased' order by seq`.execute(db);
	for (const index of rows.flatMap(({leaf}) => (JSON.parse(leaf) as Leaf).about)) {
		await shred(options, JSON.parse(await leafAt(db, index)) as Leaf);
		await shredMedia(options, index);
	}
}
