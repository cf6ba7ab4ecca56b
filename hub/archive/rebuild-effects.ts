/** What entries do beside standing in the log: the files that they name live on, what a legal hold has is kept. */
import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {BlobStore} from './blobs.ts';
import {noteCleared, noteHold} from './legal-hold-rows.ts';
import {noteUses} from './media-rows.ts';
import {openAll} from './open-all.ts';
import {at, draftOf, filesIn, textOf} from './search/read-content.ts';
import type {Executor} from './tables.ts';

interface Options {
	blobs: BlobStore;
	kek: Uint8Array;
}

type Effect = (trx: Executor, leaf: Leaf, content: unknown) => Promise<void>;

const effects: Record<string, Effect> = {
	'hold.held': noteFiles,
	'record.interaction.releasing': noteFiles,
	'legal-hold.set': setHold,
	'legal-hold.cleared': clearHold,
};

/** Contents in memory at once, each of 8 MB at most. */
const together = 16;

/** In the transaction of these entries. Returns those whose content is not there, or cannot be read. */
export async function redoEffects(
	trx: Executor,
	{blobs, kek}: Options,
	leaves: readonly Leaf[],
): Promise<Leaf[]> {
	const wanted = leaves.filter(({type}) => Object.hasOwn(effects, type));
	const closed: Leaf[] = [];
	for (let from = 0; from < wanted.length; from += together) {
		const some = wanted.slice(from, from + together);
		const opened = await openAll(
			{db: trx, blobs, kek},
			some.map(({payload}) => payload),
		);
		for (const [i, leaf] of some.entries()) {
			const one = opened[i]!;
			const text = one.status === 'fulfilled' ? one.value?.plaintext.toString() : undefined;
			if (text === undefined) closed.push(leaf);
			await effects[leaf.type]!(trx, leaf, text === undefined ? undefined : JSON.parse(text));
		}
	}
	return closed;
}

async function noteFiles(trx: Executor, leaf: Leaf, content: unknown): Promise<void> {
	await noteUses(trx, leaf.seq, filesIn(draftOf(leaf, content)));
}

/** Which one it was may be lost with its content; what it keeps stands in the leaf, and stays kept. */
async function setHold(trx: Executor, {seq, name, about}: Leaf, content: unknown): Promise<void> {
	await noteHold(trx, {id: textOf(at(content, 'id')) || name, entries: about, seq});
}

async function clearHold(trx: Executor, {seq}: Leaf, content: unknown): Promise<void> {
	await noteCleared(trx, {id: textOf(at(content, 'id')), seq});
}

/** In words: what is not whole here, and what is not known for a content that is lost. Erased ones are none. */
export async function lostOf(trx: Executor, closed: readonly Leaf[]): Promise<string[]> {
	const erased = await erasedEntries(trx);
	const contents = closed
		.filter(({seq}) => !erased.has(seq))
		.map(({name, type}) => `the content of ${name} (${type}): lost or damaged, with what it names`);
	const {rows} = await sql<{sha256: string; name: string}>`select u.sha256 as sha256, min(e.name) as name
		from media_uses u join archive_entries e on e.seq = u.seq
		where not exists (select 1 from media_files f where f.sha256 = u.sha256)
		group by u.sha256 order by min(e.seq)`.execute(trx);
	const files = rows.map(
		({sha256, name}) => `the file ${sha256} that ${name} names: it never came, or parts are lost or damaged`,
	);
	return [...contents, ...files];
}

async function erasedEntries(trx: Executor): Promise<Set<number>> {
	const {rows} = await sql<{leaf: string}>`select leaf from archive_entries
		where type = 'content.erased'`.execute(trx);
	return new Set(rows.flatMap(({leaf}) => (JSON.parse(leaf) as Leaf).about));
}
