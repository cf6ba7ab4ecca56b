import {extensionOf} from '#lib/core/media.ts';
import type {Archive} from '../archive.ts';
import {HubArchiveError} from '../hub-archive-error.ts';
import {usedBy} from '../media-rows.ts';
import type {Executor} from '../tables.ts';
import type {BundleWriter} from './bundle-writer.ts';

/**
 * The files that the exported entries name, as `media/<sha256>.<type>`: each once. One that never came, or that is damaged,
 * is not there, and the verifier says so. In memory one at a time.
 */
export async function writeMedia(
	{archive: {media}, db}: {archive: Archive; db: Executor},
	writer: BundleWriter,
	entries: readonly number[],
): Promise<void> {
	const written = new Set<string>();
	for (const seq of entries)
		for (const sha256 of await usedBy(db, seq)) {
			if (written.has(sha256)) continue;
			written.add(sha256);
			const file = await media.about(sha256);
			const bytes = file && (await media.read(sha256, 0, file.size).catch(ifDamaged));
			if (bytes) await writer.add(`media/${sha256}${extensionOf(file.type)}`, bytes);
		}
}

/** One damaged file must not keep everything else from the auditor. */
function ifDamaged(error: unknown): undefined {
	if (!(error instanceof HubArchiveError && error.code === 'damaged')) throw error;
}
