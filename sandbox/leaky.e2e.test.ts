import {fileURLToPath} from 'node:url';
import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {FACEBOOK_STORIES, X_POSTS} from './seed.ts';
import type {Weather} from './shared/weather.ts';
import {type Bench, openBench} from './testing/browser.ts';
import {eventually} from './testing/eventually.ts';
import {PICTURE} from './testing/picture.ts';

let bench: Bench;
let page: Page;

beforeAll(async () => {
	bench = await openBench({extension: fileURLToPath(new URL('testing/leaky/', import.meta.url))});
}, 30_000);
afterAll(() => bench.close());
beforeEach(async () => {
	await bench.control('POST /reset', {});
	page = await bench.context.newPage();
});
afterEach(() => page.close());

const EDITOR = '[contenteditable=true][role=textbox]';
const BUTTON = '[data-testid=tweetButtonInline]';
const key = (name: string) => () => page.keyboard.press(name);

async function writeOnX(): Promise<void> {
	await page.goto('https://x.com/home');
	await page.click(EDITOR);
	await page.keyboard.type('Unapproved');
}

async function writePost(): Promise<void> {
	await page.goto('https://www.facebook.com/');
	await page.click('[role=region] [role=link] + [role]');
	await page.waitForSelector(`[role=dialog] ${EDITOR}`);
	await page.keyboard.type('Unapproved');
}

async function writeComment(): Promise<void> {
	await page.goto('https://www.facebook.com/');
	await page.click(`[data-story="${FACEBOOK_STORIES[0]!.id}"] > form ${EDITOR}`);
	await page.keyboard.type('Unapproved');
}

async function push(): Promise<void> {
	await eventually(() =>
		bench.control('POST /push', {action: 'ACTION_FAVORITE', target: X_POSTS[0]!.id}),
	).toEqual({told: 1});
}

async function leave(): Promise<void> {
	await page.keyboard.press('Control+Enter');
	await page.waitForSelector('[data-testid=toast] button');
	await page.goto('https://www.facebook.com/');
}

async function compose(): Promise<void> {
	const session = await bench.context.newCDPSession(page);
	await session.send('Input.imeSetComposition', {text: 'に', selectionStart: 1, selectionEnd: 1});
	await page.keyboard.press('Control+Enter');
	await session.send('Input.insertText', {text: 'に'});
}

async function nudge(): Promise<void> {
	await page.setInputFiles('[data-testid=fileInput]', {
		name: 'k.png',
		mimeType: 'image/png',
		buffer: PICTURE,
	});
	await page.waitForSelector(`${BUTTON}:not([disabled])`);
	await page.click(EDITOR);
	await page.keyboard.press('Control+Enter');
	await page.click('[data-testid=confirmationSheetConfirm]');
}

const KEYS: Partial<Weather> = {tagSwap: true};

/** With a guard that stops clicks only, these tests must see what gets past it. */
describe('with a guard that knows only the click', {timeout: 20_000}, () => {
	test.each([
		{path: 'S1 on X', write: writeOnX, send: () => page.click(BUTTON)},
		{path: 'F1 on Facebook', write: writePost, send: () => page.click('[role=dialog] [aria-label=Post]')},
		{
			path: 'F5 on Facebook',
			write: writeComment,
			send: () => page.click('#focused-state-composer-submit [role=button]'),
		},
	])('$path is held', async ({write, send}) => {
		await write();
		await send();
		await page.waitForSelector('html[data-leaky-held=true]');
		expect(await bench.published()).toEqual([]);
	});

	test.each<{
		path: string;
		weather?: Partial<Weather>;
		write: () => Promise<void>;
		send: () => Promise<unknown>;
	}>([
		{
			path: 'S2 keyup on a div button',
			weather: KEYS,
			write: writeOnX,
			send: () => page.press(BUTTON, 'Enter'),
		},
		{path: 'S3 Ctrl+Enter', write: writeOnX, send: key('Control+Enter')},
		{path: 'S6 the dialog after Post', weather: {nudges: true}, write: writeOnX, send: nudge},
		{path: 'S7 undo flushed on leaving', weather: {undoSeconds: 20}, write: writeOnX, send: leave},
		{path: 'S9 push action', write: writeOnX, send: push},
		{path: 'F2 Ctrl+Enter', write: writePost, send: key('Control+Enter')},
		{path: 'F3 Ctrl+Enter in composition', write: writePost, send: compose},
		{path: 'F4 Enter in a comment', write: writeComment, send: key('Enter')},
		{
			path: 'S3 with a pristine XHR',
			weather: {pristineXhr: true},
			write: writeOnX,
			send: key('Control+Enter'),
		},
		{path: 'S3 from a worker', weather: {workerSend: true}, write: writeOnX, send: key('Control+Enter')},
		{path: 'F2 from a worker', weather: {workerSend: true}, write: writePost, send: key('Control+Enter')},
	])('$path escapes, and is seen', async ({weather, write, send}) => {
		await bench.control('POST /weather', weather ?? {});
		await write();
		await send();
		await eventually(() => bench.published()).toHaveLength(1);
	});
});
