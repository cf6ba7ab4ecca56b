import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {type Approvals, createApprovals} from '../approvals.ts';
import {type Complaints, createComplaints} from '../complaints.ts';
import {createNews} from '../news.ts';
import {createReadyOffer, type ReadyOffer} from '../ready-offer.ts';
import {createTalk} from '../talk.ts';
import type {Shared} from './shared.ts';

/** What asks the person something, or answers over days: each in its own dialog or card. */
export interface Dialogs {
	approvals: Approvals;
	complaints: Complaints;
	news: ReturnType<typeof createNews>;
	ready: ReadyOffer;
}

export function createDialogs(shared: Shared): Dialogs {
	const {site, desk, known, card, composing, editing} = shared;
	const {restore, write, leave} = editing;
	const common = {theme: site.theme, closed: leave};
	const talk = createTalk({...common, desk, known, accepted});
	const complaints = createComplaints({
		...{...common, desk, known, card, url: shared.url},
		changed: shared.render,
	});
	const ready = createReadyOffer({...common, known, complaints, write: text => void write(text)});
	const approvals = createApprovals({
		...{...common, desk, known, ready, url: shared.url},
		...{disputes: shared.disputes, helped: shared.helped, files: shared.files},
		restore: hold => void restore(hold),
	});
	return {approvals, complaints, news: createNews(card, desk, known, talk), ready};

	/** The author has accepted with a press: where the old words still stand, the new ones take their place. */
	function accepted(before: AuthorHold, after: AuthorHold): void {
		if (composing.current()?.read().text === before.draft.text) void restore(after);
	}
}
