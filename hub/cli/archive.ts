/** The archive in the hub's folder: what its keeper does to it, each with its entry in it. */
import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {sql} from 'kysely';
import {readCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {Archive} from '../archive/archive.ts';
import {diskStore} from '../archive/blobs.ts';
import {clearLegalHold, setLegalHold} from '../archive/erase.ts';
import {rebuildEntries} from '../archive/rebuild.ts';
import {segmentsNow, sweep} from '../archive/sweep.ts';
import {openIndex} from '../audit/archive-index.ts';
import {erase as eraseAll} from '../audit/erase.ts';
import {completeness} from '../audit/gaps.ts';
import {dueItems} from '../audit/topics.ts';
import {organisationOf} from '../identity/organisation.ts';
import {type Keyring, openKeys} from '../keys.ts';
import {lockData} from '../lock.ts';
import {openStore, type Store} from '../store/store.ts';
import {openArchiveOf} from './open-archive.ts';
import {UsageError} from './usage-error.ts';

const usage = `usage: countersign archive COMMAND --data DIR [options]

  check                                       opens it as the hub would: says where it is, or why the hub would refuse
  rebuild                                     the tables again from the published log, into an empty database
  sweep                                       destroys copies that a crash left and no entry names, as the hub does at its start
  due                                         what has reached the end of its retention, and no legal hold keeps
  erase --entries 4,7-9 | --due               destroys the content of entries, every copy of it, and the exports made so far;
                                              their place in the log stays
  hold --id LH-19 --entries 4,7-9             nothing of these can be erased
  clear --id LH-19                            ends a legal hold
  completeness --from DAY --to DAY            looks at everything again, keeps the gap register, prints the statement

  --by PERSON --reason TEXT --basis TEXT      of erase, hold and clear: who ordered it, why, under which duty
  --keys DIR                                  folder of the hub's keys (HUB_KEYS_DIR, DIR/keys)`;

interface Opened {
	data: string;
	store: Store;
	keys: Keyring;
	values: Values;
}
type Values = ReturnType<typeof parse>['values'];

const commands: Record<string, (opened: Opened) => Promise<string[]>> = {
	check,
	rebuild,
	sweep: sweepAll,
	due,
	erase,
	hold,
	clear,
	completeness: state,
};

export async function runArchive(args: string[]): Promise<number> {
	const {values, positionals} = parse(args);
	const [name, ...more] = positionals;
	if (values.help || name === undefined) {
		console.log(usage);
		return values.help ? 0 : 2;
	}
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (!command || more.length > 0) throw new UsageError(`there is no command archive ${name}\n\n${usage}`);
	return withArchive(values, async opened => {
		for (const line of await command(opened)) console.log(line);
	});
}

async function withArchive(values: Values, work: (opened: Opened) => Promise<void>): Promise<number> {
	const data = values.data ?? process.env.COUNTERSIGN_DATA;
	if (!data) throw new UsageError('which archive? --data DIR');
	const folder = values.keys ?? process.env.HUB_KEYS_DIR ?? join(data, 'keys');
	// `openKeys` would make new ones, which are not those of this archive
	await stat(folder);
	const databaseUrl = process.env.DATABASE_URL;
	const store = await openStore({data, ...(databaseUrl && {databaseUrl})});
	try {
		await work({data, store, keys: openKeys(folder), values});
		return 0;
	} finally {
		await store.close();
	}
}

function parse(args: string[]) {
	const text = {type: 'string'} as const;
	const options = {
		...{
			data: text,
			keys: text,
			entries: text,
			id: text,
			by: text,
			reason: text,
			basis: text,
			from: text,
			to: text,
		},
		due: {type: 'boolean'},
		help: {type: 'boolean', short: 'h'},
	} as const;
	return parseArgs({args, allowPositionals: true, options});
}

async function check({data, store, keys}: Opened): Promise<string[]> {
	const archive = await openArchiveOf(store, data, keys);
	const {size, root} = readCheckpoint(await archive.checkpoint());
	return [
		`${size} entries, root ${Buffer.from(root).toString('hex')}`,
		'It extends every head that was ever signed.',
	];
}

async function rebuild({data, store, keys}: Opened): Promise<string[]> {
	const [blobs, log] = [diskStore(join(data, 'payloads')), diskStore(join(data, 'log'))];
	const {log: logKey, kek} = keys;
	const {db, write} = store;
	const {entries, lost} = await rebuildEntries({db, write, blobs, log, logKey, kek, now: Date.now});
	return [
		`${entries} entries are in the database again, each verified against the log's signature, with the files that they name.`,
		...lostLines(lost),
		'People, roles, devices and holds are not in them: restore those from a backup, or enrol again.',
	];
}

async function sweepAll({data, store, keys}: Opened): Promise<string[]> {
	const unlock = lockData(data);
	try {
		const blobs = diskStore(join(data, 'payloads'));
		// A database that is not this log's names nothing of it
		await openArchiveOf(store, data, keys);
		const destroyed = await sweep({db: store.db, blobs, kek: keys.kek}, await segmentsNow(blobs));
		return [`Copies that no entry names: ${destroyed}, destroyed.`];
	} finally {
		unlock();
	}
}

function lostLines(lost: readonly string[]): string[] {
	if (lost.length === 0) return [];
	return [
		`${lost.length} things are not whole:`,
		...lost.map(line => `- ${line}`),
		'If a backup of payloads/ has them: put them back, and rebuild into an empty database before the hub starts.',
		'A running hub destroys after a day what is left of a file that no entry names, or that is not whole.',
	];
}

async function due(opened: Opened): Promise<string[]> {
	const {store} = opened;
	const archive = await openArchiveOf(store, opened.data, opened.keys);
	const items = await dueItems({store, now: Date.now}, openIndex({store, archive}), 100_000);
	return [
		...items.map(({name, topic, entries}) => `${name}  ${topic}  entries ${entries.join(',')}`),
		`${items.length} items`,
	];
}

async function erase(opened: Opened): Promise<string[]> {
	const {data, store, values} = opened;
	const archive = await openArchiveOf(store, data, opened.keys);
	const {by, reason} = order(values);
	const entries = values.due
		? (await dueItems({store, now: Date.now}, openIndex({store, archive}), 100_000)).flatMap(
				item => item.entries,
			)
		: numbersOf(values.entries);
	if (entries.length === 0) return ['Nothing to erase.'];
	const basis = values.basis ?? (values.due ? 'the end of retention' : '');
	if (basis === '') throw new UsageError('under which duty or right? --basis TEXT');
	const [blobs, exports] = [diskStore(join(data, 'payloads')), join(data, 'exports')];
	const {name} = await eraseAll(
		{archive, store, blobs, exports, now: Date.now},
		{entries, by, reason, basis},
	);
	return [`${entries.length} contents destroyed, under ${name}. The log still verifies.`];
}

async function hold(opened: Opened): Promise<string[]> {
	const {by, reason} = order(opened.values);
	const [id, entries] = [idOf(opened.values), numbersOf(opened.values.entries)];
	const {name} = await changed(opened, (archive, trx) =>
		setLegalHold({archive, now: Date.now}, trx, {id, entries, by, reason}),
	);
	return [`Legal hold ${id} on ${entries.length} entries, under ${name}.`];
}

async function clear(opened: Opened): Promise<string[]> {
	const {by, reason} = order(opened.values);
	const id = idOf(opened.values);
	const {rows} =
		await sql`select 1 from archive_legal_holds where id = ${id} and cleared_by is null limit 1`.execute(
			opened.store.db,
		);
	if (rows.length === 0) throw new Error(`there is no legal hold ${id} in force`);
	const {name} = await changed(opened, (archive, trx) =>
		clearLegalHold({archive, now: Date.now}, trx, {id, by, reason}),
	);
	return [`Legal hold ${id} is cleared, under ${name}.`];
}

async function state({data, store, keys, values}: Opened): Promise<string[]> {
	const [from, to] = [Date.parse(values.from ?? ''), Date.parse(values.to ?? '')];
	if (Number.isNaN(from) || Number.isNaN(to))
		throw new UsageError('which days? --from 2026-03-01 --to 2026-03-31');
	const archive = await openArchiveOf(store, data, keys);
	const home = {id: (await organisationOf(store.db))?.id ?? ''};
	const log = diskStore(join(data, 'log'));
	const deps = {store, archive, keys, log, now: Date.now, home};
	const {text} = await completeness(deps, openIndex(deps), null, {from, to: to + 24 * 60 * 60_000});
	return [text];
}

async function changed(
	{data, store, keys}: Opened,
	work: (archive: Archive, trx: Parameters<Parameters<Store['write']>[0]>[0]) => Promise<{name: string}>,
): Promise<{name: string}> {
	const archive = await openArchiveOf(store, data, keys);
	return store.write(trx => work(archive, trx));
}

function order({by, reason}: Values): {by: string; reason: string} {
	if (!by || !reason) throw new UsageError('who ordered it, and why? --by PERSON --reason TEXT');
	return {by, reason};
}

function idOf({id}: Values): string {
	if (!id) throw new UsageError('which legal hold? --id LH-19');
	return id;
}

/** `4,7-9` → 4, 7, 8, 9. */
function numbersOf(text = ''): number[] {
	if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(text)) throw new UsageError('which entries? --entries 4,7-9');
	return text.split(',').flatMap(part => {
		const [first = 0, last = first] = part.split('-').map(Number);
		return Array.from({length: Math.max(0, last - first + 1)}, (_, i) => first + i);
	});
}
