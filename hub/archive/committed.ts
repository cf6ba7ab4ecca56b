import {leafAt, leavesFrom} from './entries.ts';
import type {LogKey} from './log-key.ts';
import type {Executor} from './tables.ts';
import {createTree, type Tree} from './tree.ts';

export interface SignedHead {
	size: number;
	/** A signed note. */
	note: string;
}

/** The log as far as it is committed. */
export interface Committed {
	readonly tree: Tree;
	/** Takes in what other transactions and processes have committed. */
	grow(): Promise<void>;
	/** Over everything committed by now. */
	checkpoint(): Promise<SignedHead>;
	/** All under one head. */
	prove(indexes: readonly number[]): Promise<{head: SignedHead; proved: Proved[]}>;
}

export interface Proved {
	leaf: string;
	/** Hex. */
	proof: string[];
}

const batch = 1000;
const freshKept = 1000;

/** @param remember keeps a checkpoint outside the database. */
export function createCommitted(
	db: Executor,
	logKey: LogKey,
	remember: (head: SignedHead) => Promise<void>,
	onError: (error: unknown) => void,
): Committed {
	const tree = createTree();
	/** The newest leaves: those whose receipts are asked for. */
	const fresh = new Map<number, string>();
	let running: Promise<void> = Promise.resolve();
	let next: Promise<void> | undefined;
	let newest: SignedHead = {size: -1, note: ''};

	async function takeIn(): Promise<void> {
		let taken = batch;
		while (taken === batch) {
			const leaves = await leavesFrom(db, tree.size, batch);
			for (const leaf of leaves) {
				fresh.set(tree.size, leaf);
				tree.push(Buffer.from(leaf));
			}
			for (const index of fresh.keys()) {
				if (fresh.size <= freshKept) break;
				fresh.delete(index);
			}
			taken = leaves.length;
		}
	}

	/** One at a time, or entries would be taken in twice; all who ask meanwhile share the next. */
	function grow(): Promise<void> {
		const begin = () => {
			next = undefined;
			running = takeIn();
			return running;
		};
		next ??= running.then(begin, begin);
		return next;
	}

	async function newestHead(): Promise<SignedHead> {
		await grow();
		const {size} = tree;
		if (newest.size !== size) newest = {size, note: logKey.sign({size, root: tree.rootAt(size)})};
		return newest;
	}

	async function checkpoint(): Promise<SignedHead> {
		const head = await newestHead();
		await remember(head);
		return head;
	}

	async function prove(indexes: readonly number[]): Promise<{head: SignedHead; proved: Proved[]}> {
		const head = await newestHead();
		// Not waited for: the device that gets this is itself a witness, and would say `from` of a log that shrank.
		remember(head).catch(onError);
		const leaves = await Promise.all(indexes.map(async index => fresh.get(index) ?? leafAt(db, index)));
		return {head, proved: leaves.map((leaf, i) => ({leaf, proof: tree.inclusion(indexes[i]!, head.size)}))};
	}
	return {tree, grow, checkpoint, prove};
}
