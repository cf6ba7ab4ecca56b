import type {SiteId} from '#lib/core/draft.ts';

/** Match patterns for all pages of a site. */
export const siteUrls: Readonly<Record<SiteId, readonly string[]>> = {
	x: ['https://*.x.com/*', 'https://*.twitter.com/*'],
	facebook: ['https://*.facebook.com/*'],
};
