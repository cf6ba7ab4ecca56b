import type {SiteId} from '#lib/core/draft.ts';
import type {ReceivedEntry} from '#sandbox/server/ledger.ts';
import type {Published} from '#sandbox/shared/published.ts';
import type {Stage} from '../../../scripts/stage/stage.ts';

/** Drafts are kept by the site, and nobody sees them. */
const reads =
	/^(?:ArticleEntityDraftCreate|ArticleEntityUpdate\w+|HomeTimeline|TweetDetail|Fetch\w+|\w+Query|CometUFILiveTyping\w+|ProfileSwitch\w*)$/;
const endpoints = /graphql|g%72aphql|gr%61phql|statuses|dm\/new/i;

/** What the site's server knows. */
export function groundTruth({site}: Stage) {
	const received = async () => (await site.received()) as unknown as ReceivedEntry[];
	return {
		async published(of: SiteId): Promise<Published[]> {
			return (await site.published(of)) as unknown as Published[];
		},
		/** Requests so far that publish, would publish, or that the server did not understand. */
		async reached(): Promise<number> {
			const isOne = ({method, path, operation}: ReceivedEntry) =>
				!/^(GET|HEAD|OPTIONS)$/.test(method) && endpoints.test(path) && !reads.test(operation ?? '');
			return (await received()).filter(isOne).length;
		},
	};
}
