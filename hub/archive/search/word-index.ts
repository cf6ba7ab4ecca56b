/** Full text behind one interface: FTS5 in SQLite, `tsvector` in PostgreSQL. Both are handed words, never text (words.ts). */
import {type RawBuilder, sql} from 'kysely';
import type {Question, Term} from '#lib/core/archive/search/words.ts';
import {statement} from '../../store/statement.ts';
import type {Dialect} from '../migration.ts';
import type {Executor} from '../tables.ts';

export interface Words {
	doc: number;
	/** Between blanks, as `wordsOf` gives them. */
	words: string;
	/** Nothing of this document is in the index yet. */
	isNew?: boolean;
}

export interface WordIndex {
	put(trx: Executor, said: readonly Words[]): Promise<void>;
	remove(trx: Executor, docs: readonly number[]): Promise<void>;
	/**
	 * A condition on `archive_items.doc`; nothing for a question without words. `isBroad`: so many fit that rows are better
	 * read in the order of time, and asked one by one, than found by their words and sorted.
	 */
	matching(question: Question, isBroad?: boolean): RawBuilder<unknown> | undefined;
}

export function wordIndex(dialect: Dialect): WordIndex {
	const language = dialect === 'sqlite' ? fts5 : postgres;
	return {
		async put(trx, said) {
			for (const {doc, words, isNew} of said) {
				if (words === '') continue;
				if (!isNew) await remove(trx, doc);
				await language.insert(trx, doc, words);
			}
		},
		async remove(trx, docs) {
			for (const doc of docs) await remove(trx, doc);
		},
		matching({all, any, none}, isBroad = false) {
			// A sum is in no index: neither database begins with the words then
			const doc = isBroad ? sql`doc + 0` : sql`doc`;
			const wanted = [...all.map(term => [term]), ...(any.length > 0 ? [any] : [])];
			const conditions = [
				...(wanted.length > 0 ? [sql`${doc} in (${language.select(wanted)})`] : []),
				...(none.length > 0 ? [sql`doc not in (${language.select([none])})`] : []),
			];
			return conditions.length > 0 ? sql.join(conditions, sql` and `) : undefined;
		},
	};
}

const remove = statement('delete from archive_words where rowid = ?');

interface Language {
	insert(trx: Executor, doc: number, words: string): Promise<unknown>;
	/** Rows that have one term of each group. */
	select(groups: readonly (readonly Term[])[]): RawBuilder<unknown>;
}

const fts5: Language = {
	insert: statement('insert into archive_words (rowid, words) values (?, ?)'),
	select: groups =>
		sql`select rowid from archive_words where archive_words match ${written(groups, ' AND ', ' OR ', term => {
			return `"${term.words.join(' ')}"${term.isPrefix ? '*' : ''}`;
		})}`,
};

const postgres: Language = {
	insert: statement("insert into archive_words (rowid, words) values (?, to_tsvector('simple', ?))"),
	select: groups =>
		sql`select rowid from archive_words where words @@ to_tsquery('simple', ${written(
			groups,
			' & ',
			' | ',
			term => {
				return `(${term.words.map(word => `'${word}'`).join(' <-> ')}${term.isPrefix ? ':*' : ''})`;
			},
		)})`,
};

function written(
	groups: readonly (readonly Term[])[],
	and: string,
	or: string,
	term: (one: Term) => string,
): string {
	return groups.map(group => `(${group.map(term).join(or)})`).join(and);
}
