import {sql} from 'kysely';
import {inserter, statement} from '../store/statement.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import type {EntryRow, Executor} from './tables.ts';

const grow = statement<{size: number}>('update archive_head set size = size + ? where id = 1 returning size');

/**
 * The first of the next `count` indexes. Takes the log's lock until the transaction ends, so that order of commit is order of
 * index, with any number of hub processes.
 */
export async function takeIndexes(trx: Executor, count: number): Promise<number> {
	const [head] = await grow(trx, count);
	return Number(head!.size) - count;
}

/** Takes the log's lock without an index. */
export async function lockHead(trx: Executor): Promise<void> {
	await sql`update archive_head set size = size where id = 1`.execute(trx);
}

export async function headSize(db: Executor): Promise<number> {
	const {rows} = await sql<{size: number}>`select size from archive_head where id = 1`.execute(db);
	return Number(rows[0]!.size);
}

const columns = [
	...(['seq', 'leaf', 'name', 'type', 'at', 'received_at', 'by_person'] as const),
	...(['hold', 'device', 'n', 'digest', 'site', 'account'] as const),
];
const insert = inserter('archive_entries', columns);

export async function insertEntries(trx: Executor, rows: readonly EntryRow[]): Promise<void> {
	await insert(
		trx,
		rows.map(row => columns.map(column => row[column])),
	);
}

/** Leaves from index `from` on, in order. */
export async function leavesFrom(db: Executor, from: number, limit: number): Promise<string[]> {
	const {rows} = await sql<{leaf: string; seq: number}>`select seq, leaf from archive_entries
		where seq >= ${from} order by seq limit ${limit}`.execute(db);
	rows.forEach(({seq}, i) => {
		if (Number(seq) !== from + i) throw new HubArchiveError('damaged', `entry ${from + i} is missing`);
	});
	return rows.map(({leaf}) => leaf);
}

/** Throws `no-entry`. */
export async function leafAt(db: Executor, index: number): Promise<string> {
	const [leaf] = await leavesFrom(db, index, 1).catch(() => []);
	if (leaf === undefined) throw new HubArchiveError('no-entry', `no entry ${index}`);
	return leaf;
}
