/** Who is signed in on each site, by the cookies. */
import {browser} from 'wxt/browser';
import type {SiteId} from '#lib/core/draft.ts';
import type {Jar} from '#lib/desk/wire/read-actors.ts';
import type {Recogniser} from '#lib/sites/site.ts';

/** Where each site's cookies are; the first is its own name. */
export const origins: Readonly<Record<SiteId, readonly [string, ...string[]]>> = {
	x: ['https://x.com/', 'https://twitter.com/'],
	facebook: ['https://www.facebook.com/'],
};
/** A page cannot write this one (HttpOnly), and it changes with every account: it tells sessions apart. */
const sessionCookie = 'auth_token';
const names = new Set(['twid', sessionCookie, 'c_user', 'i_user']);

/** One for each cookie jar (private windows, containers) in which anybody may be signed in. */
export async function jarsOf({site, session}: Recogniser): Promise<Jar[]> {
	const stores = await browser.cookies.getAllCookieStores();
	const jars = stores.flatMap(({id}) => origins[site].map(url => ({url, storeId: id})));
	const found = await Promise.all(jars.map(jar => browser.cookies.getAll(jar)));
	return found
		.map(cookies => ({
			account: session(cookieLine(cookies)),
			token: cookies.find(({name}) => name === sessionCookie)?.value ?? '',
		}))
		.filter(({account, token}) => account !== undefined || token !== '');
}

/** As a page would read them. */
export function cookieLine(cookies: readonly {name: string; value: string}[]): string {
	return cookies.map(({name, value}) => `${name}=${value}`).join('; ');
}

/** Call it synchronously at start. */
export function watchSessions(changed: (site: SiteId) => void): void {
	browser.cookies.onChanged.addListener(({cookie: {name, domain}}) => {
		if (!names.has(name)) return;
		if (/(^|\.)(x|twitter)\.com$/.test(domain)) changed('x');
		else if (/(^|\.)facebook\.com$/.test(domain)) changed('facebook');
	});
}
