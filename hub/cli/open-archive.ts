/** The archive of a hub's folder, for commands beside the running hub. */
import {join} from 'node:path';
import {createArchive} from '../archive/archive.ts';
import {diskStore} from '../archive/blobs.ts';
import {numberPrefix} from '../identity/number-prefix.ts';
import {organisationOf} from '../identity/organisation.ts';
import type {Keyring} from '../keys.ts';
import type {Store} from '../store/store.ts';
import {witnessesIn} from '../witness/settings.ts';

/** Throws as the hub does at its start: `rolled-back`, `rewritten`, `damaged`. */
export async function openArchiveOf(store: Store, data: string, {log: logKey, kek}: Keyring) {
	const organisation = (await organisationOf(store.db))?.id ?? '';
	return createArchive({
		db: store.db,
		write: store.write,
		blobs: diskStore(join(data, 'payloads')),
		log: diskStore(join(data, 'log')),
		logKey,
		kek,
		organisation: () => organisation,
		prefix: numberPrefix,
		now: Date.now,
		// The running hub publishes.
		publishEvery: 0,
		witnesses: witnessesIn(process.env),
		onError: console.error,
	});
}
