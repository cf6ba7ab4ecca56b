import {extensionOf} from '#lib/core/media.ts';
import type {Archive} from '../archive.ts';
import {usedBy} from '../media-rows.ts';
import type {Executor} from '../tables.ts';
import {damageOf} from '../try-open.ts';
import type {BundleWriter} from './bundle-writer.ts';
import type {Damaged} from './damaged.ts';

/**
 * The files that the exported entries name, as `media/<sha256>.<type>`: each once. One that never came, or that is damaged,
 * is not there, and the verifier says so; the damaged ones are returned. In memory one at a time.
 */
export async function writeMedia(
	{archive: {media}, db}: {archive: Archive; db: Executor},
	writer: BundleWriter,
	entries: readonly number[],
): Promise<Damaged[]> {
	const written = new Set<string>();
	const damaged: Damaged[] = [];
	for (const seq of entries)
		for (const sha256 of await usedBy(db, seq)) {
			if (written.has(sha256)) continue;
			written.add(sha256);
			const file = await media.about(sha256);
			if (!file) continue;
			const path = `media/${sha256}${extensionOf(file.type)}`;
			const bytes = await media.read(sha256, 0, file.size).catch((error: unknown) => {
				damaged.push({file: path, name: path, why: damageOf(error)});
			});
			if (bytes) await writer.add(path, bytes);
		}
	return damaged;
}
