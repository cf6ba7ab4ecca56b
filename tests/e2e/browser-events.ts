/** What happens to a browser on a bad day, done from outside as the browser does it itself. */
import type {Page} from 'playwright-core';
import {until} from '../../scripts/stage/screen.ts';
import type {Seat} from '../../scripts/stage/seat.ts';

/** Chromium ends the extension's background, as it does after 30 idle seconds or for want of memory; it may wake at once. */
export async function killBackground(page: Page): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	const running = async () => {
		const {targetInfos} = await cdp.send('Target.getTargets');
		return targetInfos.filter(
			({type, url}) => type === 'service_worker' && url.startsWith('chrome-extension://'),
		);
	};
	const killed = new Set((await running()).map(({targetId}) => targetId));
	for (const targetId of killed) await cdp.send('Target.closeTarget', {targetId});
	const isGone = async () =>
		(await running()).some(({targetId}) => killed.has(targetId)) ? undefined : true;
	await until(isGone, 'the background to be gone');
	await cdp.detach();
}

/** The extension reloads under its open tabs, as it does when an update arrives. */
export async function reloadExtension(author: Seat): Promise<void> {
	const options = await author.open('options');
	// The page that asks dies with the old extension.
	const closed = options.waitForEvent('close');
	await options.evaluate(() => void setTimeout(() => chrome.runtime.reload()));
	await closed;
}
