/** A running hub: database, keys, archive, jobs and port, opened in the order in which they depend on each other. */
import {randomBytes, randomUUID} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {FastifyBaseLogger} from 'fastify';
import {openAnnouncer} from './announcer.ts';
import {createApp} from './app.ts';
import {createArchive} from './archive/archive.ts';
import {diskStore} from './archive/blobs.ts';
import type {Deps} from './deps.ts';
import {hashOf, organisationOf, readMeta, writeMeta} from './identity/organisation.ts';
import {startClockwork} from './jobs/clockwork.ts';
import {openKeys} from './keys.ts';
import {lockData} from './lock.ts';
import {openRules} from './policy/rules.ts';
import {openStore, type Store} from './store/store.ts';
import {version} from './version.ts';

export interface HubOptions {
	/** Folder for everything the hub keeps. */
	data: string;
	/** 0 = any free one. */
	port?: number;
	/** Address to listen on; this machine only unless said otherwise. */
	host?: string;
	/** Where browsers reach it, if not at `http://host:port`. */
	publicUrl?: string;
	/** PostgreSQL instead of the file in `data`. */
	databaseUrl?: string;
	/** Folder of the keys; `data/keys` unless they live elsewhere. */
	keys?: string;
	logger?: FastifyBaseLogger;
	/** Milliseconds since 1970. */
	now?: () => number;
}

export interface RunningHub {
	url: string;
	/** One use, only until the hub is set up. */
	setupLink?: string;
	/** Ends connections, then writes, then the database; what was answered is durable. */
	close: () => Promise<void>;
}

/** Throws when the data directory is in use, the keys can be read by others, or the archive is not the one that was signed. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
	mkdirSync(options.data, {recursive: true, mode: 0o700});
	const unlock = lockData(options.data);
	const opened: (() => unknown)[] = [unlock];
	const closeAll = async () => {
		for (const close of opened.toReversed()) await close();
	};
	try {
		return await open(options, opened, closeAll);
	} catch (error) {
		await closeAll();
		throw error;
	}
}

async function open(
	options: HubOptions,
	opened: (() => unknown)[],
	closeAll: () => Promise<void>,
): Promise<RunningHub> {
	const {data, databaseUrl, logger} = options;
	const store = await openStore({data, ...(databaseUrl && {databaseUrl})});
	opened.push(() => store.close());
	let url = options.publicUrl ?? '';
	const deps = await depsOf(options, store, () => url);
	opened.push(() => deps.archive.close());
	const announcer = openAnnouncer(store, error => logger?.error({err: error}, 'announcing failed'));
	opened.push(() => announcer.close());
	const app = await createApp(deps, {announcer, ...(logger && {logger})});
	opened.push(() => app.close());
	const stop = startClockwork(deps, announcer, error => logger?.error({err: error}, 'clockwork failed'));
	opened.push(stop);
	const address = await app.listen({port: options.port ?? 0, host: options.host ?? '127.0.0.1'});
	url ||= address;
	const code = await setupCode(store, deps);
	return {url, ...(code && {setupLink: `${url}/setup#${code}`}), close: closeAll};
}

async function depsOf(
	{data, keys: folder, logger, now = Date.now}: HubOptions,
	store: Store,
	url: () => string,
): Promise<Deps> {
	const keys = openKeys(folder ?? join(data, 'keys'));
	const home = {id: (await organisationOf(store.db))?.id ?? ''};
	const archive = await createArchive({
		db: store.db,
		write: store.write,
		blobs: diskStore(join(data, 'payloads')),
		log: diskStore(join(data, 'log')),
		logKey: keys.log,
		kek: keys.kek,
		organisation: () => home.id,
		now,
		onError: error => logger?.error({err: error}, 'publishing the log failed'),
	});
	return {
		store,
		archive,
		keys,
		home,
		rules: openRules(now),
		now,
		id: randomUUID,
		secret: () => randomBytes(24).toString('base64url'),
		url,
		version,
	};
}

/** A new code at each start until the hub is set up: the one before it, printed somewhere, is worth nothing. */
async function setupCode(store: Store, deps: Deps): Promise<string | undefined> {
	if (await organisationOf(store.db)) return;
	const code = deps.secret();
	return store.write(async trx => {
		if ((await readMeta(trx, 'setup')) === 'used') return;
		await writeMeta(trx, 'setup', hashOf(code));
		return code;
	});
}
