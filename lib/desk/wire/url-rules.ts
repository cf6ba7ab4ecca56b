/** Wire lock, by URL: what the browser itself refuses to send (declarativeNetRequest). Data only. */
import type {SiteId} from '#lib/core/draft.ts';

/** The part of a declarativeNetRequest rule that is used here; Chrome and Firefox take it alike. */
export interface UrlRule {
	id: number;
	priority: number;
	action: {type: 'block' | 'allow'};
	condition: {
		urlFilter?: string;
		regexFilter?: string;
		requestDomains: string[];
		initiatorDomains?: string[];
		resourceTypes: ResourceType[];
		excludedRequestMethods?: Method[];
		tabIds?: number[];
	};
}
type Method = 'get' | 'head' | 'options';

/** All of them: left out, `main_frame` would not be meant, and a form could publish by navigating (trust.md, M-1). */
const everyType = [
	'main_frame',
	'sub_frame',
	'stylesheet',
	'script',
	'image',
	'font',
	'object',
	'xmlhttprequest',
	'ping',
	'csp_report',
	'media',
	'websocket',
	'other',
] as const;
export type ResourceType = (typeof everyType)[number];

const domains: Readonly<Record<SiteId, readonly string[]>> = {
	x: ['x.com', 'twitter.com'],
	facebook: ['facebook.com'],
};
const reads: Method[] = ['get', 'head', 'options'];

/**
 * A letter, digit, `_`, `.`, `/` or `%` in disguise: a server may read `Create%54weet` as `CreateTweet`. No honest client
 * writes a path so, on either site.
 */
const disguised = '^https?://[^/?#]+/[^?#]*%(?:2[5ef]|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f)';

/** Never scoped by tab: service workers and shared workers of a page have none (trust.md, M-9). */
export function denyRules(sites: ReadonlySet<SiteId>, names: Readonly<Record<SiteId, readonly string[]>>) {
	const filters = [...sites].flatMap(site => [
		{site, regexFilter: disguised},
		...names[site].flatMap(urlFilters).map(urlFilter => ({site, urlFilter})),
		...(names[site].length > 0 ? nameless.map(urlFilter => ({site, urlFilter})) : []),
	]);
	return filters.map(
		({site, ...filter}, i): UrlRule => ({
			id: i + 1,
			priority: 1,
			action: {type: 'block'},
			condition: {...filter, ...scopeOf(site), excludedRequestMethods: reads},
		}),
	);
}

/** Pages that send all they do by a socket, which no lock can read (facebook.md, section 2). */
const bySocketOnly: Readonly<Record<SiteId, readonly string[]>> = {x: [], facebook: ['m.facebook.com']};

/** Where such a page says that posting is paused, it is: it gets no connection. */
export function muteRules(sites: ReadonlySet<SiteId>, firstId: number): UrlRule[] {
	const pages = [...sites].flatMap(site => bySocketOnly[site].map(page => ({site, page})));
	return pages.map(({site, page}, i) => ({
		id: firstId + i,
		priority: 1,
		action: {type: 'block'},
		condition: {
			requestDomains: [...domains[site]],
			initiatorDomains: [page],
			resourceTypes: ['websocket'],
		},
	}));
}

/** For one release: these operations, from its own tab. The caller closes it after the first request. */
export function allowRules(site: SiteId, names: readonly string[], tab: number, firstId: number): UrlRule[] {
	return names.flatMap(urlFilters).map((urlFilter, i) => ({
		id: firstId + i,
		priority: 2,
		action: {type: 'allow'},
		condition: {urlFilter, ...scopeOf(site), tabIds: [tab]},
	}));
}

/** The endpoint without an operation in its path: the body decides there, and no rule can read it. */
const nameless = ['/graphql|', '/graphql/|', '/graphql?', '/graphql/?'];

/** By the beginning of the name, so that `CreateTweet2` is denied too. A name with a slash is a path itself. */
function urlFilters(name: string): string[] {
	return [name.includes('/') ? `/${name}` : `/graphql/*/${name}`];
}

function scopeOf(site: SiteId) {
	return {requestDomains: [...domains[site]], resourceTypes: [...everyType]};
}
