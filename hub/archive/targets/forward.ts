/** Follows the log for one target: in order, and on to the next entry only when the last one is there. */

import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Archive} from '../archive.ts';
import {headSize, leavesFrom} from '../entries.ts';
import type {Executor, Write} from '../tables.ts';
import type {Outgoing, Target} from './target.ts';

export interface ForwardOptions {
	db: Executor;
	write: Write;
	archive: Pick<Archive, 'open'>;
	target: Target;
	/** A delivery that failed; it is tried again. */
	onError: (error: unknown) => void;
}

/** Entries in one turn between two notes of the position: after a crash so many may come twice, with the same index. */
const batch = 20;
/** Milliseconds: between two looks, and at most after failures. */
const [every, longest] = [1000, 5 * 60_000];

/**
 * Delivers all that is committed, or until it is over; returns the entries that the target has. Throws at the first that it does not
 * take.
 */
export async function forward(
	{db, write, archive, target}: Omit<ForwardOptions, 'onError'>,
	isOver: () => boolean = () => false,
): Promise<number> {
	let position = await positionOf(db, target.name);
	while (!isOver() && position < (await headSize(db))) {
		const leaves = await leavesFrom(db, position, batch);
		try {
			for (const leaf of leaves) {
				await target.deliver(await outgoing(archive, leaf));
				position += 1;
			}
		} finally {
			await keepPosition(write, target.name, position);
		}
	}
	return position;
}

/** Goes on until the returned function is called; after a failure it waits longer each time. */
export function startForwarding(options: ForwardOptions): () => Promise<void> {
	let [failures, isOver] = [0, false];
	let timer: NodeJS.Timeout | undefined;
	let running = Promise.resolve();
	const turn = async () => {
		try {
			await forward(options, () => isOver);
			failures = 0;
		} catch (error) {
			failures += 1;
			options.onError(error);
		}
		if (!isOver) schedule(Math.min(longest, every * 2 ** failures));
	};
	const schedule = (wait: number) => {
		timer = setTimeout(() => {
			running = turn();
		}, wait);
		timer.unref();
	};
	schedule(every);
	return async () => {
		isOver = true;
		clearTimeout(timer);
		await running;
		await options.target.close();
	};
}

async function outgoing(archive: Pick<Archive, 'open'>, text: string): Promise<Outgoing> {
	const leaf = JSON.parse(text) as Leaf;
	const opened = await archive.open(leaf);
	return {
		...{v: 1, organisation: leaf.org, index: leaf.seq, name: leaf.name, leaf: text},
		content: opened?.plaintext.toString() ?? null,
		salt: opened?.salt.toString('hex') ?? null,
	};
}

async function positionOf(db: Executor, name: string): Promise<number> {
	const {rows} = await sql<{
		position: number;
	}>`select position from archive_targets where name = ${name}`.execute(db);
	return Number(rows[0]?.position ?? 0);
}

function keepPosition(write: Write, name: string, position: number): Promise<unknown> {
	return write(trx =>
		sql`insert into archive_targets (name, position) values (${name}, ${position})
			on conflict (name) do update set position = ${position}`.execute(trx),
	);
}
