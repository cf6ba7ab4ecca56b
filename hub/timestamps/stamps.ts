/**
 * Heads of the log with the time of an outside clock. They are files beside the tiles (`timestamps/`): public, and still there
 * when the database is made again.
 */
import {hash} from 'node:crypto';
import {sql} from 'kysely';
import type {BlobStore} from '../archive/blobs.ts';
import type {Executor} from '../archive/tables.ts';
import {askTimestamp} from './ask.ts';

const folder = 'timestamps';
/** Milliseconds after which a new head is stamped, however few there were since. */
const longest = 24 * 60 * 60_000;

export interface StampOptions {
	db: Executor;
	log: BlobStore;
	/** Of the service. */
	url: string;
	/** Checkpoints from one stamp to the next. */
	every: number;
}

/** Stamps the newest published head if it is time; says whether it did. Throws when the service does not answer. */
export async function stampHead({db, log, url, every}: StampOptions): Promise<boolean> {
	const service = hash('sha256', url, 'hex').slice(0, 8);
	const own = (await listStamps(log)).filter(({path}) => path.includes(`-${service}.`));
	const last = own.at(-1)?.size ?? 0;
	const head = await dueHead(db, last, every);
	if (!head) return false;
	const note = Buffer.from(head.note);
	const token = await askTimestamp(url, note);
	const stem = `${folder}/${String(head.size).padStart(12, '0')}-${service}`;
	await log.write([
		{path: `${stem}.checkpoint`, bytes: note},
		{path: `${stem}.tsr`, bytes: token},
	]);
	return true;
}

/** The newest head, if enough heads or a day have come since the last stamp. */
async function dueHead(db: Executor, last: number, every: number) {
	const {rows: heads} = await sql<{
		size: number;
		at: number;
		note: string;
		oldest: number;
		count: number;
	}>`select
			size, at, note, (select min(at) from archive_checkpoints where size > ${last}) as oldest,
			(select count(*) from archive_checkpoints where size > ${last}) as count
		from archive_checkpoints where size > ${last} order by size desc limit 1`.execute(db);
	return heads.find(
		({at, oldest, count}) => Number(count) >= every || Number(at) - Number(oldest) >= longest,
	);
}

export interface Stamp {
	/** Entries of the head that was stamped. */
	size: number;
	/** In the log's files; the head itself is beside it, ending in `.checkpoint`. */
	path: string;
}

/** In order of size. */
export async function listStamps(log: BlobStore): Promise<Stamp[]> {
	const paths = (await log.list(folder)).filter(path => path.endsWith('.tsr'));
	return paths.toSorted().map(path => ({path, size: Number(/(\d+)-/.exec(path)?.[1])}));
}

/** Goes on until the returned function is called. Nothing waits for it: a service that is down is asked again later. */
export function startStamping(
	services: readonly string[],
	options: Omit<StampOptions, 'url'>,
	onError: (error: unknown) => void,
): () => Promise<void> {
	let [running, failures, isOver] = [Promise.resolve(), 0, false];
	let timer: NodeJS.Timeout | undefined;
	const turn = async () => {
		const asked = await Promise.allSettled(services.map(url => stampHead({...options, url})));
		const failed = asked.filter(one => one.status === 'rejected');
		for (const {reason} of failed) onError(reason);
		failures = failed.length > 0 ? failures + 1 : 0;
		if (!isOver) schedule(Math.min(3_600_000, 10_000 * 2 ** failures));
	};
	const schedule = (wait: number) => {
		timer = setTimeout(() => {
			running = turn();
		}, wait);
		timer.unref();
	};
	schedule(1000);
	return async () => {
		isOver = true;
		clearTimeout(timer);
		await running;
	};
}
