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

const drafts = Number(process.env.DRAFTS ?? 2000);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
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

/** Nothing that any rule minds: only what editors and encodings stumble over. */
const pieces = [
	...['river', 'Aire', 'morning', 'coffee', 'lamp', 'canal', 'tea', 'bridge', 'swan', 'rain'],
	...['🚗', '👩🏽‍🔧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '❤️', '👨‍👩‍👧‍👦', '🇬🇧', 'é', 'e\u0301', 'n\u0303', 'ﬁ', 'ß', 'Å', 'A\u030A'],
	...['صباح الخير', 'בוקר טוב', '早上好', 'おはよう', 'สวัสดี', 'नमस्ते', '한국어'],
	...[
		'@moira_trent',
		'#leeds',
		'https://harwellstone.example/a?b=c&d=%20#e',
		'“quoted”',
		'<b>&amp;</b>',
		'\\n',
		'%0A',
	],
	...['a\u200Bb', '\u2066isolated\u2069', 'soft\u00ADhyphen', 'no\u00A0break', '…', '—', '1 234,5'],
];

function draftOf(longest: number, newline: string): string {
	const length = draw(10) === 0 ? 1 + draw(longest) : 1 + draw(180);
	let text = '';
	while (text.length < length) text += `${pieces[draw(pieces.length)]}${draw(9) === 0 ? newline : ' '}`;
	return text.trim().slice(0, length).trim().toWellFormed() || 'tea';
}

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

describe.each(['x', 'facebook'] as const)('%s', site => {
	test(`${drafts / 2} drafts leave as they would without us (seed ${seed})`, async () => {
		const pages = {
			ours: await opened((await bench.seat('unmanaged')).context, site),
			theirs: await opened(bare, site),
		};
		const screen = await screenOf(pages.ours);
		for (let i = 0; i < drafts / 2; i++) {
			const text = draftOf(site === 'x' ? 260 : 8000, '\n');
			await bench.stage.site.reset();
			// Side by side: two browsers, one site.
			await Promise.all(Object.values(pages).map(page => paste(page, site, text)));
			await screen.find({name: /^Looks fine|suggestion/});
			await Promise.all(Object.values(pages).map(page => page.click(places[site].button)));
			const [one, other] = await until(async () => {
				const all = await bench.stage.site.published(site);
				return all.length === 2 ? all : undefined;
			}, `two posts of draft ${i}`);
			expect(one!.text, JSON.stringify(text)).toBe(other!.text);
			await Promise.all(Object.values(pages).map(page => isEmptied(page, site)));
		}
		console.log(`${site}: ${drafts / 2} drafts published as without us`);
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
