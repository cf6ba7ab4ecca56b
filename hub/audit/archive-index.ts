/** The index as the hub has it: opened once, brought up to date before each question. */
import {sql} from 'kysely';
import {createIndexer} from '../archive/search/indexer.ts';
import {type WordIndex, wordIndex} from '../archive/search/word-index.ts';
import type {Deps} from '../deps.ts';

export interface ArchiveIndex {
	words: WordIndex;
	/** Takes in what is committed; returns the entries that the index has. */
	grow(): Promise<number>;
}

export function openIndex({store, archive}: Pick<Deps, 'store' | 'archive'>): ArchiveIndex {
	const words = wordIndex(store.dialect);
	const grow = createIndexer({
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
	return {words, grow};
}
