/** What is seen of a page: how its own self-test puts it, and what the popup shows of it. Erased at run time. */
import type {Account} from '#lib/api/contract.ts';
import type {SiteId} from '#lib/core/draft.ts';

/** What a page's own self-test says: each part with `true`, `false` or `null` = nothing to see of it yet. */
export interface PageAnswer {
	/** The site's id of the account that acts; `null` = unknown. */
	account: string | null;
	parts: Readonly<Record<string, boolean | null>>;
}

/** The page that a person looks at, for the popup. */
export interface PageSeen extends Pick<PageAnswer, 'parts'> {
	site: SiteId;
	/** Of the company's account that acts there; `null` = nobody knows which does. */
	handle: string | null;
	/** What the account's admin chose for what cannot be seen. */
	blind: Account['blind'];
	/** `false`: no script of ours is in the page; it was open before this extension came. */
	reached: boolean;
}
