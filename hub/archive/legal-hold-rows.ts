/** What legal holds protect, as their entries say it: when they are made, and when the tables are made again from the log. */
import {sql} from 'kysely';
import {inserter} from '../store/statement.ts';
import type {Executor} from './tables.ts';

const insert = inserter('archive_legal_holds', ['id', 'seq', 'set_by'], 'on conflict (id, seq) do nothing');

/** @param seq index of the entry that sets it */
export async function noteHold(
	trx: Executor,
	{id, entries, seq}: {id: string; entries: readonly number[]; seq: number},
): Promise<void> {
	await insert(
		trx,
		entries.map(index => [id, index, seq]),
	);
}

/** @param seq index of the entry that clears it */
export async function noteCleared(trx: Executor, {id, seq}: {id: string; seq: number}): Promise<void> {
	await sql`update archive_legal_holds set cleared_by = ${seq}
		where id = ${id} and cleared_by is null`.execute(trx);
}
