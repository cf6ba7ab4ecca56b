/** Concept lists: what people mean by a word, with a version, so that a search says which one it used. */
import {sql} from 'kysely';
import type * as z from 'zod';
import type {conceptSchema, savedConceptSchema} from '#lib/api/contract.ts';
import type {Topic} from '#lib/core/archive/search/retention.ts';
import {questionOf} from '#lib/core/archive/search/words.ts';
import type {ItemRow} from '../archive/search/tables.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {assertOneOf, recorded} from './auditor.ts';

type Saved = z.infer<typeof savedConceptSchema>;

/** Throws `unknown-concept`. */
export async function termsOf(db: Reader, concept: {id: string; version: number} | null): Promise<string[]> {
	if (!concept) return [];
	const row = await db
		.selectFrom('concepts')
		.select('terms')
		.where('id', '=', concept.id)
		.where('version', '=', concept.version)
		.executeTakeFirst();
	if (!row) throw new Refused(404, 'unknown-concept', 'There is no such concept list.');
	return JSON.parse(row.terms) as string[];
}

export async function listConcepts(db: Reader): Promise<Saved[]> {
	const rows = await db.selectFrom('concepts').selectAll().orderBy('id').orderBy('version').execute();
	return rows.map(row => ({...row, terms: JSON.parse(row.terms) as string[]}));
}

/** A version is never changed: saving makes the next one. */
export function saveConcept(
	deps: Deps,
	caller: Caller,
	concept: z.infer<typeof conceptSchema>,
): Promise<Saved> {
	return recorded(deps, caller, 'concept.saved', async (trx, admitted) => {
		assertOneOf(admitted, ['auditor', 'admin']);
		const {last} = await trx
			.selectFrom('concepts')
			.select(({fn}) => fn.max('version').as('last'))
			.where('id', '=', concept.id)
			.executeTakeFirstOrThrow();
		const value = {...concept, version: Number(last ?? 0) + 1, by: caller.person, at: deps.now()};
		await trx
			.insertInto('concepts')
			.values({...value, terms: JSON.stringify(value.terms)})
			.execute();
		return {value, body: {concept: value}};
	});
}

/** Which concepts of the topics an item's words match; asked of the index once for all of them. */
export async function conceptsOf(
	db: Reader,
	{words}: ArchiveIndex,
	topics: readonly Topic[],
	rows: readonly Pick<ItemRow, 'doc'>[],
): Promise<(doc: number) => string[]> {
	const matches = new Map<string, Set<number>>();
	if (rows.length === 0) return () => [];
	for (const concept of new Set(topics.flatMap(({concept: id}) => id ?? []))) {
		const condition = words.matching(questionOf('', await newestTerms(db, concept)));
		if (!condition) continue;
		const {rows: found} = await sql<{doc: number}>`select doc from archive_items
			where doc in (${sql.join(rows.map(({doc}) => doc))}) and ${condition}`.execute(db);
		matches.set(concept, new Set(found.map(({doc}) => Number(doc))));
	}
	return doc => [...matches].filter(([, docs]) => docs.has(doc)).map(([id]) => id);
}

async function newestTerms(db: Reader, id: string): Promise<string[]> {
	const {version} = await db
		.selectFrom('concepts')
		.select(({fn}) => fn.max('version').as('version'))
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	return version === null ? [] : termsOf(db, {id, version: Number(version)});
}
