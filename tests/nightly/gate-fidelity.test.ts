/** What leaves is what was written, to the last combining mark; and an editor that took a fix of ours behaves as before. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {BrowserContext, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {drawFrom} from '#hub/verify/alterations.fixture.ts';
import type {SiteId} from '#lib/core/draft.ts';
import {launchChromium} from '../../scripts/stage/chromium.ts';
import {screenOf, until} from '../../scripts/stage/screen.ts';
import {type Bench, openBench} from '../e2e/gate/bench.ts';
import {textOf} from './gate-texts.ts';

const drafts = Number(process.env.DRAFTS ?? 2000);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
/** Minutes for each site: a run in parts, each with a seed of its own, ends here with what it has done. */
const minutes = Number(process.env.MINUTES ?? 100);
const draw = drawFrom(seed);

const places = {
	x: {
		home: 'https://x.com/home',
		editor: '[data-testid="tweetTextarea_0"]',
		button: '[data-testid=tweetButtonInline]',
	},
	facebook: {
		home: 'https://www.facebook.com/',
		editor: 'form[role=presentation] [contenteditable=true]',
		button: '#focused-state-composer-submit [role=button]',
	},
} as const;

let bench: Bench;
let bare: BrowserContext;
beforeAll(async () => {
	bench = await openBench();
	const profile = mkdtempSync(join(tmpdir(), 'countersign-bare-'));
	bare = await launchChromium({profile, sandbox: bench.stage.sandbox, headless: true});
}, 180_000);
afterAll(async () => {
	await bare.close();
	await bench.close();
});

async function opened(context: BrowserContext, site: SiteId): Promise<Page> {
	const page = await context.newPage();
	await page.goto(places[site].home);
	return page;
}

const isEmptied = (page: Page, site: SiteId) =>
	page.waitForFunction(css => !document.querySelector(css)?.textContent?.trim(), places[site].editor);

/** Brings a text into the editor as a paste does. */
async function paste(page: Page, site: SiteId, text: string): Promise<void> {
	await page.bringToFront();
	await page.click(places[site].editor);
	await page.evaluate(words => {
		const data = new DataTransfer();
		data.setData('text/plain', words);
		const event = new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true});
		document.activeElement!.dispatchEvent(event);
	}, text);
}

async function post(page: Page, site: SiteId, text: string): Promise<void> {
	await paste(page, site, text);
	await page.click(places[site].button);
}

/** Until the rules are there: the first press may bring them. */
async function warmUp(page: Page, site: SiteId): Promise<void> {
	await paste(page, site, 'Good morning.');
	const screen = await screenOf(page);
	await screen.find({name: 'Looks fine'});
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.press('Delete');
	await isEmptied(page, site);
	// What it costs to keep the accessibility tree is not part of a person's day.
	await screen.close();
}

/** UTF-16 units; one in forty as long as the site allows. */
const longest = () => (draw(40) === 0 ? 25_000 : 2000);

describe.each(['x', 'facebook'] as const)('%s', site => {
	test(`${drafts / 2} drafts leave as they would without us (seed ${seed})`, async () => {
		const pages = {
			ours: await opened((await bench.seat('unmanaged')).context, site),
			theirs: await opened(bare, site),
		};
		await warmUp(pages.ours, site);
		const end = performance.now() + minutes * 60_000;
		let done = 0;
		while (done < drafts / 2 && performance.now() < end) {
			const text = textOf(draw, site === 'x' ? 260 : longest());
			await bench.stage.site.reset();
			// Side by side: two browsers, one site.
			await Promise.all(Object.values(pages).map(page => post(page, site, text)));
			const [one, other] = await until(
				async () => {
					const all = await bench.stage.site.published(site);
					return all.length === 2 ? all : undefined;
				},
				`two posts of draft ${done}: ${JSON.stringify(text)}`,
				30_000,
			);
			expect(one!.text, JSON.stringify(text)).toBe(other!.text);
			await Promise.all(Object.values(pages).map(page => isEmptied(page, site)));
			done += 1;
		}
		console.log(`${site}: ${done} drafts published as without us (seed ${seed})`);
	});

	test('after a fix, keys do what they do without us', async () => {
		const start = 'We are the best in Leeds and guaranteed finance is here.';
		const ours = await opened((await bench.seat('unmanaged')).context, site);
		const screen = await screenOf(ours);
		await ours.click(places[site].editor);
		await ours.keyboard.type(start);
		await screen.find({name: /change/});
		const fixed = await fix(ours, site, screen);
		const theirs = await opened(bare, site);
		await theirs.click(places[site].editor);
		await theirs.keyboard.type(fixed);
		expect(await walk(ours, site)).toEqual(await walk(theirs, site));
	});
});

/** Presses the first fix of the panel; resolves with what the editor then holds. */
async function fix(page: Page, site: SiteId, screen: Awaited<ReturnType<typeof screenOf>>): Promise<string> {
	await page.keyboard.press('Alt+Shift+G');
	const before = await textIn(page, site);
	const offered = await until(
		async () =>
			(await screen.all()).find(
				({role, name}) => role === 'button' && /^(Use|Replace|Remove|Say)/.test(name),
			),
		'a fix',
	);
	await screen.click({role: 'button', name: offered.name});
	return until(async () => {
		const now = await textIn(page, site);
		return now === before ? undefined : now;
	}, 'the fix');
}

const textIn = (page: Page, site: SiteId) => page.locator(places[site].editor).first().innerText();

/** What the editor holds after each step of an ordinary hand. */
async function walk(page: Page, site: SiteId): Promise<string[]> {
	await page.bringToFront();
	await page.click(places[site].editor);
	const steps: (() => Promise<unknown>)[] = [
		() => page.keyboard.press('ControlOrMeta+End'),
		() => page.keyboard.type(' And tea'),
		() => page.keyboard.press('Backspace'),
		() => paste(page, site, ' for all 🚗'),
		() => page.keyboard.press('ControlOrMeta+z'),
		() => page.keyboard.type('!'),
		() => page.keyboard.press('Home'),
		() => page.keyboard.press('Delete'),
	];
	const seen: string[] = [];
	for (const step of steps) {
		await step();
		seen.push(await textIn(page, site));
	}
	return seen;
}
