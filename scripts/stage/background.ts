/** The extension's background as a test meets it: put to sleep, killed, or with its store held shut. */
import type {BrowserContext, Page} from 'playwright-core';
import {openExtensionPage} from './chromium.ts';

/** Ends the service worker at once, whatever it is doing, as the browser does when it is short of memory. Any message starts it again. */
export async function killBackground(page: Page): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('ServiceWorker.enable');
	await cdp.send('ServiceWorker.stopAllWorkers');
	await cdp.detach();
}

/** Chromium ends it, as after 30 idle seconds; resolves when that was seen. It may be running again already: a page may have asked. */
export async function endBackground(page: Page): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	let isSeen = false;
	const ended = new Promise<void>(resolve => {
		cdp.on('ServiceWorker.workerVersionUpdated', ({versions}) => {
			const own = versions.find(({scriptURL}) => scriptURL.startsWith('chrome-extension://'));
			if (!own || isSeen) return;
			isSeen = own.runningStatus === 'stopped';
			if (isSeen) resolve();
			else if (own.runningStatus !== 'stopping')
				void cdp.send('ServiceWorker.stopWorker', {versionId: own.versionId});
		});
	});
	await cdp.send('ServiceWorker.enable');
	await ended;
	await cdp.detach();
}

/**
 * Holds the background's database shut: whatever it is asked next, it is still at work on. `open` lets it go on. What it kept in
 * memory ends with it: it has to be started again to answer.
 * IndexedDB of an extension is shared by its pages: one open transaction over a table makes others of that table wait.
 */
export async function shutStore(context: BrowserContext): Promise<{open(): Promise<void>}> {
	const page = await openExtensionPage(context, 'welcome');
	await page.evaluate(
		() =>
			new Promise<void>((resolve, reject) => {
				const asked = indexedDB.open('countersign');
				asked.onerror = () => reject(asked.error);
				asked.onsuccess = () => {
					const db = asked.result;
					const store = db.transaction(['holds'], 'readwrite').objectStore('holds');
					// A transaction lives as long as it has a request under way
					const again = () => {
						store.count().onsuccess = again;
					};
					store.count().onsuccess = () => {
						resolve();
						again();
					};
				};
			}),
	);
	await killBackground(page);
	return {open: () => page.close()};
}
