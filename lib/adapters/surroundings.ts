/** What the desk does to the browser: tell, count, notify. */
import {browser} from 'wxt/browser';
import type {Surroundings} from '#lib/desk/surroundings.ts';
import {siteOfOrigin} from '#lib/messaging/answer.ts';
import {lookAt} from '#lib/messaging/look.ts';
import {pageAnswerSchema} from '#lib/messaging/messages.schema.ts';
import type {BroadcastEnvelope} from '#lib/messaging/send.ts';
import {siteUrls} from './site-urls.ts';

const allSites = Object.values(siteUrls).flat();
const badgeColour = '#124a54';
/** A click on one of these opens the review page. */
export const noticePrefix = 'countersign:';

export function surroundings(): Surroundings {
	return {
		broadcast: (type, content) => quietly(tell({broadcast: type, content} as BroadcastEnvelope)),
		badge: count => quietly(showCount(count)),
		notify: ({id, title, message}) => quietly(notify(id, title, message)),
		async equip(tab, frame) {
			const target = {tabId: tab, frameIds: [frame]};
			await browser.scripting.executeScript({target, files: ['/guard-kit.js'], injectImmediately: true});
		},
		lookAtPage,
		later: (ms, work) => void setTimeout(work, ms),
		stayAwake: () => quietly(browser.runtime.getPlatformInfo()),
		report: (what, error) => console.warn(`Countersign: ${what}`, error),
	};
}

/** Our own screens, and pages of the sites: a hold's words go to pages of its own site only. Nobody has to be there. */
async function tell(message: BroadcastEnvelope): Promise<void> {
	quietly(browser.runtime.sendMessage(message));
	const only = message.broadcast === 'gate:witnessed' ? message.content.tab : -1;
	for (const {id} of await browser.tabs.query({url: [...pagesFor(message)]}))
		if (id !== undefined && (only < 0 || only === id)) quietly(browser.tabs.sendMessage(id, message));
}

function pagesFor(message: BroadcastEnvelope): readonly string[] {
	if (message.broadcast === 'hold:changed') return siteUrls[message.content.hold.draft.site];
	return message.broadcast === 'gate:witnessed' ? siteUrls[message.content.site] : allSites;
}

const lookAtPage: Surroundings['lookAtPage'] = async wanted => {
	const open = await browser.tabs.query({url: allSites});
	const last = [...open].sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
	const tab = wanted === null ? last[0] : open.find(({id}) => id === wanted);
	const site = siteOfOrigin(tab?.url ?? '');
	if (tab?.id === undefined || !site) return undefined;
	try {
		const answer = await lookAt(tab.id);
		return answer === null ? undefined : {site, answer: pageAnswerSchema.parse(answer)};
	} catch {
		return {site, answer: 'unreached'};
	}
};

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
