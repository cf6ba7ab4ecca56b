import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {FACEBOOK_PAGES, FACEBOOK_PERSON, X_ACCOUNTS} from './seed.ts';
import type {ReceivedEntry} from './server/ledger.ts';
import type {Weather} from './shared/weather.ts';
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
	await clearServiceWorker(page);
	await page.close();
});

const weather = (switches: Partial<Weather>): Promise<unknown> => bench.control('POST /weather', switches);
const received = (operation: RegExp): Promise<ReceivedEntry[]> =>
	bench
		.control<ReceivedEntry[]>('GET /received')
		.then(all => all.filter(entry => operation.test(entry.operation ?? '')));

const EDITOR = '[contenteditable=true][role=textbox]';

async function postOnX(text: string): Promise<void> {
	await page.goto('https://x.com/home');
	await page.click(EDITOR);
	await page.keyboard.type(text);
	await page.keyboard.press('Control+Enter');
}

async function postOnFacebook(text: string): Promise<void> {
	await page.goto('https://www.facebook.com/');
	await page.click('[role=region] [role=link] + [role]');
	await page.waitForSelector(`[role=dialog] ${EDITOR}`);
	await page.keyboard.type(text);
	await page.keyboard.press('Control+Enter');
}

const HARMLESS: Partial<Weather>[] = [
	{remount: true},
	{locale: 'de'},
	{locale: 'ar'},
	{hashedClasses: true},
	{renamedIds: 'all'},
	{tagSwap: true},
	{otherExtension: true},
	{pristineXhr: true},
	{workerSend: true, trustedTypes: true},
	{serviceWorker: true, trustedTypes: true},
	{emojiImages: true},
	{opRenamed: true},
	{frontEnd: 'x-web'},
	{frontEnd: 'x-web-bare'},
	{movedUser: true},
	{txMaxAge: 5},
	{processing: true},
	{forGuard: true},
	{slow: 300},
	{remount: true, tagSwap: true, hashedClasses: true, locale: 'ar', otherExtension: true},
];

describe('weather', {timeout: 20_000}, () => {
	test.each(HARMLESS)('x still publishes once under %o', async switches => {
		await weather(switches);
		await postOnX('In any weather');
		await eventually(() => bench.published('x')).toMatchObject([{text: 'In any weather'}]);
		expect(await bench.control('GET /rejected')).toEqual([]);
		expect(await bench.control('GET /violations')).toEqual([]);
	});

	test.each(HARMLESS)('facebook still publishes once under %o', async switches => {
		await weather(switches);
		await postOnFacebook('In any weather');
		await eventually(() => bench.published('facebook')).toMatchObject([{text: 'In any weather'}]);
		expect(await bench.control('GET /rejected')).toEqual([]);
		expect(await bench.control('GET /violations')).toEqual([]);
	});

	test.each([
		{switches: {workerSend: true}, expected: {from: 'worker', host: 'x.com'}},
		{switches: {frontEnd: 'x-web'}, expected: {from: 'page', host: 'api.x.com'}},
		{switches: {opRenamed: true}, expected: {operation: 'CreateTweet2'}},
	] as const)('x sends as $expected under $switches', async ({switches, expected}) => {
		await weather(switches);
		await postOnX('Where from?');
		await eventually(() => received(/^CreateTweet/)).toMatchObject([expected]);
	});

	test('on facebook the worker sends under workerSend', async () => {
		await weather({workerSend: true});
		await postOnFacebook('Where from?');
		await eventually(() => received(/^ComposerStoryCreate/)).toMatchObject([{from: 'worker'}]);
	});

	test('a fetch that waits longer than five seconds shows the error and keeps the draft', async () => {
		await weather({frontEnd: 'x-web', slow: 6000});
		await postOnX('Too slow');
		await page.waitForSelector('[role=alert]', {timeout: 8000});
		await eventually(() => page.textContent(EDITOR)).toBe('Too slow');
	});

	test('renamedIds leave no old anchor', async () => {
		await weather({renamedIds: 'all'});
		await page.goto('https://x.com/home');
		await page.waitForSelector(EDITOR);
		expect(
			await page
				.locator('[data-testid^=tweetTextarea], [data-testid^=tweetButton], [data-testid=toolBar]')
				.count(),
		).toBe(0);
	});

	test('under accountSwitch the account changes beneath the draft', async () => {
		await weather({accountSwitch: true});
		await page.goto('https://x.com/home');
		await page.click(EDITOR);
		await page.keyboard.type('Whose?');
		await page.click('[data-testid=SideNav_AccountSwitcher_Button]');
		await page.click('[data-account=priya_nair_]');
		await page.waitForSelector('[data-testid=AppTabBar_Profile_Link][href="/priya_nair_"]');
		await eventually(() => page.textContent(EDITOR)).toBe('Whose?');
		await page.click('[data-testid=tweetButtonInline]');
		await eventually(() => bench.published('x')).toMatchObject([{text: 'Whose?', actor: X_ACCOUNTS[2]!.id}]);
		await bench.context.clearCookies();
	});

	test('under accountSwitch the acting page changes without a reload', async () => {
		await weather({accountSwitch: true});
		await page.goto('https://www.facebook.com/');
		await page.click('[data-sandbox=switcher]');
		await page.click(`[data-actor="${FACEBOOK_PERSON.id}"]`);
		await page.waitForSelector(`[data-sandbox=switcher][aria-label="${FACEBOOK_PERSON.name}"]`);
		await page.click('[role=region] [role=link] + [role]');
		await page.keyboard.type('Whose?');
		await page.keyboard.press('Control+Enter');
		await eventually(() => bench.published('facebook')).toMatchObject([{actor: FACEBOOK_PERSON.id}]);
		await bench.context.clearCookies();
	});

	test('an unhydrated comment box is a textarea that commits with Enter', async () => {
		await weather({unhydrated: true});
		await page.goto('https://www.facebook.com/');
		await page.locator('form[role=presentation] textarea').first().fill('Early');
		await page.keyboard.press('Enter');
		await eventually(() => bench.published('facebook')).toMatchObject([
			{kind: 'comment', text: 'Early', actor: FACEBOOK_PAGES[0]!.id},
		]);
	});

	test('twoComposers fills the inline and the modal composer', async () => {
		await weather({twoComposers: true});
		await page.goto('https://x.com/compose/post');
		await page.waitForSelector(`[role=dialog] ${EDITOR}`);
		await eventually(() => page.locator(EDITOR).allTextContents()).toEqual([
			'Inline draft, not the one in the dialog.',
			'Draft in the dialog.',
		]);
	});

	test('previewDark sends the text at the click and publishes nothing', async () => {
		await weather({undoSeconds: 20, previewDark: true});
		await postOnX('Preview');
		await eventually(() => received(/^CreateTweet/)).toMatchObject([{outcome: 'draft'}]);
		expect(await bench.published('x')).toEqual([]);
	});

	test('the timeline is as long as asked for', async () => {
		const posts = Array.from({length: 1000}, (_, index) => ({
			id: String(1_990_000_000_000_100_000n + BigInt(index)),
			author: '1450000000000000301',
			text: `Post ${index}`,
			minutesAgo: 500 + index,
		}));
		await bench.control('POST /seed', {x: {posts}});
		await page.goto('https://x.com/home?count=1000');
		await page.waitForSelector('article');
		await eventually(() => page.locator('article').count()).toBe(1000);
	});

	test('an unknown switch is refused', async () => {
		await expect(bench.control('POST /weather', {drizzle: true})).rejects.toThrow('400');
	});
});
