import type {PageState} from '#lib/messaging/page-state.ts';
import {type Held, isAtWork} from './judge.ts';
import type {Look} from './judgements.ts';
import {isEmpty} from './statuses.ts';
import type {Status} from './ui/status.ts';

/**
 * How long a sentence is said: until the draft changes, until it is judged otherwise too (an order that ends by itself),
 * until the hub is there again that could not be reached, or also over the composer that the site has emptied.
 */
export type Lasting = 'draft' | 'judgement' | 'hub' | 'over-empty';

type Hub = PageState['hub'] | undefined;

/** A sentence about one draft. */
export interface Notices {
	say(look: Look, status: Status, lasting: Lasting): void;
	of(look: Look | undefined, hub: Hub): Status | undefined;
	drop(): void;
}

interface Notice {
	digest: string;
	judged: string;
	status: Status;
	lasting: Lasting;
	/** The hub was out of reach while it was said. */
	wasAway: boolean;
}

export function createNotices(): Notices {
	let notice: Notice | undefined;
	return {
		say: (look, status, lasting) => {
			notice = {digest: look.digest, judged: wordOf(look), status, lasting, wasAway: false};
		},
		of(look, hub) {
			if (notice && look && isOver(notice, look, hub)) notice = undefined;
			if (notice && hub === 'offline') notice.wasAway = true;
			return notice?.status;
		},
		drop: () => {
			notice = undefined;
		},
	};
}

function isOver({digest, judged, lasting, wasAway}: Notice, look: Look, hub: Hub): boolean {
	if (digest !== look.digest) return !(lasting === 'over-empty' && isEmpty(look));
	if (lasting === 'hub') return wasAway && hub === 'online';
	return lasting === 'judgement' && judged !== wordOf(look);
}

/** A verdict, or why it is held. */
function wordOf({judgement}: Look): string {
	return judgement.verdict === 'held' ? judgement.why : judgement.verdict;
}

/** Somebody decides, a stop order or a check ends, an admin chooses anew what may go unread: then what was said is over too. */
export function lastingOf({why}: Held): Lasting {
	if (why === 'refused') return 'hub';
	return isAtWork(why) || ['waiting', 'stopped', 'unreadable'].includes(why) ? 'judgement' : 'draft';
}
