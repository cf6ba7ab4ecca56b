/** A hub without a port: database, keys, archive and jobs, opened in the order in which they depend on each other. */
import {randomBytes, randomUUID} from 'node:crypto';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {FastifyInstance} from 'fastify';
import {openAnnouncer} from './announcer.ts';
import {createApp} from './app.ts';
import {createArchive} from './archive/archive.ts';
import {diskStore} from './archive/blobs.ts';
import {startSweeping} from './archive/sweep.ts';
import {startForwarding} from './archive/targets/forward.ts';
import type {Target} from './archive/targets/target.ts';
import {openIndex} from './audit/archive-index.ts';
import {type OidcSettings, openOidc} from './console/oidc.ts';
import {openPackages} from './deploy/packages.ts';
import type {Deps} from './deps.ts';
import {numberPrefix} from './identity/number-prefix.ts';
import {hashOf, organisationOf, readMeta, writeMeta} from './identity/organisation.ts';
import {startClockwork} from './jobs/clockwork.ts';
import {openKeys} from './keys.ts';
import {lockData} from './lock.ts';
import {openRules} from './policy/rules.ts';
import {openStore, type Store} from './store/store.ts';
import {startStamping} from './timestamps/stamps.ts';
import {type MailSettings, openMailer} from './told/mail.ts';
import {startSending} from './told/send.ts';
import {version} from './version.ts';
import type {WitnessAt} from './witness/cosigners.ts';

export interface HubOptions {
	/** Folder for everything the hub keeps. */
	data: string;
	/** Where browsers reach it; known after `listen` if not said. */
	publicUrl?: string;
	/** PostgreSQL instead of the file in `data`. */
	databaseUrl?: string;
	/** Folder of the keys; `data/keys` unless they live elsewhere. */
	keys?: string;
	/** Absent: silent. */
	logLevel?: string;
	/** Requests of one address in a minute. */
	rateLimit?: number;
	/** The company's own sign-in for the console. */
	oidc?: OidcSettings;
	/** A mail server; without one nobody is told by e-mail. */
	mail?: MailSettings;
	/** Webhooks may go to this machine by plain HTTP: for trials and tests only. */
	webhooksToThisMachine?: boolean;
	/** `by-hand`: nothing happens by itself, for tests that hold the clock and make the rounds. */
	rounds?: 'by-hand';
	/** Outside clocks that stamp heads of the log (RFC 3161), and checkpoints from one stamp to the next. */
	timestamps?: {services: readonly string[]; every: number};
	/** Who signs heads of the log too. */
	witnesses?: readonly WitnessAt[];
	/** Where else the archive goes. */
	targets?: readonly Target[];
	/** Milliseconds since 1970. */
	now?: () => number;
}

export interface OpenHub {
	app: FastifyInstance;
	deps: Deps;
	/** To be told once the port is known. */
	reachedAt: (url: string) => void;
	/** One use, only until the hub is set up. */
	setupCode?: string;
	/** Ends connections, then writes, then the database; what was answered is durable. */
	close: () => Promise<void>;
}

/** What was opened so far, to be closed in the opposite order. */
type Closing = (() => unknown)[];

/**
 * Throws when the data directory is in use, when others can read the keys, when the disk is not durable, and when the
 * archive is not the one that was signed.
 */
export async function openHub(options: HubOptions): Promise<OpenHub> {
	mkdirSync(options.data, {recursive: true, mode: 0o700});
	const closing: Closing = [lockData(options.data)];
	const close = async () => {
		for (let next = closing.pop(); next; next = closing.pop()) await next();
	};
	try {
		return {...(await open(options, closing)), close};
	} catch (error) {
		await close();
		throw error;
	}
}

async function open(options: HubOptions, closing: Closing): Promise<Omit<OpenHub, 'close'>> {
	const {data, databaseUrl, logLevel, rateLimit} = options;
	const isServing = options.rounds !== 'by-hand';
	const store = await openStore({data, isServing, ...(databaseUrl && {databaseUrl})});
	closing.push(() => store.close());
	let url = options.publicUrl ?? '';
	let report = (_what: string, _error: unknown) => {};
	const onError = (what: string) => (error: unknown) => report(what, error);
	const deps = await depsOf(options, store, {url: () => url, onError: onError('publishing the log failed')});
	closing.push(() => deps.archive.close());
	const announcer = openAnnouncer(store.db, onError('announcing failed'));
	const app = await createApp(deps, {announcer, ...(logLevel && {logLevel}), ...(rateLimit && {rateLimit})});
	report = (what, err) => app.log.error({err}, what);
	closing.push(() => app.close());
	// Before the app: an open stream would keep it from closing
	closing.push(() => announcer.close());
	closing.push(() => deps.told.mailer?.close());
	if (isServing) {
		closing.push(startSending(deps, onError('telling people failed')));
		closing.push(startClockwork(deps, announcer, onError('clockwork failed')));
		closing.push(await sweepBy(deps, onError('copies of a crash were not swept')));
	}
	if (options.timestamps) closing.push(stampBy(options.timestamps, deps, onError('a head was not stamped')));
	// Before all that may wait for it
	closing.push(() => openIndex(deps).stop());
	for (const target of options.targets ?? [])
		closing.push(
			startForwarding({
				...{db: store.db, write: store.write, archive: deps.archive, target, now: deps.now},
				onError: onError(`the archive did not reach ${target.name}`),
			}),
		);
	const code = await setupCode(store, deps);
	return {
		app,
		deps,
		reachedAt: address => {
			url ||= address;
		},
		...(code && {setupCode: code}),
	};
}

function sweepBy(
	{store: {db}, blobs, keys: {kek}}: Deps,
	onError: (error: unknown) => void,
): Promise<() => Promise<void>> {
	return startSweeping({db, blobs, kek}, {onError});
}

function stampBy(
	{services, every}: NonNullable<HubOptions['timestamps']>,
	{store: {db}, log}: Deps,
	onError: (error: unknown) => void,
): () => Promise<void> {
	return startStamping(services, {db, log, every}, onError);
}

async function depsOf(
	options: HubOptions,
	store: Store,
	{url, onError}: {url: () => string; onError: (error: unknown) => void},
): Promise<Deps> {
	const {data, databaseUrl, keys: folder, oidc, mail, webhooksToThisMachine = false} = options;
	const {now = Date.now, witnesses = []} = options;
	const keys = openKeys(folder ?? join(data, 'keys'));
	const home = {id: (await organisationOf(store.db))?.id ?? ''};
	const log = diskStore(join(data, 'log'));
	const blobs = diskStore(join(data, 'payloads'));
	const archive = await createArchive({
		db: store.db,
		write: store.write,
		blobs,
		log,
		logKey: keys.log,
		kek: keys.kek,
		organisation: () => home.id,
		prefix: numberPrefix,
		now,
		witnesses,
		onError,
	});
	return {
		store,
		archive,
		blobs,
		log,
		keys,
		home,
		rules: openRules(now),
		now,
		id: randomUUID,
		secret: () => randomBytes(24).toString('base64url'),
		url,
		oidc: oidc ? openOidc(oidc, now) : null,
		told: {mailer: mail ? openMailer(mail) : null, reach: {loopback: webhooksToThisMachine}},
		version,
		packages: openPackages(join(data, 'packages')),
		source: {data, databaseUrl: databaseUrl ?? null},
		exports: join(data, 'exports'),
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
