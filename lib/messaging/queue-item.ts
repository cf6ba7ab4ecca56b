import type {HoldView} from '#lib/api/contract.ts';

type Draft = HoldView['draft'];
type Finding = HoldView['findings'][number];

/** Of a held item what the list shows, and what decides its place there. The rest of it is asked for when it is opened. */
export interface QueueItem
	extends Pick<
		HoldView,
		| 'id'
		| 'state'
		| 'version'
		| 'digest'
		| 'author'
		| 'heldAt'
		| 'waitingSince'
		| 'expiresAt'
		| 'claimedBy'
		| 'mayDecide'
		| 'look'
	> {
	draft: Pick<Draft, 'site' | 'operation' | 'text' | 'target' | 'media' | 'poll' | 'unknown'>;
	account: Pick<HoldView['account'], 'handle'>;
	findings: readonly Pick<Finding, 'severity' | 'confidence' | 'message'>[];
}
