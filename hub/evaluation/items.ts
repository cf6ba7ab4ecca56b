/** Items of the archive's index, as the evaluation counts them. */
import {sql} from 'kysely';
import {everySearch} from '#lib/core/archive/search/search.ts';
import type {Item} from '#lib/core/evaluation/figures.ts';
import {scopeCondition} from '../archive/search/query.ts';
import type {Reader} from '../store/schema.ts';

export interface Asking {
	/** Milliseconds since 1970; `to` not included. */
	from: number;
	to: number;
	/** Entries of the log that count. */
	position: number;
	places: readonly string[];
}

/** What a search with the same bounds would find. */
export async function itemsOf(db: Reader, {from, to, position, places}: Asking): Promise<Item[]> {
	const scope = scopeCondition({search: {...everySearch, from, to}, terms: [], position, places});
	const {rows} = await sql<Item>`select state, author, facts, held_at, approved_at, outcome_at, asked_at
		from archive_items where ${scope} and facts <> ''`.execute(db);
	// An object of ours each: what the database hands out is twice as slow to read, and is read often
	return rows.map(({state, author, facts, held_at, approved_at, outcome_at, asked_at}) => ({
		state,
		author,
		facts: facts.trim(),
		held_at,
		approved_at,
		outcome_at,
		asked_at,
	}));
}
