/** What the popup says of the page under it, and what follows when a page sends past its page lock. */
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {FACEBOOK_STORIES} from '#sandbox/seed.ts';
import {screenOf} from '../../../scripts/stage/screen.ts';
import type {Bench} from './bench.ts';
import {groundTruth} from './ground-truth.ts';

const comment = `[data-story="${FACEBOOK_STORIES[0]!.id}"] > form [data-lexical-editor]`;

/** The popup's words about a page on which somebody writes; `picture`: its name in docs/, when pictures are asked for. */
export async function popupWords(
	bench: Bench,
	picture: string,
	write: (page: Page) => Promise<unknown>,
): Promise<string[]> {
	const seat = await bench.seat('unmanaged');
	await seat.context.clearCookies();
	const page = await seat.context.newPage();
	try {
		await write(page);
		const popup = await seat.popup();
		const own = popup.locator('.this-page');
		await own.waitFor();
		const words = await own.locator('summary, li').allTextContents();
		const folder = process.env.COUNTERSIGN_SCREENSHOTS;
		if (folder) await popup.screenshot({path: join(folder, `${picture}.png`)});
		await popup.close();
		return words;
	} finally {
		await page.close();
	}
}

/** On a page whose first comment goes by a worker: what is public after a second one was tried. */
export async function sentPastItsLock(bench: Bench, page: Page): Promise<string[]> {
	await bench.stage.site.reset();
	await bench.stage.site.weather({workerSend: true});
	const screen = await screenOf(page);
	await page.goto('https://www.facebook.com/');
	await page.click(comment);
	await page.keyboard.type('Good morning, Leeds.');
	await screen.find({name: 'Looks fine'});
	await page.keyboard.press('Enter');
	await screen.find({name: /^Something was posted without Countersign’s release/});
	await page.click(comment);
	await page.keyboard.type('See you on Saturday.');
	await page.keyboard.press('Enter');
	await screen.find({
		name: /^Nothing was posted\. Countersign can't see this page\. Company posting is paused/,
	});
	return (await groundTruth(bench.stage).published('facebook')).map(({text}) => text);
}
