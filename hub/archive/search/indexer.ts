/** Follows the log and keeps the index: behind the commits, in the order of the log, by one hub process at a time. */
import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Archive} from '../archive.ts';
import {headSize, leavesFrom} from '../entries.ts';
import type {Executor, Write} from '../tables.ts';
import {evaluated} from './evaluated.ts';
import {type Change, changeOf} from './index-entry.ts';
import {type ItemRow, itemColumns} from './tables.ts';
import type {WordIndex} from './word-index.ts';

export interface IndexerOptions {
	db: Executor;
	write: Write;
	archive: Pick<Archive, 'open'>;
	words: WordIndex;
	/** The place of an account, for what was sent without a hold; empty when it is not known. */
	placeOf: (trx: Executor, site: string, account: string) => Promise<string>;
	/** Entries in one transaction. */
	batch?: number;
}

/** Takes in everything committed by now; returns how far the index goes. Asked twice at once, it runs once. */
export function createIndexer(options: IndexerOptions): () => Promise<number> {
	let running: Promise<number> | undefined;
	return () => {
		running ??= catchUp(options).finally(() => {
			running = undefined;
		});
		return running;
	};
}

async function catchUp(options: IndexerOptions): Promise<number> {
	for (;;) {
		const from = await indexedSize(options.db);
		if (from >= (await headSize(options.db))) return from;
		await indexBatch(options, from);
	}
}

/** Entries that the index has. */
export async function indexedSize(db: Executor): Promise<number> {
	const {rows} = await sql<{size: number}>`select size from archive_index_head where id = 1`.execute(db);
	return Number(rows[0]!.size);
}

async function indexBatch(options: IndexerOptions, from: number): Promise<void> {
	const {db, write, archive, words, batch = 200} = options;
	const leaves = (await leavesFrom(db, from, batch)).map(leaf => JSON.parse(leaf) as Leaf);
	const changes: {leaf: Leaf; change: Change}[] = [];
	for (const leaf of leaves) {
		const change = isRelevant(leaf) ? changeOf(leaf, await contentOf(archive, leaf)) : undefined;
		if (change) changes.push({leaf, change});
	}
	await write(async trx => {
		// Another process may have been here since: then this batch is done already
		const {numAffectedRows} = await sql`update archive_index_head set size = ${from + leaves.length}
			where id = 1 and size = ${from}`.execute(trx);
		if (numAffectedRows !== 1n) return;
		await apply(trx, options, changes);
		for (const leaf of leaves) if (leaf.type === 'content.erased') await forget(trx, words, leaf.about);
	});
}

function isRelevant({type}: Leaf): boolean {
	if (type.startsWith('hold.') || type.startsWith('record.interaction.')) return true;
	return type === 'record.gate.blocked' || type === 'look.answered';
}

/** A damaged payload is for the completeness check to report; it must not stop the index. */
async function contentOf(archive: Pick<Archive, 'open'>, leaf: Leaf): Promise<unknown> {
	const opened = await archive.open(leaf).catch(() => undefined);
	return opened && JSON.parse(opened.plaintext.toString());
}

async function apply(
	trx: Executor,
	{words, placeOf}: IndexerOptions,
	changes: readonly {leaf: Leaf; change: Change}[],
): Promise<void> {
	const rows = new Map<string, ItemRow>();
	for (const {leaf, change} of changes) {
		const {item, previous} = change;
		const rowOf = async (id: string) => rows.get(id) ?? (await currentRow(trx, id));
		const before = await rowOf(item);
		if (change.next) {
			const next = change.next(before, previous ? await rowOf(previous) : undefined);
			const location = next.location || (await placeOf(trx, next.site, next.account));
			const row = evaluated({...next, location, item, seq: leaf.seq, until: null});
			await replaceRow(trx, before, row);
			rows.set(item, row);
			if (change.words) await words.put(trx, row.doc, change.words);
		}
		await sql`insert into archive_item_entries (item, seq) values (${item}, ${leaf.seq})
			on conflict (item, seq) do nothing`.execute(trx);
	}
}

async function currentRow(trx: Executor, item: string): Promise<ItemRow | undefined> {
	const {rows} =
		await sql<ItemRow>`select * from archive_items where item = ${item} and until is null`.execute(trx);
	return rows[0];
}

async function replaceRow(trx: Executor, before: ItemRow | undefined, row: ItemRow): Promise<void> {
	if (before)
		await sql`update archive_items set until = ${row.seq}
			where item = ${row.item} and seq = ${before.seq}`.execute(trx);
	await sql`insert into archive_items (${sql.join(itemColumns.map(column => sql.ref(column)))})
		values (${sql.join(itemColumns.map(column => row[column]))})`.execute(trx);
}

/** What is erased is found by its words no longer; that it was there stays. */
async function forget(trx: Executor, words: WordIndex, about: readonly number[]): Promise<void> {
	for (const seq of about) {
		const {rows} = await sql<{doc: number; item: string}>`select distinct doc, item from archive_items
			where text_seq = ${seq}`.execute(trx);
		await words.remove(
			trx,
			rows.map(({doc}) => Number(doc)),
		);
		for (const {item} of rows)
			await sql`update archive_items set text_seq = null where item = ${item}`.execute(trx);
	}
}
