import {type Held, isAtWork} from './judge.ts';
import type {Look} from './judgements.ts';
import {isEmpty} from './statuses.ts';
import type {Status} from './ui/status.ts';

/**
 * How long a sentence is said: until the draft changes, until it is judged otherwise too (an order that ends by itself),
 * or also over the composer that the site has emptied.
 */
export type Lasting = 'draft' | 'judgement' | 'over-empty';

/** A sentence about one draft. */
export interface Notices {
	say(look: Look, status: Status, lasting: Lasting): void;
	of(look: Look | undefined): Status | undefined;
	drop(): void;
}

interface Notice {
	digest: string;
	judged: string;
	status: Status;
	lasting: Lasting;
}

export function createNotices(): Notices {
	let notice: Notice | undefined;
	return {
		say: (look, status, lasting) => {
			notice = {digest: look.digest, judged: wordOf(look), status, lasting};
		},
		of(look) {
			if (notice && look && isOver(notice, look)) notice = undefined;
			return notice?.status;
		},
		drop: () => {
			notice = undefined;
		},
	};
}

function isOver({digest, judged, lasting}: Notice, look: Look): boolean {
	if (digest !== look.digest) return !(lasting === 'over-empty' && isEmpty(look));
	return lasting === 'judgement' && judged !== wordOf(look);
}

/** A verdict, or why it is held. */
function wordOf({judgement}: Look): string {
	return judgement.verdict === 'held' ? judgement.why : judgement.verdict;
}

/** Somebody decides, a stop order or a check ends, an admin chooses anew what may go unread: then what was said is over too. */
export function lastingOf({why}: Held): Lasting {
	return isAtWork(why) || ['waiting', 'stopped', 'unreadable'].includes(why) ? 'judgement' : 'draft';
}
