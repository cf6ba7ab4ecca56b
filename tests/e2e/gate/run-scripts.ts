import type {Page} from 'playwright-core';
import type {SiteId} from '#lib/core/draft.ts';
import type {Bench, Mode} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import {prepare} from './prepare.ts';
import type {Row} from './row.ts';
import {facebookWays, xWays} from './site-ways.ts';
import {type Way, ways} from './ways.ts';

const homes: Readonly<Record<SiteId, string>> = {
	x: 'https://x.com/home',
	facebook: 'https://www.facebook.com/',
};
const editors: Readonly<Record<SiteId, string>> = {
	x: '[data-testid="tweetTextarea_0"]',
	facebook: 'form[role=presentation] [contenteditable=true]',
};
/** Milliseconds: longer than the page lock keeps a request waiting. */
const longest = 6000;
/** Milliseconds in which what a script has sent without an answer must have arrived. */
const arrival = 400;

function waysOf(site: SiteId): [string, Way][] {
	return Object.entries({...ways, ...(site === 'x' ? xWays : facebookWays)});
}

/** Every way of a script, one after the other, with a text that must be held. */
export async function runScripts(
	bench: Bench,
	mode: Mode,
	site: SiteId,
	wanted: (name: string) => boolean = () => true,
): Promise<Row[]> {
	const {context} = await bench.seat(mode);
	await bench.stage.site.reset();
	const truth = groundTruth(bench.stage);
	const rows: Row[] = [];
	for (const [name, way] of waysOf(site).filter(([name]) => wanted(name))) {
		const page = await context.newPage();
		await page.goto(homes[site]);
		await page.waitForSelector(editors[site]);
		const before = [await truth.reached(), (await truth.published(site)).length] as const;
		await attempt(page, site, way);
		const [reached, leaked] = [await truth.reached(), (await truth.published(site)).length];
		await page.close();
		rows.push({
			...{site, name, mode, kind: 'script', saw: '', released: null},
			...{reached: reached - before[0], leaked: leaked - before[1]},
		});
	}
	return rows;
}

async function attempt(page: Page, site: SiteId, way: Way): Promise<void> {
	const request = await page.evaluate(prepare, {site, text: 'Guaranteed finance for everyone!'});
	const ended = page.evaluate(way as (request: unknown) => unknown, request).catch(() => undefined);
	await Promise.race([ended, new Promise(resolve => setTimeout(resolve, longest))]);
	await new Promise(resolve => setTimeout(resolve, arrival));
}
