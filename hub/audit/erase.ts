/**
 * Erasure for the whole hub. The archive destroys keys and contents; here go the copies that people work with: holds, the
 * index, what rules found in silence, notes about the item, the site's own record, exports (ADR 190).
 */
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {HoldState} from '#lib/core/review/hold.ts';
import type {Appended} from '../archive/archive.ts';
import {type Erasure, eraseContent} from '../archive/erase.ts';
import {HubArchiveError} from '../archive/hub-archive-error.ts';
import {at, draftOf, textOf} from '../archive/search/read-content.ts';
import {tryOpen} from '../archive/try-open.ts';
import type {Deps} from '../deps.ts';
import {postOf} from '../review/count-shadow.ts';
import type {Transaction} from '../store/schema.ts';
import type {Message} from '../told/message.ts';
import {openIndex} from './archive-index.ts';
import {listBundles} from './bundles.ts';
import {blankSiteTexts} from './site-texts.ts';

type EraseDeps = Pick<Deps, 'store' | 'archive' | 'blobs' | 'exports' | 'now'>;

/**
 * Throws `legal-hold` or `no-entry`, and `open-hold` for a hold that is still on its way: end it first. Durable, with its
 * entry, when it resolves.
 */
export async function erase(deps: EraseDeps, erasure: Erasure): Promise<Appended> {
	const {store, archive, blobs, now} = deps;
	const index = openIndex(deps);
	// Items are found by the index: it must know of these entries
	await index.grow();
	const contents = await contentsOf(deps, erasure.entries);
	await refuseOpenHolds(deps, contents);
	await dropBundles(deps);
	const copies = (trx: unknown) => eraseCopies(trx as Transaction, contents);
	const done = await eraseContent({archive, db: store.db, write: store.write, blobs, now, copies}, erasure);
	await index.grow();
	// One that was being made meanwhile
	await dropBundles(deps);
	await store.scrub(withWords);
	return done;
}

/** Tables that have people's words in plain, outside the archive. */
const withWords = [
	'holds',
	'shadow_hits',
	'verdicts',
	'messages',
	'site_exports',
	'gaps',
	'archive_words',
] as const;

interface Content {
	leaf: Leaf;
	/** Of its draft. */
	text: string;
}

async function contentsOf({archive}: EraseDeps, entries: readonly number[]): Promise<Content[]> {
	const contents: Content[] = [];
	for (const seq of entries) {
		const leaf = await archive.leaf(seq);
		const {opened} = await tryOpen(archive, leaf);
		const content: unknown = opened && JSON.parse(opened.plaintext.toString());
		contents.push({leaf, text: textOf(at(draftOf(leaf, content), 'text'))});
	}
	return contents;
}

const ended: readonly HoldState[] = ['archived', 'rejected', 'expired', 'withdrawn', 'superseded', 'failed'];

async function refuseOpenHolds({store}: EraseDeps, contents: readonly Content[]): Promise<void> {
	for (const id of holdsOf(contents)) {
		const row = await store.db.selectFrom('holds').select('state').where('id', '=', id).executeTakeFirst();
		if (row && !ended.includes(row.state))
			throw new HubArchiveError('open-hold', `hold ${id} is ${row.state}: it must end first`);
	}
}

function holdsOf(contents: readonly Content[]): Set<string> {
	return new Set(contents.flatMap(({leaf}) => leaf.hold?.id ?? []));
}

async function eraseCopies(trx: Transaction, contents: readonly Content[]): Promise<void> {
	for (const hold of holdsOf(contents)) {
		await trx.deleteFrom('holds').where('id', '=', hold).execute();
		await trx.deleteFrom('hold_authors').where('hold', '=', hold).execute();
		await trx.deleteFrom('shadow_hits').where('hold', '=', hold).execute();
		await blankMessages(trx, hold);
	}
	for (const {leaf} of contents) {
		await trx.deleteFrom('shadow_hits').where('hold', '=', postOf(leaf.seq)).execute();
		await blankNotes(trx, leaf.seq);
	}
	const texts = new Set(contents.map(({text}) => text).filter(Boolean));
	await blankSiteTexts(trx, texts);
}

/** What e-mails and channels were told of the draft, by the company's setting; that they were told stays. */
async function blankMessages(trx: Transaction, hold: string): Promise<void> {
	const rows = await trx
		.selectFrom('messages')
		.select(['id', 'message'])
		.where('message', 'like', `%${hold}%`)
		.execute();
	for (const {id, message: json} of rows) {
		const message = JSON.parse(json) as Message;
		const items = message.items.map(item => (item.hold === hold ? {...item, line: '', more: ''} : item));
		await trx
			.updateTable('messages')
			.set({message: JSON.stringify({...message, items})})
			.where('id', '=', id)
			.execute();
	}
}

/** What supervisors wrote about the item; that they looked, and what they found, stays. */
async function blankNotes(trx: Transaction, seq: number): Promise<void> {
	await sql`update verdicts set note = '' where item in
		(select item from archive_items where text_seq = ${seq})`.execute(trx);
}

/** Whoever needs one makes it again from its search: then without what was erased. */
async function dropBundles(deps: EraseDeps): Promise<void> {
	for (const {id} of await listBundles(deps)) await rm(join(deps.exports, id), {force: true});
}
