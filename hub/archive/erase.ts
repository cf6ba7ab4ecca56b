/**
 * Retention's end and its opposite. Erasure destroys an entry's key and content; its leaf, and so every proof, stays.
 * A legal hold forbids it.
 */
import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Appended, Archive} from './archive.ts';
import type {BlobStore} from './blobs.ts';
import {leafAt, lockHead} from './entries.ts';
import {HubArchiveError} from './hub-archive-error.ts';
import {noteCleared, noteHold} from './legal-hold-rows.ts';
import {shredMedia} from './media-rows.ts';
import {shred} from './places.ts';
import type {Executor, Write} from './tables.ts';

export interface EraseOptions {
	archive: Archive;
	db: Executor;
	write: Write;
	blobs: BlobStore;
	now: () => number;
	/** In the transaction of the entry: what is kept of these contents elsewhere. */
	copies?: (trx: Executor) => Promise<void>;
}

export interface Erasure {
	/** Indexes of the entries whose content goes. */
	entries: readonly number[];
	/** Who ordered it. */
	by: string;
	reason: string;
	/** The duty or right behind it: `retention class motor-finance ended`, `UK GDPR Art. 17`. */
	basis: string;
}

/** Throws `legal-hold` naming the entry, or `no-entry`. Durable, with its own entries, when it resolves. Returns the first. */
export async function eraseContent(options: EraseOptions, erasure: Erasure): Promise<Appended> {
	const {archive, db, write, blobs, now, copies} = options;
	const {entries, by, reason, basis} = erasure;
	const leaves = await Promise.all(entries.map(async index => JSON.parse(await leafAt(db, index)) as Leaf));
	const appended = await write(async trx => {
		// The lock is what `setLegalHold` takes too: one of the two is first.
		await lockHead(trx);
		await refuseHeld(trx, entries);
		await copies?.(trx);
		return archive.appendAll(
			trx,
			lotsOf(entries).map(about => ({
				...{type: 'content.erased', at: now(), by, about},
				payload: {reason, basis},
			})),
		);
	});
	for (const leaf of leaves) {
		await shred({db, blobs}, leaf);
		await shredMedia({db, write, blobs}, leaf.seq);
	}
	return appended[0]!;
}

/** Numbers that one entry names: it stays small (`leafLimit`), so what is about many has several. */
const named = 300;

const lotsOf = (entries: readonly number[]) =>
	Array.from({length: Math.ceil(entries.length / named) || 1}, (_, i) =>
		entries.slice(i * named, (i + 1) * named),
	);

async function refuseHeld(trx: Executor, entries: readonly number[]): Promise<void> {
	for (const index of entries) {
		const {rows} = await sql<{id: string}>`select id from archive_legal_holds
			where seq = ${index} and cleared_by is null`.execute(trx);
		if (rows[0]) throw new HubArchiveError('legal-hold', `entry ${index} is under legal hold ${rows[0].id}`);
	}
}

export interface LegalHold {
	/** `LH-19`. */
	id: string;
	entries: readonly number[];
	by: string;
	reason: string;
}

/** In the caller's transaction: its entries and their effect. Returns the first. */
export async function setLegalHold(
	{archive, now}: Pick<EraseOptions, 'archive' | 'now'>,
	trx: Executor,
	{id, entries, by, reason}: LegalHold,
): Promise<Appended> {
	const lots = lotsOf(entries);
	const appended = await archive.appendAll(
		trx,
		lots.map(about => ({type: 'legal-hold.set', at: now(), by, about, payload: {id, reason}})),
	);
	for (const [i, lot] of lots.entries()) await noteHold(trx, {id, entries: lot, seq: appended[i]!.index});
	return appended[0]!;
}

export async function clearLegalHold(
	{archive, now}: Pick<EraseOptions, 'archive' | 'now'>,
	trx: Executor,
	{id, by, reason}: Omit<LegalHold, 'entries'>,
): Promise<Appended> {
	const {rows} = await sql<{seq: number}>`select seq from archive_legal_holds
		where id = ${id} and cleared_by is null order by seq`.execute(trx);
	const lots = lotsOf(rows.map(({seq}) => Number(seq)));
	const appended = await archive.appendAll(
		trx,
		lots.map(about => ({type: 'legal-hold.cleared', at: now(), by, about, payload: {id, reason}})),
	);
	await noteCleared(trx, {id, seq: appended[0]!.index});
	return appended[0]!;
}
