/** What the desk does to the browser: tell, count, notify. */
import {browser} from 'wxt/browser';
import type {Surroundings} from '#lib/desk/ports.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';

export const siteUrls = ['https://*.x.com/*', 'https://*.twitter.com/*', 'https://*.facebook.com/*'];
const badgeColour = '#124a54';
/** A click on one of these opens the review page. */
export const noticePrefix = 'countersign:';

export function surroundings(): Surroundings {
	return {
		broadcast: (type, content) => quietly(tellEverybody({broadcast: type, content} as BroadcastEnvelope)),
		badge: count => quietly(showCount(count)),
		notify: ({id, title, message}) => quietly(notify(id, title, message)),
		async equip(tab, frame) {
			const target = {tabId: tab, frameIds: [frame]};
			await browser.scripting.executeScript({target, files: ['/guard-kit.js'], injectImmediately: true});
		},
		stayAwake: () => quietly(browser.runtime.getPlatformInfo()),
		report: (what, error) => console.warn(`Countersign: ${what}`, error),
	};
}

/** Pages of the sites, and our own screens. Nobody has to be there. */
async function tellEverybody(message: BroadcastEnvelope): Promise<void> {
	quietly(browser.runtime.sendMessage(message));
	const tabs = await browser.tabs.query({url: siteUrls});
	for (const {id} of tabs) if (id !== undefined) quietly(browser.tabs.sendMessage(id, message));
}

async function showCount(count: number): Promise<void> {
	await browser.action.setBadgeBackgroundColor({color: badgeColour});
	await browser.action.setBadgeText({text: count === 0 ? '' : String(count)});
}

async function notify(id: string, title: string, message: string): Promise<void> {
	const iconUrl = new URL('/icons/128.png', location.href).href;
	await browser.notifications.create(noticePrefix + id, {type: 'basic', iconUrl, title, message});
}

/** Courtesies: that nobody listens, or notifications are off, is no fault of ours. */
function quietly(work: Promise<unknown>): void {
	work.catch(() => {});
}
