/** How long somebody outside has waited (product.md, HA10): for answers the clock is the customer's, not ours. */
import type {Draft} from '../draft.ts';
import type {Hold} from './hold.ts';

const minute = 60_000;

/** Milliseconds: what is older than this is an old conversation, and nobody counts the minutes. */
const longest = 14 * 24 * 60 * minute;

/** Somebody outside waits for it. */
export function isAnswer({operation}: Pick<Draft, 'operation'>): boolean {
	return operation === 'reply' || operation === 'comment' || operation === 'dm';
}

type Waiting = Pick<Hold, 'heldAt'> & {
	submission: {draft: Pick<Draft, 'operation' | 'site' | 'target'>; context: {askedAt?: number}};
};

/**
 * Milliseconds since 1970: when the answered message was written if that is known, else when the draft was held. X says
 * it in the id of the answered post, which the digest binds; elsewhere the author's page says it, so it can only make a
 * wait longer, and by two weeks at most.
 */
export function waitingSince({heldAt, submission: {draft, context}}: Waiting): number {
	return askedBefore(heldAt, draft, context.askedAt) ?? heldAt;
}

type Answering = Pick<Draft, 'operation' | 'site' | 'target'>;

/** When whoever waits for this draft wrote; nothing where nobody waits, or it is not known. */
export function askedBefore(now: number, draft: Answering, askedAt?: number): number | undefined {
	const asked = isAnswer(draft) ? (postedAt(draft) ?? askedAt) : undefined;
	return asked !== undefined && asked < now && asked > now - longest ? asked : undefined;
}

/** X's ids since November 2010 carry their time: milliseconds since `epoch` above 22 bits (Twitter's "Snowflake"). */
function postedAt({site, target}: Pick<Draft, 'site' | 'target'>): number | undefined {
	if (site !== 'x' || target?.kind !== 'post' || !/^\d{15,20}$/.test(target.id)) return;
	return Number(BigInt(target.id) >> 22n) + epoch;
}

const epoch = 1_288_834_974_657;
