import type {Draft} from '#lib/core/draft.ts';
import type {Deps} from '../deps.ts';
import type {Transaction} from '../store/schema.ts';

interface Written {
	/** The hold, or `postOf` what needed none. */
	item: string;
	draft: Draft;
	context: {inReplyTo?: string | undefined};
}

/** Of a post that went out without a second person: the entry that announced it. */
export const postOf = (entry: number) => `entry ${entry}`;

/** Rules that are tried in silence: once an item and rule, with the words they found. Nobody in it sees any of this. */
export async function countShadow(
	trx: Transaction,
	deps: Deps,
	{item, draft, context}: Written,
	location: string,
): Promise<void> {
	const found = (await deps.rules.current(trx))?.shadow(draft, context, location, deps.now()) ?? [];
	const hits = new Map(found.map(({rule, start, end}) => [rule, draft.text.slice(start, end)]));
	for (const [rule, words] of hits)
		await trx
			.insertInto('shadow_hits')
			.values({hold: item, rule, at: deps.now(), location, words})
			.onConflict(conflict => conflict.doNothing())
			.execute();
}
