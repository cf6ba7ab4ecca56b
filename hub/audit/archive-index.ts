/** The index as the hub has it: opened once, brought up to date before each question. */
import {sql} from 'kysely';
import {createIndexer} from '../archive/search/indexer.ts';
import {type WordIndex, wordIndex} from '../archive/search/word-index.ts';
import type {Deps} from '../deps.ts';

export interface ArchiveIndex {
	words: WordIndex;
	/** Takes in what is committed; returns the entries that the index has. */
	grow(): Promise<number>;
	/** Whoever still waits for it to grow is refused. */
	stop(): void;
}

const opened = new WeakMap<Deps['store'], ArchiveIndex>();

/** One for each store: whoever asks, the index grows once. */
export function openIndex(deps: Pick<Deps, 'store' | 'archive'>): ArchiveIndex {
	const index = opened.get(deps.store) ?? newIndex(deps);
	opened.set(deps.store, index);
	return index;
}

function newIndex({store, archive}: Pick<Deps, 'store' | 'archive'>): ArchiveIndex {
	const words = wordIndex(store.dialect);
	const {grow, stop} = createIndexer({
		db: store.db,
		write: store.write,
		archive,
		words,
		async placeOf(trx, site, account) {
			const {rows} = await sql<{location: string}>`select location from accounts
				where site = ${site} and id = ${account}`.execute(trx);
			return rows[0]?.location ?? '';
		},
	});
	return {words, grow, stop};
}
