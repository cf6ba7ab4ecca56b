/** The popup with many held items: from the navigation to a list one can use, and from a key to the letter on the screen. */
import type {Page} from 'playwright-core';
import {tom} from '../stage/cast.ts';
import {hire, submit} from '../stage/queue.ts';
import type {Seat} from '../stage/seat.ts';
import type {Stage} from '../stage/stage.ts';
import {line, spreadOf} from './spread.ts';

const comment =
	'Please add the representative example next to the price, and say which lender it is: people at the counter ask. ';

const broker = 'Harwell & Stone Motors Ltd is a credit broker, not a lender.';

export async function popupFigures(
	stage: Stage,
	{items, rounds}: {items: number; rounds: number},
): Promise<string[]> {
	await fill(stage, items);
	const seat = await stage.enrol(tom);
	const first = await seat.popup();
	await first.getByText(`${items} items`).waitFor({timeout: 120_000});
	await first.close();
	const opened: number[] = [];
	for (let round = 0; round < rounds; round++) opened.push(await open(seat, items));
	const typed = await type(stage, seat);
	return [
		line(`popup with ${items} items, from opening to a usable list`, spreadOf(opened)),
		line('a letter of a comment, from the key to the frame', spreadOf(typed)),
	];
}

async function fill(stage: Stage, items: number) {
	const dev = await hire(stage, 'Dev Patel');
	const kinds = [
		(n: number) => ({
			text: `Hi, that offer ended on Friday. Finance is available, subject to status. ${broker} Car ${n}.`,
			operation: 'comment' as const,
			site: 'facebook' as const,
			inReplyTo: `Is the deal still on, number ${n}?`,
			change: {target: {kind: 'comment' as const, id: String(7000 + n)}},
		}),
		(n: number) => ({
			text: `2023 Kestrel GT number ${n}, in stock at our Leeds site. Finance available, subject to status, 18+. ${broker}`,
		}),
		() => ({text: 'Our showroom is closed over Christmas and open again on Monday. Happy Christmas!'}),
		(n: number) => ({
			text: `Our team number ${n} cleaned the canal bank today, thank you all. ${'Well done. '.repeat(n % 20)}`,
		}),
	];
	for (let n = 0; n < items; n++) await submit(dev, {author: 'Dev Patel', ...kinds[n % kinds.length]!(n)});
}

/** Milliseconds from the navigation to the frame after the list is there: its number, and an item that can be pressed. */
async function open(seat: Seat, items: number): Promise<number> {
	const page = await seat.context.newPage();
	await page.setViewportSize({width: 400, height: 600});
	await page.addInitScript(() => {
		const seen = new MutationObserver(() => {
			if (!document.querySelector('.items button.item')) return;
			seen.disconnect();
			requestAnimationFrame(() => setTimeout(() => Object.assign(globalThis, {usableAt: performance.now()})));
		});
		seen.observe(document, {childList: true, subtree: true});
	});
	await page.goto(popupUrl(seat));
	await page.getByText(`${items} items`).waitFor();
	const at = await page.waitForFunction(() => (globalThis as {usableAt?: number}).usableAt);
	const ms = (await at.jsonValue())!;
	await page.close();
	return ms;
}

function popupUrl({context}: Seat): string {
	return new URL('/popup.html', context.serviceWorkers()[0]!.url()).href;
}

/** While others go on sending: the list changes under the hands of who types. */
async function type(stage: Stage, seat: Seat): Promise<number[]> {
	const dev = await hire(stage, 'Dev Patel');
	const popup = await seat.popup();
	await popup.getByRole('button', {name: 'Start'}).click();
	await popup.getByRole('button', {name: /^Return/}).click();
	const box = popup.getByRole('textbox', {name: /What should Dev do/});
	await box.focus();
	await watchKeys(popup);
	const sending = Promise.all(
		[1, 2, 3].map(n =>
			submit(dev, {
				author: 'Dev Patel',
				text: `Finance available on number ${n}, subject to status, 18+. ${broker}`,
			}),
		),
	);
	await popup.keyboard.type(comment, {delay: 30});
	await sending;
	const typed = await box.inputValue();
	if (typed !== comment) throw new Error(`of what was typed there is only: ${typed}`);
	await popup.close();
	const again = await seat.popup();
	const kept = await again.getByRole('textbox', {name: /What should Dev do/}).inputValue();
	if (kept !== comment) throw new Error(`of what was typed was kept only: ${kept}`);
	const taken = await popupKeys(again);
	await again.close();
	return taken;
}

async function watchKeys(page: Page) {
	await page.evaluate(() => {
		const taken: number[] = [];
		addEventListener('keydown', ({timeStamp}) =>
			requestAnimationFrame(() =>
				setTimeout(() => {
					taken.push(performance.now() - timeStamp);
					localStorage.setItem('figures:keys', JSON.stringify(taken));
				}),
			),
		);
	});
}

const popupKeys = (page: Page) =>
	page.evaluate(() => JSON.parse(localStorage.getItem('figures:keys') ?? '[]') as number[]);
