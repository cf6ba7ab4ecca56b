/** Follows the log for one target: in order, and on to the next entry only when the last one is there. */

import {sql} from 'kysely';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Archive} from '../archive.ts';
import {headSize, leavesFrom} from '../entries.ts';
import type {Executor, Write} from '../tables.ts';
import {tryOpen} from '../try-open.ts';
import type {Outgoing, Target} from './target.ts';

export interface ForwardOptions {
	db: Executor;
	write: Write;
	archive: Pick<Archive, 'open' | 'append'>;
	target: Target;
	now: () => number;
	/** A delivery that failed, and is tried again; a content that could not be read, and went without. */
	onError: (error: unknown) => void;
}

/** What a target got without its content, because the hub itself cannot read it. */
interface Passed {
	entry: number;
	name: string;
	why: string;
}

/** Entries in one turn between two notes of the position: after a crash so many may come twice, with the same index. */
const batch = 20;
/** Milliseconds: between two looks, and at most after failures. */
const [every, longest] = [1000, 5 * 60_000];

/**
 * Delivers all that is committed, or until it is over; returns the entries that the target has. A content that is damaged here stops
 * nothing: its entry says so there, and a `target.damaged` in the log says which. Throws at the first that the target does not take.
 */
export async function forward(options: ForwardOptions, isOver: () => boolean = () => false): Promise<number> {
	const {db, archive, target, onError} = options;
	let position = await positionOf(db, target.name);
	while (!isOver() && position < (await headSize(db))) {
		const leaves = await leavesFrom(db, position, batch);
		const passed: Passed[] = [];
		try {
			for (const {entry, why} of await readAll(archive, leaves)) {
				await target.deliver(entry);
				position += 1;
				if (why !== undefined) passed.push({entry: entry.index, name: entry.name, why});
			}
		} finally {
			await keep(options, position, passed);
			for (const {name, why} of passed) onError(new Error(`${name} went without its content: ${why}`));
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

/** Throws when none can be read: that is a disk that is not there, not a content that is damaged. */
async function readAll(archive: Pick<Archive, 'open'>, leaves: readonly string[]) {
	const read: Awaited<ReturnType<typeof outgoing>>[] = [];
	for (const leaf of leaves) read.push(await outgoing(archive, leaf));
	if (read.length === batch && read.every(({why}) => why !== undefined))
		throw new Error(
			`${batch} contents in a row cannot be read, ${read[0]!.entry.name} and on: is the disk there?`,
		);
	return read;
}

async function outgoing(
	archive: Pick<Archive, 'open'>,
	text: string,
): Promise<{entry: Outgoing; why?: string}> {
	const leaf = JSON.parse(text) as Leaf;
	const {opened, damage} = await tryOpen(archive, leaf);
	const entry: Outgoing = {
		...{v: 1, organisation: leaf.org, index: leaf.seq, name: leaf.name, leaf: text},
		content: opened?.plaintext.toString() ?? null,
		salt: opened?.salt.toString('hex') ?? null,
		...(damage !== undefined && {damaged: true}),
	};
	return {entry, ...(damage !== undefined && {why: damage})};
}

async function positionOf(db: Executor, name: string): Promise<number> {
	const {rows} = await sql<{
		position: number;
	}>`select position from archive_targets where name = ${name}`.execute(db);
	return Number(rows[0]?.position ?? 0);
}

/** Together, so that each damage is told once. */
function keep(
	{write, archive, target: {name}, now}: ForwardOptions,
	position: number,
	passed: readonly Passed[],
): Promise<void> {
	return write(async trx => {
		for (const one of passed)
			await archive.append(trx, {type: 'target.damaged', at: now(), payload: {target: name, ...one}});
		await sql`insert into archive_targets (name, position) values (${name}, ${position})
			on conflict (name) do update set position = ${position}`.execute(trx);
	});
}
