import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {diskStore} from '../archive/blobs.ts';
import {writeBundle} from '../archive/export/bundle.ts';
import {createBundle} from '../archive/export/bundle-writer.ts';
import type {Selection} from '../archive/export/selection.ts';
import {HubArchiveError} from '../archive/hub-archive-error.ts';
import {openKeys} from '../keys.ts';
import {openStore} from '../store/store.ts';
import {openArchiveOf} from './open-archive.ts';

const usage = `countersign export --data DIR --out PATH [--from TIME] [--to TIME] [--site x|facebook] [--account ID] [--keys DIR] [--proofs]
  PATH      a new folder, or a new file that ends in .zip
  TIME      2026-03-01 or 2026-03-01T09:00:00Z; both ends included
  --keys    folder of the hub's keys   (HUB_KEYS_DIR, DIR/keys)
  --proofs  a proof file for each record, however many there are`;

/**
 * Writes a bundle that proves itself (hub/verify/README.md) and says so in the archive. The hub may be running. Returns
 * the exit code: 0 written, 2 not.
 */
export async function runExport(args: string[]): Promise<number> {
	try {
		const options = parse(args);
		if (options === 'help') {
			console.log(`usage: ${usage}`);
			return 0;
		}
		if (!options) return failed(`usage: ${usage}`);
		const {entries, records, erased, damaged} = await exportArchive(options);
		console.log(
			`${options.out}: ${records} records of ${entries} entries${erased ? `, ${erased} erased` : ''}`,
		);
		for (const {name, why} of damaged) console.error(`${name} is damaged and not in it: ${why}`);
		return 0;
	} catch (error) {
		if (isExpected(error)) return failed((error as Error).message);
		throw error;
	}
}

interface ExportOptions {
	data: string;
	/** Folder of the keys. */
	keys: string;
	out: string;
	selection: Selection;
	proofs?: boolean;
}

/** Appends its own entry first: every look is recorded. Throws when `out` exists, or when the archive is not sound. */
export async function exportArchive({data, keys: folder, out, selection, proofs}: ExportOptions) {
	await stat(data);
	// `openKeys` would make new ones, which are not those of this archive
	await stat(folder);
	const databaseUrl = process.env.DATABASE_URL;
	const store = await openStore({data, ...(databaseUrl && {databaseUrl})});
	try {
		const keys = openKeys(folder);
		const archive = await openArchiveOf(store, data, keys);
		await store.write(trx =>
			archive.append(trx, {type: 'export.made', at: Date.now(), payload: {selection, by: 'command line'}}),
		);
		const writer = await createBundle(out);
		const log = diskStore(join(data, 'log'));
		const made = {now: Date.now(), selection, ...(proofs && {proofs})};
		const bundled = await writeBundle({archive, db: store.db, log, keys, ...made}, writer);
		await writer.close();
		return bundled;
	} finally {
		await store.close();
	}
}

function parse(args: string[]): ExportOptions | 'help' | undefined {
	const text = {type: 'string'} as const;
	const {values} = parseArgs({
		args,
		options: {
			data: text,
			keys: text,
			out: text,
			from: text,
			to: text,
			site: text,
			account: text,
			proofs: {type: 'boolean'},
			help: {type: 'boolean', short: 'h'},
		},
	});
	if (values.help) return 'help';
	const {data = process.env.COUNTERSIGN_DATA, out, from, to, site = null, account = null, proofs} = values;
	if (!data || !out) return;
	const keys = values.keys ?? process.env.HUB_KEYS_DIR ?? join(data, 'keys');
	const selection = {from: timeOf(from, 0), to: timeOf(to, lastOfDay), site, account};
	return {data, keys, out, selection, ...(proofs && {proofs})};
}

const lastOfDay = 24 * 60 * 60_000 - 1;

/** A date without a time means the whole day, UTC. */
function timeOf(text: string | undefined, ofDay: number): number | null {
	if (text === undefined) return null;
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw new TypeError(`not a time: ${text}`);
	return /^\d{4}-\d\d-\d\d$/.test(text) ? time + ofDay : time;
}

function failed(message: string): number {
	console.error(message);
	return 2;
}

function isExpected(error: unknown): boolean {
	const code = (error as {code?: unknown} | null)?.code;
	return (
		error instanceof HubArchiveError || error instanceof TypeError || code === 'ENOENT' || code === 'EEXIST'
	);
}
