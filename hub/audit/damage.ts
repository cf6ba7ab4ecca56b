/** Is the content of every entry still there, and which incidents did the archive record itself? */
import {sql} from 'kysely';
import type {DamageFact} from '#lib/core/archive/completeness/facts.ts';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import type {Deps} from '../deps.ts';

export async function damageOf({store, archive}: Pick<Deps, 'store' | 'archive'>): Promise<DamageFact[]> {
	const {db} = store;
	const {rows: told} = await sql<{leaf: string}>`select leaf from archive_entries
		where type = 'content.erased'`.execute(db);
	const erased = new Set(told.flatMap(({leaf}) => (JSON.parse(leaf) as Leaf).about));
	const {rows: forks} = await sql<{leaf: string}>`select leaf from archive_entries
		where type like 'incident.%' and type <> 'incident.unreleased'`.execute(db);
	const damage: DamageFact[] = forks.map(({leaf}) => factOf(JSON.parse(leaf) as Leaf, 'fork'));
	for (let from = 0; ; ) {
		const {rows} = await sql<{seq: number; leaf: string}>`select seq, leaf from archive_entries
			where seq >= ${from} order by seq limit 500`.execute(db);
		if (rows.length === 0) return damage;
		from = Number(rows.at(-1)!.seq) + 1;
		const leaves = rows.map(({leaf}) => JSON.parse(leaf) as Leaf).filter(({seq}) => !erased.has(seq));
		const isThere = await Promise.all(leaves.map(leaf => archive.open(leaf).then(Boolean, () => false)));
		damage.push(...leaves.filter((_, i) => !isThere[i]).map(leaf => factOf(leaf, 'content-lost')));
	}
}

function factOf({name, seq, at}: Leaf, what: DamageFact['what']): DamageFact {
	return {name, seq, at, what};
}
