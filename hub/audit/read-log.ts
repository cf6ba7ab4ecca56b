/** The whole log in order, each content opened once: by the lot, so that what is in memory does not grow with the archive. */
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {headSize, leavesFrom} from '../archive/entries.ts';
import type {Opened} from '../archive/seal.ts';
import {damageOf} from '../archive/try-open.ts';
import type {LookDeps} from './auditor.ts';

export interface ReadEntry {
	leaf: Leaf;
	/** JSON; `undefined` when it is erased, or lost. */
	content: string | undefined;
}

/** Of one lot: entries, and bytes of their contents. */
const most = {entries: 500, bytes: 16 * 1024 * 1024};

/** As far as the log goes when it begins. Throws when contents cannot be read just now: that says nothing about them. */
export async function* readLog({
	store,
	archive,
}: Pick<LookDeps, 'store' | 'archive'>): AsyncGenerator<ReadEntry[]> {
	const size = await headSize(store.db);
	for (let from = 0; from < size; from += most.entries) {
		const texts = await leavesFrom(store.db, from, Math.min(most.entries, size - from));
		for (const lot of lotsOf(texts.map(text => JSON.parse(text) as Leaf))) {
			const opened = await archive.openAll(lot);
			yield lot.map((leaf, i) => ({leaf, content: contentOf(opened[i]!)}));
		}
	}
}

/** One that is larger than a lot may be is a lot of its own. */
export function lotsOf<Of extends {payload: {size: number}}>(leaves: readonly Of[]): Of[][] {
	const lots: Of[][] = [];
	let bytes = Number.POSITIVE_INFINITY;
	for (const leaf of leaves) {
		bytes += leaf.payload.size;
		if (bytes > most.bytes) {
			lots.push([]);
			bytes = leaf.payload.size;
		}
		lots.at(-1)!.push(leaf);
	}
	return lots;
}

function contentOf(opened: PromiseSettledResult<Opened | undefined>): string | undefined {
	if (opened.status === 'fulfilled') return opened.value?.plaintext.toString();
	damageOf(opened.reason);
	return;
}
