/** The background dies at any moment between the press and the answer: nothing unreleased, nothing twice, nothing unrecorded. */
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {drawFrom} from '#hub/verify/alterations.fixture.ts';
import {type Bench, openBench} from '../e2e/gate/bench.ts';

const kills = Number(process.env.KILLS ?? 500);
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
const editor = '[data-testid="tweetTextarea_0"]';
/** Milliseconds: longer than the page lock keeps a request waiting. */
const longest = 5500;

let bench: Bench;
beforeAll(async () => {
	bench = await openBench();
}, 180_000);
afterAll(() => bench.close());

test(`${kills} kills of the background while a post is on its way (seed ${seed})`, async () => {
	const draw = drawFrom(seed);
	const {site} = bench.stage;
	await site.reset();
	const {page} = await (await bench.seat('unmanaged')).visit('https://x.com/home');
	const texts = async () => (await site.published('x')).map(({text}) => text);
	for (let i = 0; i < kills; i++) {
		const text = `${i % 3 === 0 ? 'Guaranteed finance, ' : 'Good morning, '}Leeds, day ${i}.`;
		await page.click(editor);
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type(text);
		const pressed = page.keyboard.press('Control+Enter');
		await new Promise(resolve => setTimeout(resolve, draw(400)));
		await kill(page);
		await pressed;
		const end = performance.now() + longest;
		while (performance.now() < end && !(await texts()).includes(text) && i % 3 !== 0)
			await new Promise(resolve => setTimeout(resolve, 50));
		await page.keyboard.press('Escape');
	}
	const published = await texts();
	expect(published.filter(text => text.startsWith('Guaranteed'))).toEqual([]);
	expect(new Set(published).size).toBe(published.length);
	const {records} = await bench.ask<{records: {json: string}[]}>('unmanaged', 'records:mine');
	const released = records
		.map(({json}) => JSON.parse(json))
		.filter(({kind}) => kind === 'interaction.releasing')
		.map(({body}) => body.draft.text);
	// The screen lists the last 200 records; what is older was receipted and is in the archive.
	const recent = published.slice(-Math.min(published.length, Math.floor(released.length / 2)));
	expect(recent.filter(text => !released.includes(text))).toEqual([]);
	console.log(`${kills} kills: ${published.length} posts published once, each with its record`);
}, 7_200_000);

/** Does not wait for its end: the request on its way wakes the next one at once. */
async function kill(page: Page): Promise<void> {
	const cdp = await page.context().newCDPSession(page);
	const {targetInfos} = await cdp.send('Target.getTargets');
	for (const {targetId, type, url} of targetInfos)
		if (type === 'service_worker' && url.startsWith('chrome-extension://'))
			await cdp.send('Target.closeTarget', {targetId}).catch(() => {});
	await cdp.detach();
}
