/** What the database knows of the devices' chains. */
import {sql} from 'kysely';
import {type ChainEnd, chainStart} from '#lib/core/archive/record.ts';
import {statement} from '../store/statement.ts';
import type {Prepared} from './read-record.ts';
import type {Executor, PendingRow} from './tables.ts';

/** Numbers that a device has not delivered, both ends included. */
export interface Range {
	from: number;
	to: number;
}

/** `other-digest`: two contents under one number. `broken-chain`: the record follows another history. */
export type Forked = 'other-digest' | 'broken-chain';

const stored = statement<{n: number; seq: number; name: string; digest: string}>(
	'select n, seq, name, digest from archive_entries where device = ? and n between ? and ?',
);

export interface StoredRecord {
	index: number;
	name: string;
	digest: string;
}

/** By number; both ends included. */
export async function storedRecords(
	db: Executor,
	device: string,
	from: number,
	to: number,
): Promise<Map<number, StoredRecord>> {
	const rows = await stored(db, device, from, to);
	return new Map(rows.map(({n, seq, name, digest}) => [Number(n), {index: Number(seq), name, digest}]));
}

export async function storedRecord(
	db: Executor,
	device: string,
	n: number,
): Promise<StoredRecord | undefined> {
	return (await storedRecords(db, device, n, n)).get(n);
}

async function chainHead(db: Executor, device: string): Promise<ChainEnd | undefined> {
	const {rows} = await sql<ChainEnd>`select n, digest from archive_entries
		where device = ${device} order by n desc limit 1`.execute(db);
	return rows[0] && {n: Number(rows[0].n), digest: rows[0].digest};
}

const chain = statement<ChainEnd & {waits: number}>(`
	select * from (select n, digest, 0 as waits from archive_entries
		where device = ? order by n desc limit 1) as head
	union all select * from (select n, digest, 1 as waits from archive_pending
		where device = ? order by n limit 1) as waiting`);

/** Where the device's chain ends, and the first number that waits behind a hole: in one question, it is asked of each record. */
export async function chainOf(
	db: Executor,
	device: string,
): Promise<{head: ChainEnd; waiting: number | null}> {
	const rows = await chain(db, device, device);
	const head = rows.find(({waits}) => Number(waits) === 0);
	const waiting = rows.find(({waits}) => Number(waits) === 1);
	return {
		head: head ? {n: Number(head.n), digest: head.digest} : chainStart,
		waiting: waiting ? Number(waiting.n) : null,
	};
}

export async function pendingAt(db: Executor, device: string, n: number): Promise<PendingRow | undefined> {
	const {rows} = await sql<PendingRow>`select device, n, digest, person, received_at, payload
		from archive_pending where device = ${device} and n = ${n}`.execute(db);
	return rows[0];
}

export async function keepPending(trx: Executor, prepared: Prepared, receivedAt: number): Promise<void> {
	const {record, digest, person, sealed} = prepared;
	await sql`insert into archive_pending (device, n, digest, person, received_at, payload)
		values (${record.device}, ${record.n}, ${digest}, ${person}, ${receivedAt},
			${JSON.stringify(sealed)})`.execute(trx);
}

export async function dropPending(trx: Executor, device: string, n: number): Promise<void> {
	await sql`delete from archive_pending where device = ${device} and n = ${n}`.execute(trx);
}

/** Every hole before the last number that a device has delivered, for one device or for all. */
export async function missingBefore(db: Executor, device: string): Promise<Range[]> {
	const {rows} = await sql<{n: number}>`select n from archive_pending
		where device = ${device} order by n`.execute(db);
	let next = ((await chainHead(db, device))?.n ?? 0) + 1;
	const missing: Range[] = [];
	for (const n of rows.map(row => Number(row.n))) {
		if (n > next) missing.push({from: next, to: n - 1});
		next = n + 1;
	}
	return missing;
}

/** Devices that have delivered a number but not all before it, since when. */
export async function devicesWithHoles(
	db: Executor,
): Promise<{device: string; since: number; missing: Range[]; waiting: number[]}[]> {
	const {rows} = await sql<{device: string; n: number; received_at: number}>`select device, n, received_at
		from archive_pending order by device, n`.execute(db);
	const devices = Map.groupBy(rows, row => row.device);
	return Promise.all(
		[...devices].map(async ([device, waiting]) => ({
			device,
			since: Math.min(...waiting.map(row => Number(row.received_at))),
			missing: await missingBefore(db, device),
			waiting: waiting.map(row => Number(row.n)),
		})),
	);
}

export async function wasForked(db: Executor, device: string, n: number, digest: string): Promise<boolean> {
	const {rows} = await sql`select 1 from archive_forks
		where device = ${device} and n = ${n} and digest = ${digest}`.execute(db);
	return rows.length > 0;
}

export async function noteFork(
	trx: Executor,
	{device, n, digest, seq}: {device: string; n: number; digest: string; seq: number},
): Promise<void> {
	await sql`insert into archive_forks (device, n, digest, seq)
		values (${device}, ${n}, ${digest}, ${seq})`.execute(trx);
}
