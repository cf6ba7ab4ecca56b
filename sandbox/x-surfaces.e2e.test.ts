import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {X_ACCOUNTS, X_POSTS} from './seed.ts';
import type {Weather} from './shared/weather.ts';
import {type Bench, clearServiceWorker, openBench} from './testing/browser.ts';
import {eventually} from './testing/eventually.ts';
import {PICTURE} from './testing/picture.ts';

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
const [parent] = X_POSTS;
const own = X_POSTS.find(post => post.author === leeds!.id)!;

const weather = (switches: Partial<Weather>): Promise<unknown> => bench.control('POST /weather', switches);
const published = () => bench.published('x');
const open = (path: string) => page.goto(`https://x.com${path}`);
const card = (id: string) => page.locator(`article[data-post="${id}"]`);

describe('x twin, further surfaces', {timeout: 20_000}, () => {
	test('media goes up first and is published with its bytes and description', async () => {
		await open('/home');
		await page.setInputFiles('[data-testid=fileInput]', {
			name: 'kestrel.png',
			mimeType: 'image/png',
			buffer: PICTURE,
		});
		await page.fill('[data-testid=altTextInput]', 'A red Kestrel');
		await page.click(EDITOR);
		await page.keyboard.type('Look');
		await page.click('[data-testid=tweetButtonInline]');
		await eventually(published).toMatchObject([
			{
				kind: 'post',
				text: 'Look',
				alt: ['A red Kestrel'],
				media: [{type: 'image/png', size: PICTURE.length}],
			},
		]);
	});

	test('a poll is a card', async () => {
		await open('/home');
		await page.click('[data-testid=createPollButton]');
		await page.fill('[name=Choice1]', 'Red');
		await page.fill('[name=Choice2]', 'Blue');
		await page.click(EDITOR);
		await page.keyboard.type('Which?');
		await page.click('[data-testid=tweetButtonInline]');
		await eventually(published).toMatchObject([
			{text: 'Which?', poll: {choices: ['Red', 'Blue'], minutes: 1440}},
		]);
	});

	test.each([
		{text: 'So true', kind: 'quote', op: 'CreateTweet'},
		{text: '', kind: 'repost', op: 'CreateRetweet'},
	])('a quote with text "$text" is a $kind', async ({text, kind, op}) => {
		await open(`/compose/post?url=https://x.com/moira_trent/status/${parent!.id}`);
		await page.click(`[role=dialog] ${EDITOR}`);
		if (text) await page.keyboard.type(text);
		await page.click('[role=dialog] [data-testid=tweetButton]');
		await eventually(published).toMatchObject([{kind, text, target: parent!.id, op}]);
	});

	test.each([
		{variant: 'a', confirm: 'retweetConfirm', undo: 'unretweetConfirm'},
		{variant: 'b', confirm: 'repostConfirm', undo: 'unrepostConfirm'},
	] as const)('repost and its undo go through a menu ($confirm)', async ({variant, confirm, undo}) => {
		await weather({variant});
		await open('/home');
		await card(parent!.id).locator('[data-testid=retweet]').click();
		await page.click(`[data-testid=${confirm}]`);
		await eventually(published).toMatchObject([{kind: 'repost', target: parent!.id}]);
		await card(parent!.id).locator('[data-testid=unretweet]').click();
		await page.click(`[data-testid=${undo}]`);
		await eventually(published).toMatchObject([{kind: 'repost'}, {kind: 'undo', target: parent!.id}]);
	});

	test('like, unlike and bookmark are one request each', async () => {
		await open('/home');
		await card(parent!.id).locator('[data-testid=like]').click();
		await card(parent!.id).locator('[data-testid=unlike]').click();
		await card(parent!.id).locator('[data-testid=bookmark]').click();
		await eventually(published).toMatchObject([{kind: 'like'}, {kind: 'undo'}, {kind: 'bookmark'}]);
	});

	test('the shortcut l likes at once', async () => {
		await open('/home');
		await card(parent!.id).focus();
		await page.keyboard.press('l');
		await eventually(published).toMatchObject([{kind: 'like', target: parent!.id}]);
	});

	test('an edit gets a new id and names the old one', async () => {
		await open(`/compose/post?edit=${own.id}`);
		await page.click(`[role=dialog] ${EDITOR}`);
		await page.keyboard.press('Control+End');
		await page.keyboard.type(' Edited.');
		await eventually(() => page.textContent('[role=dialog] [data-testid=tweetButton]')).toBe('Update');
		await page.click('[role=dialog] [data-testid=tweetButton]');
		await eventually(published).toMatchObject([{kind: 'edit', target: own.id, text: `${own.text} Edited.`}]);
		expect((await published())[0]!.id).not.toBe(own.id);
	});

	test('a deletion is published', async () => {
		await open('/home');
		await card(own.id).locator('[data-testid=caret]').click();
		await page.click('[data-testid=deletePost]');
		await eventually(published).toMatchObject([{kind: 'delete', target: own.id}]);
	});

	test('a scheduled post is published by the clock under another id', async () => {
		await open('/compose/post');
		await page.click(`[role=dialog] ${EDITOR}`);
		await page.keyboard.type('Tomorrow');
		await page.click('[role=dialog] [data-testid=scheduleOption]');
		await page.click('[data-testid=scheduledConfirmationPrimaryAction]');
		await eventually(() => page.textContent('[role=dialog] [data-testid=tweetButton]')).toBe('Schedule');
		await page.click('[role=dialog] [data-testid=tweetButton]');
		await eventually(published).toMatchObject([{kind: 'schedule', text: 'Tomorrow'}]);
		await bench.control('POST /clock', {advanceMs: 2 * 86_400_000});
		const [schedule, post] = await published();
		expect(post).toMatchObject({kind: 'post', text: 'Tomorrow', target: schedule!.id, op: 'scheduler'});
		expect(post!.id).not.toBe(schedule!.id);
	});

	test('closing with text saves a draft that is not published', async () => {
		await open('/compose/post');
		await page.click(`[role=dialog] ${EDITOR}`);
		await page.keyboard.type('Not yet');
		await page.click('[data-testid=app-bar-close]');
		await page.click('[data-testid=confirmationSheetConfirm]');
		await page.waitForURL('**/home');
		const received = await bench.control<{operation: string; outcome: string}[]>('GET /received');
		expect(received).toContainEqual(
			expect.objectContaining({operation: 'CreateDraftTweet', outcome: 'draft'}),
		);
		expect(await published()).toEqual([]);
	});

	test('a nudge takes the first click; its own button sends', async () => {
		await weather({nudges: true});
		await open('/home');
		await page.setInputFiles('[data-testid=fileInput]', {
			name: 'kestrel.png',
			mimeType: 'image/png',
			buffer: PICTURE,
		});
		await page.click('[data-testid=tweetButtonInline]:not([disabled])');
		await page.waitForSelector('[data-testid=confirmationSheetConfirm]');
		expect(await published()).toEqual([]);
		await page.click('[data-testid=confirmationSheetConfirm]');
		await eventually(published).toHaveLength(1);
	});

	test.each([false, true])(
		'a push action likes without any event in the page (service worker: %s)',
		async serviceWorker => {
			await weather({serviceWorker});
			await open('/home');
			await page.waitForSelector(EDITOR);
			if (serviceWorker) {
				await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
				await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
			}
			await eventually(() =>
				bench.control('POST /push', {action: 'ACTION_FAVORITE', target: parent!.id}),
			).toMatchObject({told: 1});
			await eventually(published).toMatchObject([{kind: 'like', target: parent!.id}]);
		},
	);

	test('under a photo modal the reply button is tweetButton', async () => {
		await open(`/moira_trent/status/${parent!.id}/photo/1`);
		await page.click(`[role=dialog] ${EDITOR}`);
		await page.keyboard.type('Nice picture');
		await page.click('[role=dialog] [data-testid=tweetButton]');
		await eventually(published).toMatchObject([{kind: 'reply', target: parent!.id}]);
	});

	test.each([
		{
			path: '/intent/post?text=Hello%20there',
			button: '[role=dialog] [data-testid=tweetButton]',
			expected: {kind: 'post', text: 'Hello there'},
		},
		{
			path: `/intent/like?tweet_id=${parent!.id}`,
			button: '[data-testid=confirmationSheetConfirm]',
			expected: {kind: 'like', target: parent!.id},
		},
		{
			path: `/intent/retweet?tweet_id=${parent!.id}`,
			button: '[data-testid=confirmationSheetConfirm]',
			expected: {kind: 'repost', target: parent!.id},
		},
	])('$path publishes after its button only', async ({path, button, expected}) => {
		await open(path);
		await page.waitForSelector(button);
		expect(await published()).toEqual([]);
		await page.click(button);
		await eventually(published).toMatchObject([expected]);
	});

	test('what is shared to the web app is only put into the composer', async () => {
		await open('/home');
		await page.evaluate(() => {
			const form = document.createElement('form');
			form.method = 'POST';
			form.action = '/compose/post';
			form.append(Object.assign(document.createElement('input'), {name: 'text', value: 'Shared'}));
			document.body.append(form);
			form.submit();
		});
		await page.waitForSelector(`[role=dialog] ${EDITOR}`);
		await eventually(() => page.textContent(`[role=dialog] ${EDITOR}`)).toBe('Shared');
		expect(await published()).toEqual([]);
	});

	test('a scheduled post can be edited and deleted', async () => {
		await open('/compose/post');
		await page.click(`[role=dialog] ${EDITOR}`);
		await page.keyboard.type('Later');
		await page.click('[role=dialog] [data-testid=scheduleOption]');
		await page.click('[data-testid=scheduledConfirmationPrimaryAction]');
		await page.click('[role=dialog] [data-testid=tweetButton]');
		await eventually(published).toHaveLength(1);
		await open('/compose/post/unsent/scheduled');
		await page.fill('[data-testid=unsentTweet] textarea', 'Even later');
		await page.getByRole('button', {name: 'Update'}).click();
		await eventually(published).toMatchObject([{text: 'Later'}, {kind: 'schedule', text: 'Even later'}]);
		await page.getByRole('button', {name: 'Delete'}).click();
		await eventually(published).toMatchObject([{}, {}, {kind: 'delete'}]);
		await bench.control('POST /clock', {advanceMs: 2 * 86_400_000});
		expect(await published()).toHaveLength(3);
	});
});
