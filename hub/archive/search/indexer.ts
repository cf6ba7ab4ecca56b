/** Follows the log and keeps the index: behind the commits, in the order of the log, by one hub process at a time. */
import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {inserter, statement, statementOfMany} from '../../store/statement.ts';
import type {Archive} from '../archive.ts';
import {headSize, leavesFrom} from '../entries.ts';
import type {Opened} from '../seal.ts';
import type {Executor, Write} from '../tables.ts';
import {evaluated} from './evaluated.ts';
import {type Change, changeOf} from './index-entry.ts';
import {type ItemRow, itemColumns} from './tables.ts';
import type {WordIndex, Words} from './word-index.ts';

export interface IndexerOptions {
	db: Executor;
	write: Write;
	archive: Pick<Archive, 'openAll'>;
	words: WordIndex;
	/** The place of an account, for what was sent without a hold; empty when it is not known. */
	placeOf: (trx: Executor, site: string, account: string) => Promise<string>;
	/** Entries in one transaction: while it lasts no capture is receipted, so few. Default 40. */
	batch?: number;
}

export interface Indexer {
	/**
	 * Takes in everything committed by now; returns how far the index goes. Who asks while it works shares the next turn. Throws once
	 * it was stopped before it got there.
	 */
	grow(): Promise<number>;
	/** Ends the turn under way with the batch that it is at: an index may always be behind its log. */
	stop(): void;
}

export function createIndexer(options: IndexerOptions): Indexer {
	let running: Promise<unknown> = Promise.resolve();
	let next: Promise<number> | undefined;
	let isStopped = false;

	/** As far as the log goes when it begins: one that grows meanwhile would never be caught up with. */
	async function catchUp(): Promise<number> {
		const target = await headSize(options.db);
		for (;;) {
			const from = await indexedSize(options.db);
			if (from >= target) return from;
			if (isStopped) throw new Error('the index is closed');
			await indexBatch(options, from);
		}
	}

	return {
		grow() {
			const begin = () => {
				next = undefined;
				const turn = catchUp();
				running = turn;
				return turn;
			};
			next ??= running.then(begin, begin);
			return next;
		},
		stop() {
			isStopped = true;
		},
	};
}

/** Entries that the index has. */
export async function indexedSize(db: Executor): Promise<number> {
	const {rows} = await sql<{size: number}>`select size from archive_index_head where id = 1`.execute(db);
	return Number(rows[0]!.size);
}

type Changed = {leaf: Leaf; change: Change};

async function indexBatch(options: IndexerOptions, from: number): Promise<void> {
	const {db, write, archive, words, batch = 40} = options;
	const leaves = (await leavesFrom(db, from, batch)).map(leaf => JSON.parse(leaf) as Leaf);
	const relevant = leaves.filter(isRelevant);
	const opened = await archive.openAll(relevant);
	const changes = relevant.flatMap((leaf, i): Changed[] => {
		const change = changeOf(leaf, contentOf(opened[i]!));
		return change ? [{leaf, change}] : [];
	});
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
	return ['record.gate.blocked', 'look.answered', 'ready.used'].includes(type);
}

/** A damaged payload is for the completeness check to report; it must not stop the index. */
function contentOf(opened: PromiseSettledResult<Opened | undefined>): unknown {
	return opened.status === 'fulfilled' && opened.value
		? JSON.parse(opened.value.plaintext.toString())
		: undefined;
}

/** By few statements: under load a batch comes 25 times a second, and everybody who writes waits for it. */
async function apply(
	trx: Executor,
	{words, placeOf}: IndexerOptions,
	changes: readonly Changed[],
): Promise<void> {
	const newest = await currentRows(trx, changes);
	const stored = new Set(newest.values());
	const fresh: ItemRow[] = [];
	const said = new Map<number, Words>();
	for (const {leaf, change} of changes) {
		const {item, previous = ''} = change;
		const before = newest.get(item);
		const next = change.next?.(before, newest.get(previous));
		if (!next) continue;
		const location = next.location || (await placeOf(trx, next.site, next.account));
		const row = evaluated({...next, location, item, seq: leaf.seq, until: null});
		if (before) before.until = row.seq;
		fresh.push(row);
		newest.set(item, row);
		if (change.words) said.set(row.doc, {doc: row.doc, words: change.words, isNew: before === undefined});
	}
	for (const {item, seq, until} of stored) if (until !== null) await endRow(trx, until, item, seq);
	await insertRows(trx, valuesOf(fresh));
	await insertEntries(trx, entriesOf(changes));
	await words.put(trx, [...said.values()]);
}

const valuesOf = (rows: readonly ItemRow[]) => rows.map(row => itemColumns.map(column => row[column]));
const entriesOf = (changes: readonly Changed[]) => changes.map(({leaf, change}) => [change.item, leaf.seq]);

const current = statementOfMany<ItemRow>('select * from archive_items where until is null and item');
const endRow = statement('update archive_items set until = ? where item = ? and seq = ?');
const insertRows = inserter('archive_items', itemColumns);
const insertEntries = inserter('archive_item_entries', ['item', 'seq'], 'on conflict (item, seq) do nothing');

/** Of the items that change, and of those in whose place they come. */
async function currentRows(trx: Executor, changes: readonly Changed[]): Promise<Map<string, ItemRow>> {
	const items = changes.flatMap(({change: {item, previous}}) => (previous ? [item, previous] : [item]));
	const rows = await current(trx, [...new Set(items)]);
	return new Map(rows.map(row => [row.item, row]));
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
