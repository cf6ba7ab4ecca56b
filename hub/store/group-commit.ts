import {type Kysely, sql, type Transaction} from 'kysely';

interface Job<DB> {
	work: (trx: Transaction<DB>) => Promise<unknown>;
	resolve: (value: never) => void;
	reject: (error: unknown) => void;
}
type Outcome = {ok: true; value: unknown} | {ok: false; error: unknown};

/** One write: all of it or nothing, durable when the promise resolves. */
export type Write<DB> = <T>(work: (trx: Transaction<DB>) => Promise<T>) => Promise<T>;

/** Jobs in one transaction at most, so that the first never waits long for the last. */
const batchSize = 128;

/**
 * Collects the writes of one turn of the event loop into one transaction: one fsync for all of them, and nobody is
 * answered before it. Each job has a savepoint of its own, so one that fails takes nobody along. `begin` runs first in
 * each transaction and makes its database let one writer in at a time (ADR 40).
 */
export function groupCommit<DB>(
	db: Kysely<DB>,
	begin: (trx: Transaction<DB>) => Promise<void> = async () => {},
): {write: Write<DB>; idle: () => Promise<void>} {
	const queue: Job<DB>[] = [];
	let draining: Promise<void> | undefined;

	async function drain() {
		while (queue.length > 0) {
			await new Promise(resolve => setImmediate(resolve));
			await commit(db, begin, queue.splice(0, batchSize));
		}
		draining = undefined;
	}
	return {
		write: work =>
			new Promise((resolve, reject) => {
				queue.push({work, resolve, reject});
				draining ??= drain();
			}),
		idle: async () => draining,
	};
}

async function commit<DB>(
	db: Kysely<DB>,
	begin: (trx: Transaction<DB>) => Promise<void>,
	batch: readonly Job<DB>[],
): Promise<void> {
	const outcomes: Outcome[] = [];
	try {
		await db.transaction().execute(async trx => {
			await begin(trx);
			for (const job of batch) outcomes.push(await attempt(trx, job));
		});
	} catch (error) {
		// The commit itself failed: nobody in this batch may believe that it happened
		for (const job of batch) job.reject(error);
		return;
	}
	batch.forEach((job, i) => {
		const outcome = outcomes[i]!;
		if (outcome.ok) job.resolve(outcome.value as never);
		else job.reject(outcome.error);
	});
}

async function attempt<DB>(trx: Transaction<DB>, job: Job<DB>): Promise<Outcome> {
	await sql`savepoint job`.execute(trx);
	try {
		const value = await job.work(trx);
		await sql`release savepoint job`.execute(trx);
		return {ok: true, value};
	} catch (error) {
		await sql`rollback to savepoint job`.execute(trx);
		return {ok: false, error};
	}
}
