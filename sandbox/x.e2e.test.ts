import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {X_ACCOUNTS, X_POSTS} from './seed.ts';
import type {Weather} from './shared/weather.ts';
import {type Bench, openBench} from './testing/browser.ts';
import {eventually} from './testing/eventually.ts';
import {TEXTS} from './testing/texts.ts';

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
	await page.close();
});

const EDITOR = '[data-testid="tweetTextarea_0"]';
const MODAL = '[role=dialog]';
const leeds = X_ACCOUNTS[0]!;
const parent = X_POSTS[0]!;

const weather = (switches: Partial<Weather>): Promise<unknown> => bench.control('POST /weather', switches);
const published = () => bench.published('x');

async function write(path: string, text: string, within = ''): Promise<void> {
	await page.goto(`https://x.com${path}`);
	await page.click(`${within} ${EDITOR}`);
	await page.keyboard.type(text);
}

describe('x twin', {timeout: 20_000}, () => {
	test.each(Object.entries(TEXTS))('the inline composer publishes %s unchanged, once', async (_, text) => {
		await write('/home', text);
		await page.click('[data-testid=tweetButtonInline]');
		await page.waitForSelector('[data-testid=toast] a');
		expect(await published()).toMatchObject([{kind: 'post', text, actor: leeds.id, target: null}]);
		expect(await bench.control('GET /rejected')).toEqual([]);
	});

	test.each([
		{
			name: 'inline button',
			path: '/home',
			kind: 'post',
			send: () => page.click('[data-testid=tweetButtonInline]'),
		},
		{
			name: 'inline Ctrl+Enter',
			path: '/home',
			kind: 'post',
			send: () => page.keyboard.press('Control+Enter'),
		},
		{name: 'inline Meta+Enter', path: '/home', kind: 'post', send: () => page.keyboard.press('Meta+Enter')},
		{
			name: 'reply button',
			path: `/moira_trent/status/${parent.id}`,
			kind: 'reply',
			send: () => page.click('[data-testid=tweetButtonInline]'),
		},
		{
			name: 'reply Ctrl+Enter',
			path: `/moira_trent/status/${parent.id}`,
			kind: 'reply',
			send: () => page.keyboard.press('Control+Enter'),
		},
		{
			name: 'modal button',
			path: '/compose/post',
			within: MODAL,
			kind: 'post',
			send: () => page.click(`${MODAL} [data-testid=tweetButton]`),
		},
		{
			name: 'modal Ctrl+Enter',
			path: '/compose/post',
			within: MODAL,
			kind: 'post',
			send: () => page.keyboard.press('Control+Enter'),
		},
		{
			name: 'modal reply',
			path: `/compose/post?in_reply_to=${parent.id}`,
			within: MODAL,
			kind: 'reply',
			send: () => page.click(`${MODAL} [data-testid=tweetButton]`),
		},
	])('$name publishes one $kind', async ({path, within, kind, send}) => {
		await write(path, 'Hello', within);
		await send();
		await page.waitForSelector('[data-testid=toast] a');
		const target = kind === 'reply' ? parent.id : null;
		expect(await published()).toMatchObject([{kind, text: 'Hello', target, actor: leeds.id}]);
	});

	test('the button keeps its testid by placement, the tool bar its distance of 19 levels', async () => {
		await page.goto('https://x.com/compose/post');
		await page.waitForSelector(`${MODAL} ${EDITOR}`);
		await eventually(() => page.locator(EDITOR).count()).toBe(2);
		expect(await page.locator('[data-testid=tweetButtonInline]').count()).toBe(1);
		expect(await page.locator(`${MODAL} [data-testid=tweetButton]`).count()).toBe(1);
		expect(await page.locator(EDITOR).evaluateAll(levelsToToolBar)).toEqual([19, 19]);
		expect(await page.locator(EDITOR).first().getAttribute('no-focustrapview-refocus')).toBe('true');
	});

	test('text read per block equals the wire text', async () => {
		const text = `${TEXTS['empty lines']}\n${TEXTS.emoji}`;
		await write('/home', text);
		const read = await page
			.locator(EDITOR)
			.evaluate(editor =>
				[...editor.querySelectorAll('[data-block=true]')]
					.map(block =>
						[...block.querySelectorAll('[data-text=true]')].map(part => part.textContent).join(''),
					)
					.join('\n'),
			);
		await page.keyboard.press('Control+Enter');
		await page.waitForSelector('[data-testid=toast] a');
		expect(read).toBe(text);
		expect((await published())[0]!.text).toBe(text);
	});

	test.each(['187', '226', '186', '403', '503', 'noId', 'network'] as const)(
		'error %s keeps the draft',
		async kind => {
			await weather({fail: {nth: 0, kind}});
			await write('/home', 'Keep me');
			await page.click('[data-testid=tweetButtonInline]');
			await page.waitForSelector('[role=alert]');
			await eventually(() => page.textContent(EDITOR)).toBe('Keep me');
			expect(await published()).toEqual([]);
		},
	);

	test('a thread goes out item by item; when item 3 fails, two are public and the rest stays', async () => {
		await weather({fail: {nth: 3, kind: '187'}});
		await write('/compose/post', 'One', MODAL);
		for (const [index, text] of ['Two', 'Three'].entries()) {
			await page.click('[data-testid=addButton]:visible >> nth=-1');
			await page.click(`[data-testid="tweetTextarea_${index + 1}"]`);
			await page.keyboard.type(text);
		}
		await page.click(`${MODAL} [data-testid=tweetButton]`);
		await page.waitForSelector(`${MODAL} [role=alert]`);
		const [one, two] = await published();
		expect(await published()).toMatchObject([
			{kind: 'thread-item', text: 'One'},
			{kind: 'thread-item', text: 'Two'},
		]);
		expect(two!.target).toBe(one!.id);
		await eventually(() => page.textContent(`${MODAL} ${EDITOR}`)).toBe('Three');
	});

	test('switching the account changes who posts', async () => {
		await page.goto('https://x.com/home');
		await page.click('[data-testid=SideNav_AccountSwitcher_Button]');
		await page.click('[data-account=priya_nair_]');
		await page.waitForSelector('[data-testid=AppTabBar_Profile_Link][href="/priya_nair_"]');
		expect(await page.evaluate(() => document.cookie)).toContain(`twid=u%3D${X_ACCOUNTS[2]!.id}`);
		await page.click(EDITOR);
		await page.keyboard.type('Mine');
		await page.keyboard.press('Control+Enter');
		await page.waitForSelector('[data-testid=toast] a');
		expect(await published()).toMatchObject([{actor: X_ACCOUNTS[2]!.id}]);
		await bench.context.clearCookies();
	});

	test.each<{fault: string; sign: [string, string]; reason: string}>([
		{fault: 'another path', sign: ['POST', '/elsewhere'], reason: 'transaction id of another method or path'},
		{fault: 'another method', sign: ['GET', ''], reason: 'transaction id of another method or path'},
	])('a request signed for $fault is refused with 226', async ({sign: [method, path], reason}) => {
		await page.goto('https://x.com/home');
		const code = await page.evaluate(postSigned, {method, path});
		expect(code).toBe(226);
		expect(await bench.control('GET /rejected')).toMatchObject([{reason}]);
		expect(await published()).toEqual([]);
	});

	test.each([
		{name: 'a percent-encoded path', path: '/i/api/graphql/ID/Create%54weet', json: true},
		{name: 'the bare endpoint', path: '/i/api/graphql', json: true},
		{name: 'the old endpoint', path: '/i/api/1.1/statuses/update.json', json: false},
	])('a signed request to $name publishes', async ({path, json}) => {
		await page.goto('https://x.com/home');
		await page.evaluate(sendSigned, {path, json});
		await eventually(published).toMatchObject([{kind: 'post', text: 'By another door'}]);
	});

	test.each(['Enter', ' '])('a button that is a div fires on keyup of "%s"', async key => {
		await weather({tagSwap: true});
		await write('/home', 'Keys');
		await page.focus('[data-testid=tweetButtonInline]');
		await page.keyboard.down(key);
		expect(await published()).toEqual([]);
		await page.keyboard.up(key);
		await eventually(published).toMatchObject([{text: 'Keys'}]);
	});

	test('Alt+click on the button sends nothing', async () => {
		await write('/home', 'Alt');
		await page.click('[data-testid=tweetButtonInline]', {modifiers: ['Alt']});
		await page.click('[data-testid=tweetButtonInline]');
		await page.waitForSelector('[data-testid=toast] a');
		expect(await published()).toHaveLength(1);
	});

	test('an undo window sends nothing at the click, and everything when the clock says so', async () => {
		await weather({undoSeconds: 20});
		await write('/home', 'Think again');
		await page.click('[data-testid=tweetButtonInline]');
		await page.waitForSelector('[data-testid=toast] button');
		expect(await published()).toEqual([]);
		await bench.control('POST /clock', {advanceMs: 21_000});
		await eventually(published).toMatchObject([{text: 'Think again'}]);
	});

	test('leaving the page flushes the undo window', async () => {
		await weather({undoSeconds: 20});
		await write('/home', 'Flushed');
		await page.click('[data-testid=tweetButtonInline]');
		await page.waitForSelector('[data-testid=toast] button');
		await page.goto('https://www.facebook.com/');
		await eventually(published).toMatchObject([{text: 'Flushed'}]);
	});
});

