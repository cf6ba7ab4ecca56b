/** The extension is reloaded, as by an update, while somebody types, is held or posts: the draft stays, nothing slips out. */
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {drawFrom} from '#hub/verify/alterations.fixture.ts';
import type {Screen} from '../../scripts/stage/screen.ts';
import type {Seat} from '../../scripts/stage/seat.ts';
import {reloadExtension} from '../e2e/browser-events.ts';
import {type Bench, openBench} from '../e2e/gate/bench.ts';

const reloads = Number(process.env.RELOADS ?? 100);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const editor = '[data-testid="tweetTextarea_0"]';
const button = '[data-testid=tweetButtonInline]';
const moments = ['typing', 'holding', 'releasing'] as const;

let bench: Bench;
let seat: Seat;
beforeAll(async () => {
	bench = await openBench();
	seat = await bench.seat('unmanaged');
}, 180_000);
afterAll(() => bench.close());

test(`${reloads} reloads while typing, holding, releasing (seed ${seed})`, async () => {
	const draw = drawFrom(seed);
	const counts = {kept: 0, posted: 0};
	for (let i = 0; i < reloads; i++) {
		await bench.stage.site.reset();
		const moment = moments[i % moments.length]!;
		const after = await reloaded(moment, draw(300), i);
		expect(after.published.length, `${moment} ${i}`).toBeLessThanOrEqual(moment === 'releasing' ? 1 : 0);
		// Either it is out, once, or it is still in the editor, whole.
		expect([...after.published, ...(after.draft === '' ? [] : [after.draft])], `${moment} ${i}`).toEqual([
			after.text,
		]);
		counts[after.published.length > 0 ? 'posted' : 'kept'] += 1;
	}
	console.log(
		`${reloads} reloads: ${counts.kept} drafts kept, ${counts.posted} posted once while they were released`,
	);
});

async function reloaded(moment: (typeof moments)[number], ms: number, i: number) {
	const {page, screen} = await seat.visit('https://x.com/home');
	const text = `${moment === 'releasing' ? 'Good morning' : 'Guaranteed finance'}, Leeds, day ${i}.`;
	await page.click(editor);
	const dies = async () => {
		await page.waitForTimeout(ms);
		await reloadExtension(seat);
	};
	const ending = moment === 'typing' ? dies() : undefined;
	await page.keyboard.type(text, {delay: moment === 'typing' ? 15 : 0});
	if (moment !== 'typing') await meets(page, screen, moment, dies);
	await ending;
	// The orphan holds, whatever is pressed.
	if (moment !== 'releasing') await insist(page);
	else await settled(page);
	const published = (await bench.stage.site.published('x')).map(each => each.text);
	const draft = (await page.locator(editor).first().innerText()).trim();
	await page.close();
	return {text, published, draft};
}

async function meets(page: Page, screen: Screen, moment: 'holding' | 'releasing', dies: () => Promise<void>) {
	await screen.find({name: moment === 'holding' ? /needs? a change/ : 'Looks fine'});
	await Promise.all([page.click(button), dies()]);
}

async function insist(page: Page) {
	await page.bringToFront();
	await page.click(button, {timeout: 2000}).catch(() => undefined);
	await page.keyboard.press('Escape');
	await page.click(editor);
	await page.keyboard.press('Control+Enter');
	await settled(page);
}

/** Milliseconds: longer than the page lock keeps a request waiting, so that nothing is on its way any more. */
const longest = 4500;
const settled = (page: Page) => page.waitForTimeout(longest);
