/** What the gate costs somebody who writes something clean: the same page, the same keys, with the extension and without. */

import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {BrowserContext, Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {SiteId} from '#lib/core/draft.ts';
import {launchChromium} from '../../scripts/stage/chromium.ts';
import {screenOf, until} from '../../scripts/stage/screen.ts';
import {type Bench, openBench} from '../e2e/gate/bench.ts';

const rounds = Number(process.env.ROUNDS ?? 100);
/** The first ones pay for what a browser does once. */
const warmUp = 5;

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

test.each([
	{site: 'x', mode: 'unmanaged'},
	{site: 'x', mode: 'managed'},
	{site: 'facebook', mode: 'unmanaged'},
	{site: 'facebook', mode: 'managed'},
] as const)('$site, $mode: from the click to the request', async ({site, mode}) => {
	const [ours, theirs] = [await opened((await bench.seat(mode)).context, site), await opened(bare, site)];
	const screen = await screenOf(ours);
	const checked = {ours: () => screen.find({name: 'Looks fine'}), theirs: async () => {}};
	const taken = {ours: [] as number[], theirs: [] as number[]};
	for (let i = -warmUp; i < rounds; i++)
		// Taking turns, so that a busy moment of the machine hits both.
		for (const [who, page] of [
			['ours', ours],
			['theirs', theirs],
		] as const) {
			const ms = await post(page, site, checked[who], `Good morning, Leeds, ${who} ${i + warmUp}, ${mode}.`);
			if (i >= 0) taken[who].push(ms);
		}
	await Promise.all([ours.close(), theirs.close()]);
	const [a, b] = [sumUp(taken.ours), sumUp(taken.theirs)];
	const published = (await bench.stage.site.published(site)).map(({text}) => text);
	expect(published.filter(text => /ours/.test(text) && text.trim().endsWith(` ${mode}.`))).toHaveLength(
		rounds + warmUp,
	);
	console.log(
		`${site} ${mode}: with ${a.median}/${a.p95} ms, without ${b.median}/${b.p95} ms, difference ${(a.median - b.median).toFixed(1)}/${(a.p95 - b.p95).toFixed(1)} ms (median/p95 of ${rounds})`,
	);
});

async function opened(context: BrowserContext, site: SiteId): Promise<Page> {
	const page = await context.newPage();
	await page.goto(places[site].home);
	await page.evaluate(() => {
		const kept = window as unknown as {pressedAt: number};
		addEventListener('click', event => (kept.pressedAt = performance.timeOrigin + event.timeStamp), true);
	});
	return page;
}

/** Milliseconds from the press of the mouse to the moment in which the site's server has the request, by one clock. */
async function post(
	page: Page,
	site: SiteId,
	checked: () => Promise<unknown>,
	text: string,
): Promise<number> {
	const {editor, button} = places[site];
	await page.bringToFront();
	await page.click(editor);
	await page.keyboard.type(text);
	// A person looks at it before posting; the check has then been made.
	await page.waitForTimeout(400);
	await checked();
	await page.click(button);
	const received = async () =>
		(await bench.stage.site.published(site)).find(each => each.text.trim() === text);
	const {receivedAt} = (await until(received, 'the post')) as unknown as {receivedAt: number};
	await page.waitForFunction(
		selector => document.querySelector(selector)?.textContent?.trim() === '',
		editor,
	);
	return receivedAt - (await page.evaluate(() => (window as unknown as {pressedAt: number}).pressedAt));
}

function sumUp(figures: readonly number[]): {median: number; p95: number} {
	const sorted = [...figures].sort((a, b) => a - b);
	const at = (share: number) =>
		Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]! * 10) / 10;
	return {median: at(0.5), p95: at(0.95)};
}
