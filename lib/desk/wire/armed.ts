import type {Media, Poll, SiteId} from '#lib/core/draft.ts';
import type {Uploads} from '#lib/sites/site.ts';

/** One release on its way through the wire. */
export interface Armed {
	release: string;
	site: SiteId;
	digest: string;
	/** The tab whose page asked for it. */
	tab: number;
	/** Milliseconds since 1970. */
	until: number;
	/** Its files and poll by the site's ids, as its frame saw them leave; the request itself names only ids. */
	uploads?: Readonly<Record<string, Media>> | undefined;
	polls?: Readonly<Record<string, Poll>> | undefined;
	/** Form fields that hold one of them. */
	attached?: readonly string[] | undefined;
}

export interface ArmedReleases {
	arm(release: Armed): void;
	/** The release of exactly this content from this tab, once; `undefined` when there is none (any more). */
	take(site: SiteId, digest: string, tab: number): Armed | undefined;
	/** What a request from this tab may refer to, release by release. */
	uploads(site: SiteId, tab: number): Uploads[];
	/** False: it was taken, or never there. */
	disarm(release: string): boolean;
}

/**
 * What may pass, in memory only: a background that dies forgets it, and then nothing passes. Two releases of one digest
 * (the same like twice) are two entries; each request takes one.
 */
export function createArmed(now: () => number): ArmedReleases {
	const armed: Armed[] = [];
	const isLive = (a: Armed, site: SiteId, tab: number) => a.site === site && a.tab === tab && now() < a.until;
	const remove = (index: number) => (index < 0 ? undefined : armed.splice(index, 1)[0]);
	return {
		arm: release => void armed.push(release),
		take(site, digest, tab) {
			return remove(armed.findIndex(a => a.digest === digest && isLive(a, site, tab)));
		},
		uploads: (site, tab) => armed.filter(a => (a.uploads || a.polls) && isLive(a, site, tab)).map(uploadsOf),
		disarm: release => remove(armed.findIndex(a => a.release === release)) !== undefined,
	};
}

/** Own names only: an id comes from the page. */
function uploadsOf({uploads = {}, polls = {}, attached = []}: Armed): Uploads {
	return {
		media: id => (Object.hasOwn(uploads, id) ? uploads[id] : undefined),
		poll: id => (Object.hasOwn(polls, id) ? polls[id] : undefined),
		attached: field => attached.includes(field),
	};
}
