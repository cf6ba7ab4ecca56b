import {isDeepStrictEqual} from 'node:util';
import type {Page} from 'playwright-core';
import {clearServiceWorker} from '#sandbox/testing/browser.ts';
import {type Screen, screenOf} from '../../../scripts/stage/screen.ts';
import type {Bench, Mode} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import type {Row} from './row.ts';
import type {Surface} from './surfaces.ts';
import {nothingComes, waitFor} from './wait.ts';

const needsSecond = (n: number) =>
	`Finance available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender. ${n}`;
let count = 0;

/** Sent for approval, approved, and sent again: first changed, which is held, then as approved. */
export async function runSurface(bench: Bench, mode: Mode, surface: Surface): Promise<Row> {
	const {site, enter, send, weather, seed, name} = surface;
	await bench.stage.site.reset();
	if (seed) await bench.stage.site.seed(seed);
	if (weather) await bench.stage.site.weather(weather);
	const truth = groundTruth(bench.stage);
	const {context} = await bench.seat(mode);
	await context.clearCookies();
	const page = await context.newPage();
	const screen = await screenOf(page);
	const text = needsSecond(++count);
	const published = () => truth.published(site);
	try {
		await fill(page, surface, text);
		await send(page);
		await screen.click({role: 'button', name: 'Send for approval'});
		await screen.gone({role: 'button', name: 'Send for approval'});
		const [reached, early] = [await truth.reached(), (await published()).length];
		await bench.approve();
		await screen.find({name: /^(Approved by|Nothing was posted)/});
		const changed = await leaks(page, surface, `${text} Today!`, screen, published);
		await fill(page, surface, text);
		await screen.gone({name: 'Checking'});
		await send(page);
		await waitFor(async () => (await published()).length > 0);
		const all = await published();
		const exact = all.filter(each => each.text === text && matches(each, surface.published)).length;
		await enter(page);
		const again = await leaks(page, surface, text, screen, published);
		const leaked = early + changed + again + all.length - Math.min(1, exact);
		return {site, kind: 'surface', name, mode, reached, leaked, released: exact, saw: await sawOf(screen)};
	} finally {
		await clearServiceWorker(page);
		await page.close();
	}
}

async function fill(page: Page, {enter}: Surface, text: string): Promise<void> {
	await page.keyboard.press('Escape');
	await enter(page);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
}

/** How much more is public after something that was not, or is no longer, approved was sent. */
async function leaks(
	page: Page,
	surface: Surface,
	text: string,
	screen: Screen,
	published: () => Promise<unknown[]>,
): Promise<number> {
	const before = (await published()).length;
	await fill(page, surface, text);
	await surface.send(page).catch(() => undefined);
	const isOver = async () => (await sawOf(screen)) !== '' || (await published()).length > before;
	await waitFor(isOver, nothingComes);
	await new Promise(resolve => setTimeout(resolve, 600));
	const more = (await published()).length - before;
	if (await screen.has({role: 'button', name: 'Keep editing'}))
		await screen.click({role: 'button', name: 'Keep editing'});
	return more;
}

function matches(published: object, expected: object): boolean {
	const got = published as Record<string, unknown>;
	return Object.entries(expected).every(([key, value]) => isDeepStrictEqual(got[key], value));
}

async function sawOf(screen: Screen): Promise<string> {
	const words = (await screen.all()).filter(({role}) => role === 'StaticText').map(({name}) => name);
	return words.find(word => /^(This |Posted and|Waiting for|Nothing was posted|Nobody saw)/.test(word)) ?? '';
}