function levelsToToolBar(editors: Element[]): number[] {
	return editors.map(editor => {
		let levels = 0;
		for (
			let at: Element | null = editor;
			at && !at.querySelector('[data-testid=toolBar]');
			at = at.parentElement
		)
			levels += 1;
		return levels;
	});
}

interface Twin {
	sign: (method: string, path: string) => string;
}

async function postSigned({method, path}: {method: string; path: string}): Promise<number> {
	const boot = JSON.parse(document.getElementById('boot')!.textContent!) as {ids: Record<string, string>};
	const id = boot.ids.CreateTweet!;
	const url = `/i/api/graphql/${id}/CreateTweet`;
	const {sign} = (window as unknown as {__twin: Twin}).__twin;
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			'x-csrf-token': document.cookie.match(/ct0=(\w+)/)![1]!,
			'x-client-transaction-id': sign(method, path || url),
		},
		body: JSON.stringify({
			variables: {tweet_text: 'Forged', dark_request: false, semantic_annotation_ids: []},
			features: {},
			queryId: id,
		}),
	});
	const {errors} = (await response.json()) as {errors: {code: number}[]};
	return errors[0]!.code;
}

/** A script with the run of the page: signs as the page does and sends by itself. */
async function sendSigned({path, json}: {path: string; json: boolean}): Promise<void> {
	const boot = JSON.parse(document.getElementById('boot')!.textContent!) as {ids: Record<string, string>};
	const queryId = boot.ids.CreateTweet!;
	const url = path.replace('ID', queryId);
	const {sign} = (window as unknown as {__twin: Twin}).__twin;
	const variables = {tweet_text: 'By another door', dark_request: false, semantic_annotation_ids: []};
	await fetch(url, {
		method: 'POST',
		headers: {
			'x-csrf-token': document.cookie.match(/ct0=(\w+)/)![1]!,
			'x-client-transaction-id': sign('POST', url),
		},
		body: json
			? JSON.stringify({variables, features: {}, queryId})
			: new URLSearchParams({status: variables.tweet_text}),
	});
}
