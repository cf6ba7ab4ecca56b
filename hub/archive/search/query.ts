/** A search as SQL: the same for both databases, of the index as it was at a position of the log. */
import {type RawBuilder, sql} from 'kysely';
import type {Search} from '#lib/core/archive/search/search.ts';
import {questionOf} from '#lib/core/archive/search/words.ts';
import type {Executor} from '../tables.ts';
import type {ItemRow} from './tables.ts';
import type {WordIndex} from './word-index.ts';

export interface Asked {
	search: Search;
	/** Terms of the concept list. */
	terms: readonly string[];
	/** Entries of the log that count: those before this one. */
	position: number;
	/** Places that the asking person may look at, with everything below them. */
	places: readonly string[];
}

/** Of all items that fit: `where` of `archive_items`. */
export function conditionOf(words: WordIndex, asked: Asked, isBroad = false): RawBuilder<unknown> {
	const {search, terms} = asked;
	const matching = words.matching(questionOf(search.words, terms), isBroad);
	return sql.join([...scopeOf(asked), ...(matching ? [matching] : [])], sql` and `);
}

/** The same without its words: what a miss check draws from. */
export function scopeCondition(asked: Asked): RawBuilder<unknown> {
	return sql.join(scopeOf(asked), sql` and `);
}

function scopeOf({search, position, places}: Asked): RawBuilder<unknown>[] {
	const {from, to, sites, accounts, locations, people, kinds, rules, states, facts} = search;
	return [
		sql`seq < ${position} and (until is null or until >= ${position})`,
		within(places),
		...(from === null ? [] : [sql`at >= ${from}`]),
		...(to === null ? [] : [sql`at < ${to}`]),
		...oneOf('site', sites),
		...oneOf('account', accounts),
		...(locations.length > 0 ? [within(locations)] : []),
		...oneOf('kind', kinds),
		...oneOf('state', states),
		...(people.length > 0
			? [any(people.map(person => sql`(author = ${person} or ${has('approvers', person)})`))]
			: []),
		...facts.map(fact => any(fact.split('|').map(either => has('facts', either)))),
		...(rules.length > 0 ? [any(rules.map(rule => has('rules', rule)))] : []),
	];
}

/** Whoever may look at the whole firm also sees what has no place. */
function within(places: readonly string[]): RawBuilder<unknown> {
	if (places.includes('group')) return sql`1 = 1`;
	if (places.length === 0) return sql`1 = 0`;
	return any(
		places.map(
			place => sql`(location = ${place} or substr(location, 1, ${place.length + 1}) = ${`${place}/`})`,
		),
	);
}

function oneOf(column: string, values: readonly string[]): RawBuilder<unknown>[] {
	return values.length > 0 ? [sql`${sql.ref(column)} in (${sql.join([...values])})`] : [];
}

/** Of a list between blanks; `position`-like functions differ, `like` with its wild cards escaped does not. */
function has(column: string, value: string): RawBuilder<unknown> {
	const escaped = value.replace(/[\\%_]/g, '\\$&');
	return sql`${sql.ref(column)} like ${`% ${escaped} %`} escape '\\'`;
}

function any(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
	return sql`(${sql.join([...conditions], sql` or `)})`;
}

/** Items from which on a page is read in the order of time. */
export const broadFrom = 2000;

export async function selectItems(
	db: Executor,
	condition: RawBuilder<unknown>,
	{limit, offset}: {limit: number; offset: number},
): Promise<ItemRow[]> {
	const {rows} = await sql<ItemRow>`select * from archive_items where ${condition}
		order by at desc, doc desc limit ${limit} offset ${offset}`.execute(db);
	return rows.map(numbered);
}

/** Ids of all items, in order: what a question's answer is. */
export async function selectIds(db: Executor, condition: RawBuilder<unknown>): Promise<string[]> {
	const {rows} = await sql<{item: string}>`select item from archive_items where ${condition}
		order by item`.execute(db);
	return rows.map(({item}) => item);
}

export async function countItems(db: Executor, condition: RawBuilder<unknown>): Promise<number> {
	const {rows} = await sql<{
		count: number;
	}>`select count(*) as count from archive_items where ${condition}`.execute(db);
	return Number(rows[0]!.count);
}

function numbered(row: ItemRow): ItemRow {
	return {...row, at: Number(row.at), seq: Number(row.seq), doc: Number(row.doc)};
}
