/** The browser's requests, shown to the wire lock: able to stop them where the browser allows it, watching elsewhere. */
import {type Browser, browser} from 'wxt/browser';
import type {SiteId} from '#lib/core/draft.ts';
import type {WireEvents} from '#lib/desk/wire/wire-events.ts';
import {bodyOf} from './wire-body.ts';

type Details = Browser.webRequest.OnBeforeRequestDetails;
type WithHeaders = Browser.webRequest.OnBeforeSendHeadersDetails;

/** Where requests that publish can go; `concerns` of the site's adapter looks closer. */
const urls: Readonly<Record<SiteId, string[]>> = {
	x: ['x.com', 'twitter.com'].flatMap(host =>
		['graphql', 'statuses/', 'dm/new', 'direct_messages/', 'favorites/create'].map(
			part => `https://*.${host}/*${part}*`,
		),
	),
	facebook: ['https://*.facebook.com/*graphql*'],
};

/**
 * Listens to both sites at once, synchronously, as a starting background must; `watch` then leaves out what does not concern
 * this browser, so that a personal account does not even wake it.
 */
export function watchRequests(events: () => WireEvents): {watch(sites: ReadonlySet<SiteId>): void} {
	const listening = new Map<SiteId, () => void>();
	const watch = (sites: ReadonlySet<SiteId>) => {
		for (const [site, stop] of listening)
			if (!sites.has(site)) {
				stop();
				listening.delete(site);
			}
		for (const site of sites) if (!listening.has(site)) listening.set(site, listen(site, events));
	};
	watch(new Set(['x', 'facebook']));
	return {watch};
}

function listen(site: SiteId, events: () => WireEvents): () => void {
	const filter = {urls: urls[site]};
	const {onBeforeRequest, onBeforeSendHeaders, onSendHeaders, onCompleted, onErrorOccurred} =
		browser.webRequest;
	const before = (details: Details, binding = true) =>
		cancelIf(() => events().before(seen(site, details), binding));
	const headers = (details: WithHeaders, binding = true) =>
		cancelIf(() => events().headers(details.requestId, namesAndValues(details), binding));
	// A second function: the browser calls each listener once, and a blocking one perhaps never (trust.md, 1.6).
	const watchBefore = (details: Details) => void before(details, false);
	const watchHeaders = (details: WithHeaders) => void headers(details, false);
	const left = ({requestId}: {requestId: string}) => events().left(requestId);
	const completed = (details: Ended) => events().ended(ended(site, details), false);
	const failed = (details: Ended & {error: string}) =>
		events().ended(ended(site, details), /BLOCKED_BY_CLIENT|NS_ERROR_ABORT/.test(details.error));

	const stops = [
		on(onBeforeRequest, watchBefore, filter, ['requestBody']),
		on(onBeforeSendHeaders, watchHeaders, filter, ['requestHeaders']),
		on(onSendHeaders, left, filter),
		on(onCompleted, completed, filter),
		on(onErrorOccurred, failed, filter),
		onBlocking(() =>
			on(onBeforeRequest, (details: Details) => before(details), filter, ['blocking', 'requestBody']),
		),
		onBlocking(() =>
			on(onBeforeSendHeaders, (details: WithHeaders) => headers(details), filter, [
				'blocking',
				'requestHeaders',
			]),
		),
	];
	return () => {
		for (const stop of stops) stop();
	};
}

type Ended = Pick<Details, 'requestId' | 'method' | 'url'>;

const ended = (site: SiteId, {requestId, method, url}: Ended) => ({id: requestId, site, method, url});

function seen(site: SiteId, {requestId, tabId, method, url, requestBody}: Details) {
	return {id: requestId, site, tab: tabId, method, url, body: bodyOf(requestBody)};
}

/** A listener that throws lets the request pass (trust.md, M-5): whatever goes wrong here cancels. */
function cancelIf(held: () => boolean): Browser.webRequest.BlockingResponse {
	try {
		return held() ? {cancel: true} : {};
	} catch {
		return {cancel: true};
	}
}

function namesAndValues({requestHeaders = []}: WithHeaders): Record<string, string> {
	return Object.fromEntries(requestHeaders.map(({name, value}) => [name.toLowerCase(), value ?? '']));
}

interface Event<Listener, Rest extends unknown[]> {
	addListener(listener: Listener, ...rest: Rest): void;
	removeListener(listener: Listener): void;
}

function on<Listener, Rest extends unknown[]>(
	event: Event<Listener, Rest>,
	listener: Listener,
	...rest: Rest
): () => void {
	event.addListener(listener, ...rest);
	return () => event.removeListener(listener);
}

/** A browser may say openly that it has no blocking listeners. */
function onBlocking(add: () => () => void): () => void {
	try {
		return add();
	} catch {
		return () => {};
	}
}
