import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {X_ACCOUNTS} from './seed.ts';
import {type Bench, clearServiceWorker, openBench} from './testing/browser.ts';
import {eventually} from './testing/eventually.ts';

let bench: Bench;
let page: Page;

beforeAll(async () => {
	bench = await openBench();
}, 30_000);
afterAll(() => bench.close());
beforeEach(async () => {
	await bench.control('POST /reset', {});
	page = await bench.context.newPage();
});
afterEach(async () => {
	expect(await bench.control('GET /violations')).toEqual([]);
	expect(await bench.control('GET /rejected')).toEqual([]);
	await clearServiceWorker(page);
	await page.close();
});

const EDITOR = '[data-testid="tweetTextarea_0"]';
const [leeds] = X_ACCOUNTS;

const published = () => bench.published('x');
const open = (path: string) => page.goto(`https://x.com${path}`);

describe('x twin, messages, articles, phones and decoys', {timeout: 20_000}, () => {
	test.each([
		{name: 'Enter', send: () => page.keyboard.press('Enter')},
		{name: 'the button', send: () => page.click('[data-testid=dmComposerSendButton]')},
	])('a legacy message goes by $name', async ({send}) => {
		await open('/messages/1450000000000000301');
		await page.click('[data-testid=dmComposerTextInput]');
		await page.keyboard.type('Hello Moira');
		await send();
		await eventually(published).toMatchObject([
			{kind: 'dm', text: 'Hello Moira', target: '1450000000000000301', op: 'dm/new2'},
		]);
	});

	test.each([
		{name: 'Enter', send: () => page.keyboard.press('Enter')},
		{name: 'the button', send: () => page.click('[data-testid=dm-composer-send-button]')},
	])('an XChat message goes sealed by $name; its row ends as delivered', async ({send}) => {
		await open('/i/chat/1450000000000000301');
		await page.click('[data-testid=dm-composer-textarea]');
		await page.keyboard.type('Hello Moira');
		await send();
		await page.waitForSelector('[data-send-status=delivered]');
		const id = await page.locator('[data-dm-message-row]').getAttribute('data-dm-message-row');
		expect(await published()).toMatchObject([{id, kind: 'dm', text: 'Hello Moira', op: 'xchat'}]);
		const received = await bench.control<{operation: string; body: unknown}[]>('GET /received');
		expect(received.find(entry => entry.operation === 'xchat')?.body).toEqual({bytes: expect.any(Number)});
	});

	test('an article is public only after Publish', async () => {
		await open('/compose/articles');
		await page.fill('[data-testid=twitter-article-title]', 'Winter driving');
		await page.click('[data-testid=composer]');
		await page.keyboard.type('Slow down.\nKeep warm.');
		expect(await published()).toEqual([]);
		await page.getByRole('button', {name: 'Publish'}).click();
		await eventually(published).toMatchObject([
			{kind: 'article', text: 'Winter driving\nSlow down.\nKeep warm.'},
		]);
	});

	test('a mobile user agent gets a textarea inside the testid and its button in the bar', async () => {
		const session = await bench.context.newCDPSession(page);
		await session.send('Emulation.setUserAgentOverride', {
			userAgent: 'Mozilla/5.0 (Linux; Android 15) Chrome/156 Mobile Safari/537.36',
		});
		await open('/compose/post');
		await page.fill(`[role=dialog] ${EDITOR} > textarea`, 'From my phone');
		await page.click('#app-bar-slot [data-testid=tweetButton]');
		await eventually(published).toMatchObject([{text: 'From my phone'}]);
	});

	test('decoys are there and are no composers', async () => {
		await open(`/${leeds!.handle}`);
		await page.waitForSelector('[data-testid=xprofile-composer]');
		expect(await page.locator('[data-testid=note-input]').count()).toBe(1);
		expect(await page.locator('[data-testid^=tweetTextarea]').count()).toBe(0);
	});
});
