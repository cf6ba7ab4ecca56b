/** The site's page that a person has in front of him. Looked at only when one of our own screens asks. */
import {type Browser, browser} from 'wxt/browser';
import type {SiteId} from '#lib/core/draft.ts';
import type {PageInFront} from '#lib/desk/surroundings.ts';
import {siteOfOrigin} from '#lib/messaging/answer.ts';
import {session as onFacebook} from '#lib/sites/facebook/session.ts';
import {selectors} from '#lib/sites/x/selectors.ts';
import {session as onX} from '#lib/sites/x/session.ts';
import {siteUrls} from './site-urls.ts';
import {cookieLine, origins} from './wire-session.ts';

type Tab = Browser.tabs.Tab;

const sessions: Readonly<Record<SiteId, (cookies: string) => string | undefined>> = {
	x: onX,
	facebook: onFacebook,
};

export async function pageInFront(): Promise<PageInFront | undefined> {
	const tab = await siteTab();
	const site = siteOfOrigin(tab?.url ?? '');
	if (!tab || !site) return;
	const id = sessions[site](cookieLine(await cookiesOf(tab, tab.url!)));
	return id === undefined ? undefined : {site, id, handle: async () => (site === 'x' ? handleIn(tab) : '')};
}

/** Under the popup it is the tab in front. Where that is our own full page, it is the site's page seen last. */
async function siteTab(): Promise<Tab | undefined> {
	const inWindow = {lastFocusedWindow: true};
	const [front] = await browser.tabs.query({active: true, ...inWindow});
	if (siteOfOrigin(front?.url ?? '')) return front;
	if (!front?.url?.startsWith(new URL('/', location.href).href)) return;
	const pages = await browser.tabs.query({url: Object.values(siteUrls).flat(), ...inWindow});
	return pages.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/** As the page would read it, and as it is: a cookie that is HttpOnly makes the difference (facebook.md, section 11). */
export async function actingUnseen(site: SiteId, tab: number): Promise<string | undefined> {
	const cookies = await cookiesOf(await browser.tabs.get(tab), origins[site][0]);
	const account = sessions[site](cookieLine(cookies));
	const seen = sessions[site](cookieLine(cookies.filter(({httpOnly}) => !httpOnly)));
	return account === seen ? undefined : account;
}

/** Of the tab's own cookie jar: a private window or a container has another one. */
async function cookiesOf({id, ...tab}: Tab, url: string): Promise<Browser.cookies.Cookie[]> {
	const stores = await browser.cookies.getAllCookieStores();
	const own = 'cookieStoreId' in tab ? tab.cookieStoreId : undefined;
	const storeId = own ?? stores.find(({tabIds}) => tabIds.includes(id!))?.id;
	return browser.cookies.getAll({url, ...(typeof storeId === 'string' && {storeId})});
}

/** As people read it, with its `@`; empty where the page does not show it. */
async function handleIn({id}: Tab): Promise<string> {
	const [frame] = await browser.scripting.executeScript({
		target: {tabId: id!},
		func: (css: string) => document.querySelector(css)?.getAttribute('href') ?? '',
		args: [selectors.ownProfile.css],
	});
	const path = String(frame?.result ?? '');
	return /^\/\w{1,20}$/.test(path) ? `@${path.slice(1)}` : '';
}
