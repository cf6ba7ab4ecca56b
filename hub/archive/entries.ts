import {sql} from 'kysely';
import {HubArchiveError} from './hub-archive-error.ts';
import type {EntryRow, Executor} from './tables.ts';

/**
 * The next index. Takes the log's lock until the transaction ends, so that order of commit is order of index, with
 * any number of hub processes.
 */
export async function takeIndex(trx: Executor): Promise<number> {
	const {rows} = await sql<{size: number}>`update archive_head set size = size + 1 where id = 1
		returning size`.execute(trx);
	return Number(rows[0]!.size) - 1;
}

/** Takes the log's lock without an index. */
export async function lockHead(trx: Executor): Promise<void> {
	await sql`update archive_head set size = size where id = 1`.execute(trx);
}

export async function headSize(db: Executor): Promise<number> {
	const {rows} = await sql<{size: number}>`select size from archive_head where id = 1`.execute(db);
	return Number(rows[0]!.size);
}

export async function insertEntry(trx: Executor, row: EntryRow): Promise<void> {
	await sql`insert into archive_entries
		(seq, leaf, name, type, at, received_at, by_person, hold, device, n, digest, site, account)
		values (${row.seq}, ${row.leaf}, ${row.name}, ${row.type}, ${row.at}, ${row.received_at}, ${row.by_person},
			${row.hold}, ${row.device}, ${row.n}, ${row.digest}, ${row.site}, ${row.account})`.execute(trx);
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
