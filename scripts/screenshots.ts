/** Pictures of every screen of our own, in both themes and at 200 %: `node scripts/screenshots.ts [--out DIR]`. */
import {mkdirSync, mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import type {Page} from 'playwright-core';
import {X_ACCOUNTS} from '#sandbox/seed.ts';
import {tom} from './stage/cast.ts';
import {launchChromium, openExtensionPage} from './stage/chromium.ts';
import {fillQueue} from './stage/queue.ts';
import type {Seat} from './stage/seat.ts';
import {openStage, type Stage} from './stage/stage.ts';
import {x} from './story/sites.ts';

const {values} = parseArgs({options: {out: {type: 'string', default: 'docs/screenshots'}}});
const out = values.out;
/** As the popup makes itself: app.css. */
const popupSize = {width: 400, height: 600};
const pageSize = {width: 1100, height: 800};

async function main() {
	mkdirSync(out, {recursive: true});
	const folder = mkdtempSync(join(tmpdir(), 'countersign-pictures-'));
	const stage = await openStage({folder, headless: true, say: console.log});
	try {
		await firstScreens(folder, stage);
		const seat = await stage.enrol(tom);
		await fillQueue(stage);
		await reviewScreens(seat);
		await offerScreens(stage);
		const options = await seat.open('options');
		await options.getByText('heartbeat').first().click();
		await picture(options, 'options', pageSize, true);
	} finally {
		await stage.close();
	}
}

/** Before anybody is enrolled. */
async function firstScreens(folder: string, {extension, sandbox}: Stage) {
	const profile = join(folder, 'profiles', 'newcomer');
	const context = await launchChromium({profile, extension, sandbox, headless: true});
	for (const [name, size] of [
		['welcome', pageSize],
		['popup', popupSize],
	] as const) {
		const page = await openExtensionPage(context, name);
		await page.getByRole('button', {name: /^Enrol/}).waitFor();
		await picture(page, `${name}-not-enrolled`, size);
	}
	await context.close();
}

/** An account that nobody registered, and the person says that it is the company's. */
async function offerScreens(stage: Stage) {
	const dev = await stage.enrol({
		name: 'Dev Patel',
		roles: [{role: 'author', location: 'group/north/leeds'}],
	});
	const {page} = await dev.visit(x.home);
	await x.switchTo(page, X_ACCOUNTS.find(({kind}) => kind === 'personal')!.handle);
	const popup = await dev.popup();
	await popup.getByRole('button', {name: 'It is the company’s…'}).waitFor();
	await picture(popup, 'popup-private', popupSize);
	await popup.getByRole('button', {name: 'It is the company’s…'}).click();
	await popup.getByLabel('Name above the handle').fill('Harwell & Stone Used Cars');
	await picture(popup, 'popup-offer', popupSize);
	await Promise.all([popup.close(), page.close()]);
}

async function reviewScreens(seat: Seat) {
	const popup = await seat.popup();
	await popup.getByRole('button', {name: 'Start'}).waitFor();
	await picture(popup, 'popup-queue', popupSize);
	await popup.getByRole('button', {name: /Kestrel GT/}).click();
	await popup.getByRole('button', {name: /^Approve/}).waitFor();
	await popup.getByRole('img', {name: /Kestrel GT/}).waitFor();
	await picture(popup, 'popup-card', popupSize);
	await popup.getByRole('button', {name: /^Return/}).click();
	await popup.getByText('Missing information').click();
	await popup.getByRole('textbox').fill('Please add the full representative example.');
	await picture(popup, 'popup-return', popupSize);
	await popup.close();
	const review = await seat.open('review');
	await review.getByRole('button', {name: 'Return to Priya'}).waitFor();
	await picture(review, 'review-kept', pageSize);
	await review.getByRole('button', {name: 'Back'}).click();
	await review.getByRole('button', {name: /All held items/}).click();
	await review.locator('summary', {hasText: 'Yours'}).click();
	await picture(review, 'review-queue', pageSize, true);
	await review.getByRole('button', {name: /no app/}).click();
	await review.getByRole('button', {name: /^Approve/}).waitFor();
	await picture(review, 'review-hidden-characters', pageSize);
	await review.close();
}

/** One screen: light, dark, and at 200 %: half the room in CSS pixels; only a popup's width grows with the zoom. */
async function picture(page: Page, name: string, size: {width: number; height: number}, fullPage = false) {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.setViewportSize(size);
		await page.emulateMedia({colorScheme});
		await painted(page);
		await page.screenshot({path: join(out, `${name}-${colorScheme}.png`), fullPage});
	}
	await page.emulateMedia({colorScheme: 'light'});
	const width = size === popupSize ? size.width : Math.round(size.width / 2);
	await page.setViewportSize({width, height: Math.round(size.height / 2)});
	await painted(page);
	await page.screenshot({path: join(out, `${name}-200.png`), fullPage});
	await page.setViewportSize(size);
}

/** Pictures are there, and what came into sight is drawn. */
async function painted(page: Page): Promise<void> {
	await page.waitForFunction(() => [...document.images].every(({naturalWidth}) => naturalWidth > 0));
	await page.evaluate(async () => {
		for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
	});
}

await main();
