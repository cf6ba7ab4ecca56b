/** Exports of what a search found, made from the console and fetched from it. */
import {createReadStream} from 'node:fs';
import {mkdir, readdir, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Readable} from 'node:stream';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {writeBundle} from '../archive/export/bundle.ts';
import {createBundle} from '../archive/export/bundle-writer.ts';
import {writeForms} from '../archive/export/forms/write-forms.ts';
import {conditionOf, selectItems} from '../archive/search/query.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {Refused} from '../refused.ts';
import type {ArchiveIndex} from './archive-index.ts';
import {placesOf, recorded} from './auditor.ts';
import {openItems} from './items.ts';
import {type Kept, keptSearch} from './searches.ts';
import {storiesOf} from './story.ts';
import {summaryOf} from './summary.ts';
import {entriesOf} from './topics.ts';

export interface Bundle {
	id: string;
	/** Bytes. */
	size: number;
	at: number;
}

/** One that is being made. */
export interface UnderWay {
	id: string;
	search: string;
	/** Written so far, and in all. */
	done: number;
	items: number;
}

const making = new WeakMap<Deps['store'], Set<UnderWay>>();

/** By this process, just now. */
export function bundlesUnderWay({store}: Pick<Deps, 'store'>): UnderWay[] {
	return [...(making.get(store) ?? [])];
}

/** Of our own making: nothing else in the folder is ever handed out. */
const fileName = /^Q-\d+-\d{8}T\d{6}\.zip$/;

/** Says so in the archive before the first byte is written. */
export async function makeBundle(
	deps: Deps,
	index: ArchiveIndex,
	caller: Caller,
	{search, pdf}: {search: string; pdf: boolean},
): Promise<Bundle & Pick<Written, 'items' | 'entries' | 'damaged'>> {
	placesOf(caller);
	const kept = await keptSearch(deps.store.db, caller, search);
	const stamp = new Date(deps.now()).toISOString().replace(/[-:]|\.\d+Z/g, '');
	const id = `${search}-${stamp}.zip`;
	await recorded(deps, caller, 'export.made', async () => ({value: null, body: {search, file: id}}));
	const path = join(deps.exports, id);
	await mkdir(deps.exports, {recursive: true, mode: 0o700});
	// Half a bundle is none: it has its name when it is whole
	const half = join(deps.exports, `making-${id}`);
	const underWay = {id, search, done: 0, items: kept.saved.items};
	const all = making.get(deps.store) ?? new Set();
	making.set(deps.store, all.add(underWay));
	try {
		const written = await write(deps, index, kept, {path: half, pdf, onItem: () => underWay.done++});
		await rename(half, path);
		return {...written, ...(await bundleOf(deps, id))};
	} catch (error) {
		await rm(half, {force: true});
		throw error;
	} finally {
		all.delete(underWay);
	}
}

interface Written {
	items: number;
	entries: number;
	/** Numbers on paper, or paths. */
	damaged: string[];
}

async function write(
	deps: Deps,
	index: ArchiveIndex,
	kept: Kept,
	{path, pdf, onItem}: {path: string; pdf: boolean; onItem: () => void},
): Promise<Written> {
	const {archive, store, keys, now, log} = deps;
	const {db} = store;
	const condition = conditionOf(index.words, kept.asked);
	const rows = await selectItems(db, condition, {limit: kept.saved.items, offset: 0});
	const items = await openItems(deps, index, rows);
	const entries = (await Promise.all(rows.map(({item}) => entriesOf(db, item)))).flat();
	const selection = {
		from: null,
		to: null,
		site: null,
		account: null,
		entries: entries.toSorted((a, b) => a - b),
	};
	const summary = await summaryOf(db, index.words, kept.asked);
	const writer = await createBundle(path);
	const {damaged} = await writeBundle(
		{
			...{archive, db, log, keys, now: now(), selection},
			async more(files) {
				await files.add('search.json', canonicalJson({...kept.saved, summary}));
				await writeForms(files, storiesOf(deps, rows, items), {pdf, now: now(), onItem});
			},
		},
		writer,
	);
	await writer.close();
	return {items: items.length, entries: entries.length, damaged: damaged.map(({name}) => name)};
}

export async function listBundles({exports}: Pick<Deps, 'exports'>): Promise<Bundle[]> {
	const names = await readdir(exports).catch(() => []);
	const bundles = await Promise.all(
		names.filter(one => fileName.test(one)).map(id => bundleOf({exports}, id)),
	);
	return bundles.toSorted((a, b) => b.at - a.at);
}

async function bundleOf({exports}: Pick<Deps, 'exports'>, id: string): Promise<Bundle> {
	const {size, mtimeMs} = await stat(join(exports, id));
	return {id, size, at: Math.round(mtimeMs)};
}

/** Throws `unknown-bundle`. */
export async function openBundle(
	deps: Pick<Deps, 'exports'>,
	id: string,
): Promise<Bundle & {stream: Readable}> {
	const bundle = fileName.test(id) && (await bundleOf(deps, id).catch(() => undefined));
	if (!bundle) throw new Refused(404, 'unknown-bundle', 'There is no such export.');
	return {...bundle, stream: createReadStream(join(deps.exports, id))};
}
