/**
 * SQLite's log is carried over into the database by a thread of its own (ADR 249): done by the commit that finds the log full, it stops
 * the hub for as long as the disk takes, up to seconds.
 */
import {Worker} from 'node:worker_threads';

/** Ends the thread; resolves when it has let go of the file. */
export type StopCarrying = () => Promise<void>;

/** What a thread cannot do, the commits do as before: the log is never longer than they let it be. */
export function startCarryingOver(file: string): StopCarrying {
	const thread = new Worker(new URL('carry-over-thread.ts', import.meta.url), {workerData: {file}});
	thread.unref();
	const ended = new Promise<void>(resolve => thread.once('exit', () => resolve()));
	thread.on('error', () => {});
	return async () => {
		thread.ref();
		thread.postMessage('stop');
		await ended;
	};
}
