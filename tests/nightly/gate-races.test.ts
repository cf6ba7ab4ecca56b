/** Approved posts, each raced by eight copies of its own request, in a real managed browser: as many posts as approvals, word for word. */
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Draw, drawFrom} from '#hub/verify/alterations.fixture.ts';
import type {HoldView} from '#lib/api/contract.ts';
import type {Screen} from '../../scripts/stage/screen.ts';
import {type Bench, openBench} from '../e2e/gate/bench.ts';
import {prepare} from '../e2e/gate/prepare.ts';
import {waitFor} from '../e2e/gate/wait.ts';
import {type Way, ways} from '../e2e/gate/ways.ts';
import {textOf} from './gate-texts.ts';

const releases = Number(process.env.RELEASES ?? 1000);
/** Minutes: a run in parts, each with a seed of its own, ends here with what it has done. */
const minutes = Number(process.env.MINUTES ?? 230);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const copies = 8;
const draw = drawFrom(seed);
const editor = '[data-testid="tweetTextarea_0"]';
const button = '[data-testid=tweetButtonInline]';
const routes = ['fetch', 'XMLHttpRequest', 'fetch of a fresh frame', 'a worker'] as const;
const finance =
	'Finance available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender.';

let bench: Bench;
beforeAll(async () => {
	bench = await openBench();
}, 180_000);
afterAll(() => bench.close());

test(`as many posts as releases, ${releases} with ${copies} racing copies each (seed ${seed})`, async () => {
	const published = async () => (await bench.stage.site.published('x')).map(({text}) => text);
	const seat = await bench.seat('managed');
	const approved: string[] = [];
	const first = {press: 0, copy: 0};
	let open = await seat.visit('https://x.com/home');
	const end = performance.now() + minutes * 60_000;
	for (let i = 0; i < releases && performance.now() < end; i++) {
		// Workers of ended races live as long as their page.
		if (i % 25 === 24) {
			await open.page.close();
			open = await seat.visit('https://x.com/home');
		}
		const {page, screen} = open;
		const {text} = (await approve(page, screen, `${finance} ${i} ${textOf(draw, 120, ' ')}`)).draft;
		await race(page, text, routes[i % routes.length]!, draw);
		const isOut = async () => (await published()).includes(text);
		expect(await waitFor(isOut), `release ${i}, seed ${seed}`).toBe(true);
		approved.push(text);
		first[(await isEmptied(page)) ? 'press' : 'copy'] += 1;
	}
	// Nothing is reset in between: a copy that came late, of any release, would be here.
	expect(await published()).toEqual(approved);
	console.log(
		`${approved.length} releases, ${copies * approved.length} racing copies (seed ${seed}): ${(await published()).length} posts, ` +
			`each as approved; the press was first ${first.press} times, a copy ${first.copy} times`,
	);
}, 14_400_000);

async function approve(page: Page, screen: Screen, text: string): Promise<HoldView> {
	await page.click(editor);
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.insertText(text);
	await screen.find({name: /^Needs a second person/});
	await page.click(button);
	await screen.click({role: 'button', name: 'Send for approval'});
	await screen.find({name: /^Waiting for a second person/});
	const approved = await bench.approve();
	await screen.find({name: /^Approved by/});
	return approved;
}

/** Some copies start before the press, the others after it; resolves when each has its end. */
async function race(page: Page, text: string, route: (typeof routes)[number], draw: Draw): Promise<void> {
	const requests = [];
	for (let i = 0; i < copies; i++) requests.push(await page.evaluate(prepare, {site: 'x' as const, text}));
	const send = ways[route] as Way;
	const before = draw(copies + 1);
	const early = requests.slice(0, before).map(request => page.evaluate(send, request));
	const press = page.click(button);
	const late = requests.slice(before).map(request => page.evaluate(send, request));
	await Promise.all([press, ...early, ...late]);
	await page.waitForSelector('[data-testid="progressBar-bar"]', {state: 'detached'});
	await page.evaluate(() => {
		for (const frame of document.querySelectorAll('iframe:not([src])')) frame.remove();
	});
}

/** By its own request: the site empties the composer then. A copy's answer does not reach it. */
const isEmptied = (page: Page) =>
	page.locator(editor).evaluate(element => element.textContent?.trim() === '');
