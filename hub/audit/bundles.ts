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

/** Of our own making: nothing else in the folder is ever handed out. */
const name = /^Q-\d+-\d{8}T\d{6}\.zip$/;

/** Says so in the archive before the first byte is written. */
export async function makeBundle(
	deps: Deps,
	index: ArchiveIndex,
	caller: Caller,
	{search, pdf}: {search: string; pdf: boolean},
): Promise<Bundle & {items: number; entries: number}> {
	placesOf(caller);
	const kept = await keptSearch(deps.store.db, caller, search);
	const stamp = new Date(deps.now()).toISOString().replace(/[-:]|\.\d+Z/g, '');
	const id = `${search}-${stamp}.zip`;
	await recorded(deps, caller, 'export.made', async () => ({value: null, body: {search, file: id}}));
	const path = join(deps.exports, id);
	await mkdir(deps.exports, {recursive: true, mode: 0o700});
	// Half a bundle is none: it has its name when it is whole
	const making = join(deps.exports, `making-${id}`);
	try {
		const counts = await write(deps, index, kept, {path: making, pdf});
		await rename(making, path);
		return {...counts, ...(await bundleOf(deps, id))};
	} catch (error) {
		await rm(making, {force: true});
		throw error;
	}
}

async function write(deps: Deps, index: ArchiveIndex, kept: Kept, {path, pdf}: {path: string; pdf: boolean}) {
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
	await writeBundle(
		{
			...{archive, db, log, keys, now: now(), selection},
			async more(files) {
				await files.add('search.json', canonicalJson({...kept.saved, summary}));
				await writeForms(files, await storiesOf(deps, rows, items), {pdf, now: now()});
			},
		},
		writer,
	);
	await writer.close();
	return {items: items.length, entries: entries.length};
}

export async function listBundles({exports}: Pick<Deps, 'exports'>): Promise<Bundle[]> {
	const names = await readdir(exports).catch(() => []);
	const bundles = await Promise.all(names.filter(one => name.test(one)).map(id => bundleOf({exports}, id)));
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
	const bundle = name.test(id) && (await bundleOf(deps, id).catch(() => undefined));
	if (!bundle) throw new Refused(404, 'unknown-bundle', 'There is no such export.');
	return {...bundle, stream: createReadStream(join(deps.exports, id))};
}
