/** The tables of files, in the subset of SQL that SQLite and PostgreSQL share. */
import {type Kysely, type Migration, sql} from 'kysely';
import {runAll} from '../store/run-all.ts';
import type {BlobStore} from './blobs.ts';
import type {Sealed} from './seal.ts';
import {wipePlace} from './segments.ts';
import type {Executor, Write} from './tables.ts';

/** `media_uses`: which entry names which file. */
export const mediaMigration: Migration = {
	async up(db: Kysely<unknown>) {
		await runAll(db, [
			`create table media_files (
				sha256 text primary key, size bigint not null, type text not null, device text not null, at bigint not null
			)`,
			`create table media_parts (
				sha256 text not null, device text not null, at bigint not null, size bigint not null,
				sealed text not null, touched bigint not null,
				primary key (sha256, device, at)
			)`,
			'create index media_parts_touched on media_parts (touched)',
			'create table media_uses (sha256 text not null, seq integer not null, primary key (sha256, seq))',
			'create index media_uses_seq on media_uses (seq)',
		]);
	},
};

export interface PartRow {
	sha256: string;
	/** Parts of two devices are never mixed. */
	device: string;
	at: number;
	size: number;
	sealed: Sealed;
}

export async function fileOf(
	db: Executor,
	sha256: string,
): Promise<{size: number; type: string; device: string} | undefined> {
	const {rows} = await sql<{size: number; type: string; device: string}>`select size, type, device
		from media_files where sha256 = ${sha256}`.execute(db);
	return rows[0] && {...rows[0], size: Number(rows[0].size)};
}

/** Which of these are here, whole. */
export async function filesHere(db: Executor, digests: readonly string[]): Promise<Set<string>> {
	const here = await Promise.all(digests.map(sha256 => fileOf(db, sha256)));
	return new Set(digests.filter((_, i) => here[i]));
}

/** Of a complete file. */
export async function partsOf(db: Executor, sha256: string): Promise<PartRow[]> {
	const file = await fileOf(db, sha256);
	return file ? deviceParts(db, sha256, file.device) : [];
}

/** Whoever brought them, and whether or not they make a whole. */
export async function partsOfAll(db: Executor, sha256: string): Promise<PartRow[]> {
	const {rows} = await sql<Stored>`select sha256, device, at, size, sealed from media_parts
		where sha256 = ${sha256}`.execute(db);
	return rows.map(parsed);
}

export async function deviceParts(db: Executor, sha256: string, device: string): Promise<PartRow[]> {
	const {rows} = await sql<Stored>`select sha256, device, at, size, sealed from media_parts
		where sha256 = ${sha256} and device = ${device} order by at`.execute(db);
	return rows.map(parsed);
}

/** Sent by nobody any more, or named by no entry. */
export async function partsUnused(db: Executor, before: number): Promise<PartRow[]> {
	const {rows} = await sql<Stored>`select p.sha256, p.device, p.at, p.size, p.sealed from media_parts p
		where p.touched < ${before}
			and (not exists (select 1 from media_uses u where u.sha256 = p.sha256)
				or not exists (select 1 from media_files f where f.sha256 = p.sha256 and f.device = p.device))
		limit 500`.execute(db);
	return rows.map(parsed);
}

type Stored = Omit<PartRow, 'sealed'> & {sealed: string};

function parsed({sealed, at, size, ...row}: Stored): PartRow {
	return {...row, at: Number(at), size: Number(size), sealed: JSON.parse(sealed) as Sealed};
}

/** False when the device had sent the same part at the same time. */
export async function insertPart(trx: Executor, row: PartRow & {touched: number}): Promise<boolean> {
	const before = await deviceParts(trx, row.sha256, row.device);
	if (before.some(({at}) => at === row.at)) return false;
	await sql`insert into media_parts (sha256, device, at, size, sealed, touched)
		values (${row.sha256}, ${row.device}, ${row.at}, ${row.size}, ${JSON.stringify(row.sealed)}, ${row.touched})`.execute(
		trx,
	);
	return true;
}

/** False when another device had completed the same file meanwhile. */
export async function insertFile(
	trx: Executor,
	{sha256, size, type, device, at}: {sha256: string; size: number; type: string; device: string; at: number},
): Promise<boolean> {
	await sql`insert into media_files (sha256, size, type, device, at)
		values (${sha256}, ${size}, ${type}, ${device}, ${at}) on conflict (sha256) do nothing`.execute(trx);
	return (await fileOf(trx, sha256))?.device === device;
}

/** Nobody finds these any more; their rows stay until their bytes are gone, so that a crash between leaves no trace. */
export async function hideFiles(trx: Executor, parts: readonly PartRow[]): Promise<void> {
	for (const {sha256, device} of parts)
		await sql`delete from media_files where sha256 = ${sha256} and device = ${device}`.execute(trx);
}

export async function dropParts(trx: Executor, parts: readonly PartRow[]): Promise<void> {
	for (const {sha256, device, at} of parts)
		await sql`delete from media_parts where sha256 = ${sha256} and device = ${device} and at = ${at}`.execute(
			trx,
		);
}

/** Bytes and keys are overwritten first, then forgotten. */
export async function destroyParts(
	{write, blobs}: {write: Write; blobs: BlobStore},
	parts: readonly PartRow[],
): Promise<void> {
	if (parts.length === 0) return;
	for (const {sealed} of parts) await wipePlace(blobs, sealed.place);
	await write(trx => dropParts(trx, parts));
}

/** In the entry's own transaction. */
export async function noteUses(trx: Executor, seq: number, digests: readonly string[]): Promise<void> {
	for (const sha256 of new Set(digests))
		await sql`insert into media_uses (sha256, seq) values (${sha256}, ${seq}) on conflict do nothing`.execute(
			trx,
		);
}

/** The files that an entry names. */
export async function usedBy(db: Executor, seq: number): Promise<string[]> {
	const {rows} = await sql<{sha256: string}>`select sha256 from media_uses where seq = ${seq}`.execute(db);
	return rows.map(({sha256}) => sha256);
}

/** An entry's content is erased: its files go too, unless another entry names them. Done again, it changes nothing. */
export async function shredMedia(
	options: {db: Executor; write: Write; blobs: BlobStore},
	seq: number,
): Promise<void> {
	for (const sha256 of await usedBy(options.db, seq)) {
		const parts = await partsOfAll(options.db, sha256);
		const isLast = await options.write(async trx => {
			await sql`delete from media_uses where sha256 = ${sha256} and seq = ${seq}`.execute(trx);
			const {rows} = await sql`select 1 from media_uses where sha256 = ${sha256} limit 1`.execute(trx);
			if (rows.length > 0) return false;
			await hideFiles(trx, parts);
			return true;
		});
		if (isLast) await destroyParts(options, parts);
	}
}
