/** Starts a backtest in a thread, writes down how it goes, and can stop it. */
import {Worker} from 'node:worker_threads';
import type {Company} from '#lib/core/policy/company.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import {openIndex} from '../audit/archive-index.ts';
import type {Deps} from '../deps.ts';
import type {Job, Progress} from './job.ts';
import type {Hit} from './judge.ts';

const day = 24 * 60 * 60_000;

export interface Ordered {
	id: string;
	tried: readonly Pack[];
	inForce: readonly Pack[];
	company: Company;
	stages?: Stages;
	days: number;
	isOpenOnly: boolean;
}

const running = new WeakMap<Deps['store'], Map<string, Worker>>();

function workersOf({store}: Pick<Deps, 'store'>): Map<string, Worker> {
	const workers = running.get(store) ?? new Map<string, Worker>();
	running.set(store, workers);
	return workers;
}

/** Resolves when it is over, whichever way; what happened stands in `backtests`. */
export async function runBacktest(deps: Deps, ordered: Ordered): Promise<void> {
	const {id} = ordered;
	try {
		// The index follows the log when somebody asks: what was written just now belongs to the question
		await openIndex(deps).grow();
		await follow(deps, id, startWorker(deps, ordered));
		await move(deps, id, {state: 'done'});
	} catch (error) {
		await move(deps, id, {state: 'failed', problem: (error as Error).message.slice(0, 500)});
	}
}

function startWorker(deps: Deps, {id, days, stages, ...what}: Ordered): Worker {
	const {source, keys, now} = deps;
	const job: Job = {
		...source,
		...what,
		kek: new Uint8Array(keys.kek),
		stages: stages ?? null,
		...{now: now(), from: now() - days * day},
	};
	const worker = new Worker(new URL('worker.ts', import.meta.url), {workerData: job});
	workersOf(deps).set(id, worker);
	return worker;
}

/** One message after the other: a slow disk makes the thread's messages wait, never overtake each other. */
function follow(deps: Deps, id: string, worker: Worker): Promise<void> {
	return new Promise((resolve, reject) => {
		let turn = Promise.resolve();
		let isDone = false;
		worker.on('message', (progress: Progress) => {
			isDone ||= progress.type === 'done';
			turn = turn.then(() => keep(deps, id, progress));
			turn.catch(reject);
		});
		worker.on('error', reject);
		worker.on('exit', () => {
			workersOf(deps).delete(id);
			turn.then(() => (isDone ? resolve() : reject(new Error('It was stopped.'))), reject);
		});
	});
}

/** Rows of one insert: SQLite takes 32,766 values. */
const rows = 500;

async function keep(deps: Deps, id: string, progress: Progress): Promise<void> {
	if (progress.type === 'begun') return move(deps, id, {total: progress.total});
	if (progress.type === 'done') return;
	const {done, hits} = progress;
	await deps.store.write(async trx => {
		for (let i = 0; i < hits.length; i += rows)
			await trx
				.insertInto('backtest_hits')
				.values(hits.slice(i, i + rows).map(hit => rowOf(id, hit)))
				.execute();
		await trx.updateTable('backtests').set({done, moved_at: deps.now()}).where('id', '=', id).execute();
	});
}

function rowOf(backtest: string, hit: Hit) {
	return {backtest, ...hit, mark: null, marked_by: null, marked_at: null};
}

interface Moved {
	state?: 'done' | 'stopped' | 'failed';
	total?: number;
	problem?: string;
}

/** What was stopped stays so, whatever comes after. */
async function move({store, now}: Deps, id: string, to: Moved): Promise<void> {
	await store.write(async trx => {
		await trx
			.updateTable('backtests')
			.set({...to, moved_at: now()})
			.where('id', '=', id)
			.where('state', '=', 'running')
			.execute();
	});
}

export async function stopBacktest(deps: Deps, id: string): Promise<void> {
	await move(deps, id, {state: 'stopped'});
	await workersOf(deps).get(id)?.terminate();
}

/** With the hub. */
export async function stopAll(deps: Deps): Promise<void> {
	await Promise.all([...workersOf(deps).values()].map(worker => worker.terminate()));
}
