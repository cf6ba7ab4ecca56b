/** Legal holds over what a search found: nothing of it can be erased until the hold is cleared. */
import {sql} from 'kysely';
import type * as z from 'zod';
import type {legalHoldSchema} from '#lib/api/contract.ts';
import {setLegalHold} from '../archive/erase.ts';
import {conditionOf} from '../archive/search/query.ts';
import {tryOpen} from '../archive/try-open.ts';
import {doOrPropose} from '../company/two-admins.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {assertOneOf, assertWholeFirm} from './auditor.ts';
import {keptSearch} from './searches.ts';

type LegalHold = z.infer<typeof legalHoldSchema>;

/** Everything the search found, as it found it, with its whole story. */
export async function holdSearch(
	deps: Deps,
	{words}: ArchiveIndex,
	caller: Caller,
	{search, reason}: {search: string; reason: string},
): Promise<LegalHold> {
	const {db} = deps.store;
	const {asked} = await keptSearch(db, caller, search);
	const {rows} = await sql<{seq: number}>`select distinct e.seq as seq from archive_item_entries e
		where e.item in (select item from archive_items where ${conditionOf(words, asked)}) order by e.seq`.execute(
		db,
	);
	const entries = rows.map(({seq}) => Number(seq));
	if (entries.length === 0) throw new Refused(409, 'nothing-found', 'This search found nothing to keep.');
	const id = await deps.store.write(async trx => {
		const admitted = await admit(trx, caller, deps.now());
		assertOneOf(admitted, ['auditor']);
		const number = await nextHold(trx);
		await setLegalHold(deps, trx, {id: number, entries, by: caller.person, reason});
		return number;
	});
	return oneHold(deps, id);
}

/** By two admins of the whole firm, who may not have read any of it; until the second agrees it stays. */
export async function clearHold(deps: Deps, caller: Caller, id: string, reason: string): Promise<LegalHold> {
	await deps.store.write(async trx => {
		const admitted = await admit(trx, caller, deps.now());
		assertWholeFirm(admitted, ['admin']);
		const before = await holdRows(trx);
		if (!before.some(hold => hold.id === id && hold.open > 0))
			throw new Refused(404, 'unknown-hold', 'There is no such legal hold, or it was cleared.');
		await doOrPropose(trx, deps, admitted, {kind: 'legal-hold-off', id, reason});
	});
	return oneHold(deps, id);
}

export async function listHolds(deps: Deps): Promise<LegalHold[]> {
	const rows = await holdRows(deps.store.db);
	return Promise.all(rows.map(row => holdOf(deps, row)));
}

async function oneHold(deps: Deps, id: string): Promise<LegalHold> {
	const row = (await holdRows(deps.store.db)).find(hold => hold.id === id);
	return holdOf(deps, row!);
}

interface Row {
	id: string;
	entries: number;
	items: number;
	open: number;
	set_by: number;
	cleared_by: number | null;
}

async function holdRows(db: Reader): Promise<Row[]> {
	const {rows} =
		await sql<Row>`select h.id as id, count(distinct h.seq) as entries, count(distinct e.item) as items,
			count(distinct case when h.cleared_by is null then h.seq end) as open,
			min(h.set_by) as set_by, max(h.cleared_by) as cleared_by
		from archive_legal_holds h left join archive_item_entries e on e.seq = h.seq
		group by h.id order by min(h.set_by)`.execute(db);
	return rows.map(row => ({
		...row,
		entries: Number(row.entries),
		items: Number(row.items),
		open: Number(row.open),
	}));
}

async function holdOf(
	{archive}: Deps,
	{id, entries, items, open, set_by, cleared_by}: Row,
): Promise<LegalHold> {
	const set = await archive.leaf(Number(set_by));
	const {opened} = await tryOpen(archive, set);
	const {reason = ''} = opened ? (JSON.parse(opened.plaintext.toString()) as {reason?: string}) : {};
	const cleared = open > 0 || cleared_by === null ? null : await archive.leaf(Number(cleared_by));
	const who = (leaf: {by: string | null; at: number}) => ({by: leaf.by ?? '', at: leaf.at});
	return {id, reason, entries, items, ...who(set), cleared: cleared && who(cleared)};
}

async function nextHold(db: Reader): Promise<string> {
	const {rows} = await sql<{
		id: string;
	}>`select distinct id from archive_legal_holds where id like 'LH-%'`.execute(db);
	const last = Math.max(0, ...rows.map(({id}) => Number(id.slice(3))).filter(Number.isSafeInteger));
	return `LH-${last + 1}`;
}
