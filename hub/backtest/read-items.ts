/** The archive's items in the order in which they began, with their contents opened, a batch at a time. */
import {sql} from 'kysely';
import {parseCanonical} from '#lib/core/archive/canonical.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {BlobStore} from '../archive/blobs.ts';
import {type Sealed, unseal} from '../archive/seal.ts';
import type {Place} from '../archive/segments.ts';
import type {Executor} from '../archive/tables.ts';
import type {JudgedItem} from './judge.ts';

const batch = 500;

interface Row extends JudgedItem {
	doc: number;
	leaf: string;
}

interface ReadItem {
	item: JudgedItem;
	content: unknown;
}

export interface Reading {
	db: Executor;
	blobs: BlobStore;
	kek: Uint8Array;
	/** Milliseconds since 1970. */
	from: number;
	/** Only what can still be changed: waiting, approved, live. */
	isOpenOnly: boolean;
}

/** What was never written by us, and what was only seen or stopped, has no words to judge. */
const judged = sql`until is null and text_seq is not null`;
const open = sql`state in ('held', 'in_review', 'approved', 'sent', 'unconfirmed')`;

export async function countItems({db, from, isOpenOnly}: Reading): Promise<number> {
	const {rows} = await sql<{count: number}>`select count(*) as count from archive_items
		where ${judged} and at >= ${from} and ${isOpenOnly ? open : sql`1 = 1`}`.execute(db);
	return Number(rows[0]!.count);
}

export async function* readItems(reading: Reading): AsyncGenerator<ReadItem[]> {
	const blobs = wholeSegments(reading.blobs);
	let last = -1;
	for (;;) {
		const rows = await rowsAfter(reading, last);
		if (rows.length === 0) return;
		last = Number(rows.at(-1)!.doc);
		const places = await placesOf(reading.db, rows);
		yield await Promise.all(rows.map((row, i) => opened({...reading, blobs}, row, places[i])));
	}
}

async function rowsAfter({db, from, isOpenOnly}: Reading, last: number): Promise<Row[]> {
	const {rows} = await sql<Row>`select i.doc, i.item, i.location, i.state, i.account, i.site_id, i.held_at,
			i.text_seq, e.type, e.leaf
		from archive_items i join archive_entries e on e.seq = i.text_seq
		where i.${sql.ref('until')} is null and i.text_seq is not null and i.doc > ${last} and i.at >= ${from}
			and ${isOpenOnly ? open : sql`1 = 1`}
		order by i.doc limit ${batch}`.execute(db);
	return rows;
}

/** One question for all of them: asked one by one, the asking took longer than the opening. */
async function placesOf(db: Executor, rows: readonly Row[]): Promise<(Sealed | undefined)[]> {
	const payloads = rows.map(({leaf}) => (JSON.parse(leaf) as Leaf).payload);
	const found = await sql<{ct: string} & Place>`select ct, segment, at, size from archive_payloads
		where ct in (${sql.join(payloads.map(({ct}) => ct))})`.execute(db);
	const places = new Map(
		found.rows.map(({ct, segment, at, size}) => [ct, {segment, at: Number(at), size: Number(size)}]),
	);
	return payloads.map(payload => {
		const place = places.get(payload.ct);
		return place && {payload, place};
	});
}

/** Erased, or damaged (which is for the completeness check to report): nothing to judge. */
async function opened(
	{blobs, kek}: Reading,
	{leaf: _, doc: __, ...item}: Row,
	sealed: Sealed | undefined,
): Promise<ReadItem> {
	const open = sealed && (await unseal(sealed, kek, blobs).catch(() => undefined));
	return {item, content: open && contentOf(open.plaintext.toString())};
}

/** Texts that are no Unicode are kept as code units; they are rare, and reading for them costs. */
function contentOf(text: string): unknown {
	return text.includes('"utf16"') ? parseCanonical(text) : JSON.parse(text);
}

/** Neighbours in the archive are neighbours on the disk: each segment is read once, not once a payload. */
function wholeSegments(blobs: BlobStore): BlobStore {
	const kept = new Map<string, Promise<Uint8Array | undefined>>();
	const whole = (path: string) => {
		const known = kept.get(path) ?? blobs.read(path);
		kept.set(path, known);
		if (kept.size > 64) kept.delete(kept.keys().next().value!);
		return known;
	};
	return {
		...blobs,
		read: async (path, part) =>
			part ? (await whole(path))?.subarray(part.from, part.from + part.size) : whole(path),
	};
}
