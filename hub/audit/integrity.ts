import {openCheckpoint} from '#lib/core/archive/checkpoint.ts';
import type {Period} from '#lib/core/archive/completeness/facts.ts';
import type {Integrity} from '#lib/core/archive/completeness/statement.ts';
import {parseNoteKey} from '#lib/core/archive/note.ts';
import {leavesFrom} from '../archive/entries.ts';
import {verifyEd25519} from '../archive/log-key.ts';
import {createTree} from '../archive/tree.ts';
import {listStamps} from '../timestamps/stamps.ts';
import type {LookDeps} from './auditor.ts';

/** Recomputes the tree from the entries and asks whether each head that was signed in the period is a beginning of it. */
export async function integrityOf({store, keys, log}: LookDeps, {from, to}: Period): Promise<Integrity> {
	const {db} = store;
	const tree = createTree();
	for (let taken = 1000; taken === 1000; ) {
		const leaves = await leavesFrom(db, tree.size, 1000);
		for (const leaf of leaves) tree.push(Buffer.from(leaf));
		taken = leaves.length;
	}
	const heads = await db
		.selectFrom('archive_checkpoints')
		.select(['size', 'note'])
		.where('at', '>=', from)
		.where('at', '<', to)
		.execute();
	const key = parseNoteKey(keys.log.verifier);
	const signed = await Promise.all(
		heads.map(({note}) => openCheckpoint(note, key, verifyEd25519).catch(() => null)),
	);
	const consistent = signed.filter(
		head => head && head.size <= tree.size && tree.rootAt(head.size).equals(head.root),
	);
	const period = new Set(heads.map(({size}) => Number(size)));
	const stamped = new Set((await listStamps(log)).map(({size}) => size).filter(size => period.has(size)));
	return {
		...{entries: tree.size, checkpoints: heads.length, consistent: consistent.length},
		timestamps: consistent.filter(head => stamped.has(head!.size)).length,
	};
}
