import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {FACEBOOK_GROUPS, FACEBOOK_PAGES, FACEBOOK_PERSON, FACEBOOK_STORIES} from './seed.ts';
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

const DIALOG_EDITOR = '[role=dialog] form[method=POST] [data-lexical-editor=true]';
const leeds = FACEBOOK_PAGES[0]!;
const story = FACEBOOK_STORIES[0]!;
const comment = story.comments[0]!;
const COMMENT_EDITOR = `[data-story="${story.id}"] > form[role=presentation] [data-lexical-editor=true]`;

const weather = (switches: Partial<Weather>): Promise<unknown> => bench.control('POST /weather', switches);
const published = () => bench.published('facebook');

async function writePost(text: string, path = '/'): Promise<void> {
	await page.goto(`https://www.facebook.com${path}`);
	await page.click('[role=region] [role=link] + [role=button]');
	await page.waitForSelector(DIALOG_EDITOR);
	await page.keyboard.type(text);
}

async function writeComment(text: string): Promise<void> {
	await page.goto('https://www.facebook.com/');
	await page.click(COMMENT_EDITOR);
	await page.keyboard.type(text);
}

const press = (key: string) => () => page.keyboard.press(key);
const clickPost = () => page.click('[role=dialog] [aria-label=Post]');

describe('facebook twin', {timeout: 20_000}, () => {
	test.each(Object.entries(TEXTS))('the post dialog publishes %s unchanged, once', async (_, text) => {
		await writePost(text);
		await clickPost();
		await eventually(published).toMatchObject([{kind: 'post', text, actor: leeds.id, audience: 'EVERYONE'}]);
		expect(await bench.control('GET /rejected')).toEqual([]);
	});

	test.each([
		{name: 'click on Post', send: clickPost},
		{name: 'Ctrl+Enter', send: press('Control+Enter')},
		{name: 'Meta+Enter', send: press('Meta+Enter')},
		{
			name: 'requestSubmit',
			send: () =>
				page.evaluate(() => document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit()),
		},
	])('$name publishes one post', async ({send}) => {
		await writePost('Hello');
		await send();
		await eventually(published).toMatchObject([{kind: 'post', text: 'Hello'}]);
	});

	test('Ctrl+Enter during composition submits when the composition ends', async () => {
		await writePost('Konnichiwa ');
		const session = await bench.context.newCDPSession(page);
		await session.send('Input.imeSetComposition', {text: 'に', selectionStart: 1, selectionEnd: 1});
		await page.keyboard.press('Control+Enter');
		expect(await published()).toEqual([]);
		await session.send('Input.insertText', {text: 'に'});
		await eventually(published).toMatchObject([{kind: 'post'}]);
	});

	test('a soft newline is one newline on the wire', async () => {
		await writePost('One');
		await page.keyboard.press('Shift+Enter');
		await page.keyboard.type('Two');
		await clickPost();
		await eventually(published).toMatchObject([{text: 'One\nTwo'}]);
	});

	test.each([
		{name: 'Enter', send: press('Enter')},
		{name: 'the button', send: () => page.click('#focused-state-composer-submit [role=button]')},
	])('in a comment, $name commits', async ({send}) => {
		await writeComment('Hello');
		await send();
		await eventually(published).toMatchObject([{kind: 'comment', text: 'Hello', target: story.id}]);
	});

	test.each(['Shift+Enter', 'Alt+Enter', 'Control+Enter'])('in a comment, %s is a newline', async key => {
		await writeComment('Hello');
		await page.keyboard.press(key);
		await page.keyboard.type('again');
		await page.keyboard.press('Enter');
		await eventually(published).toMatchObject([{text: 'Hello\nagain'}]);
	});

	test('Enter in an open typeahead takes the suggestion and sends nothing', async () => {
		await writeComment('Hello @moi');
		await page.waitForSelector('[role=listbox] [role=option]');
		await page.keyboard.press('Enter');
		await page.keyboard.type('call us');
		await page.keyboard.press('Enter');
		await eventually(published).toMatchObject([{text: 'Hello Moira Trent call us'}]);
	});

	test('stories, comments and replies link to themselves by number', async () => {
		await page.goto('https://www.facebook.com/');
		const card = page.locator(`[data-story="${story.id}"]`);
		await card.waitFor();
		await eventually(() => card.locator(`a[href="/${leeds.id}/posts/${story.id}"]`).count()).toBe(1);
		await eventually(() =>
			card.locator(`a[href$="/posts/${story.id}?comment_id=${comment.id}"]`).count(),
		).toBe(1);
	});

	test('a reply answers the comment', async () => {
		await page.goto('https://www.facebook.com/');
		const article = page.locator(`[role=article] [role=article]`).filter({hasText: comment.text});
		await article.getByRole('button', {name: 'Reply'}).click();
		await article.locator('form[role=presentation] [data-lexical-editor]').waitFor();
		await page.keyboard.type('So sorry, calling you now.');
		await page.keyboard.press('Enter');
		await eventually(published).toMatchObject([{kind: 'comment', target: comment.id, actor: leeds.id}]);
	});

	test.each(['1675012', '1357051', '1570245', '368', '1357004', 'network'] as const)(
		'error %s keeps the draft for Edit',
		async kind => {
			await weather({fail: {nth: 0, kind}});
			await writePost('Keep me');
			await clickPost();
			await page.getByRole('alert').getByText('Edit').click();
			await eventually(() => page.textContent(DIALOG_EDITOR)).toBe('Keep me');
			expect(await published()).toEqual([]);
		},
	);

	test('a refused comment vanishes and its text comes back', async () => {
		await weather({fail: {nth: 0, kind: '1675012'}});
		await writeComment('Keep me');
		await page.keyboard.press('Enter');
		await page.waitForSelector('form [role=alert]');
		await eventually(() => page.textContent(COMMENT_EDITOR)).toBe('Keep me');
		await eventually(() => page.locator('[data-comment^="client:"]').count()).toBe(0);
	});

	test('a warning beside success still publishes', async () => {
		await weather({fail: {nth: 0, kind: 'warning'}});
		await writePost('Fine');
		await clickPost();
		await eventually(published).toHaveLength(1);
		await page.waitForSelector('[data-story]:not([data-story^="client:"]):has-text("Fine")');
		expect(await page.locator('[role=alert]').count()).toBe(0);
	});

	test.each(['body', 'url', 'header'] as const)('the operation name may be in the %s only', async nameIn => {
		await weather({nameIn, forGuard: true});
		await writePost('Named');
		await clickPost();
		await eventually(published).toMatchObject([{op: 'ComposerStoryCreateMutation'}]);
	});

	test('an open dialog makes its siblings inert and shows the post before the answer', async () => {
		await weather({slow: 800});
		await writePost('Early bird');
		expect(await page.locator('[id^=mount_0_0_]').getAttribute('inert')).not.toBeNull();
		await clickPost();
		await page.waitForSelector('[role=article]:has-text("Early bird")');
		expect(await page.locator('[data-story^="client:"]').count()).toBe(1);
		await page.waitForSelector('[data-story^="client:"]', {state: 'detached'});
	});

	test('acting as oneself changes av and actor', async () => {
		await page.goto('https://www.facebook.com/');
		await page.click('[data-sandbox=switcher]');
		await page.click(`[data-actor="${FACEBOOK_PERSON.id}"]`);
		await page.waitForSelector(`[data-sandbox=switcher][aria-label="${FACEBOOK_PERSON.name}"]`);
		expect(await page.evaluate(() => document.cookie)).not.toContain('i_user');
		await page.click(COMMENT_EDITOR);
		await page.keyboard.type('As me');
		await page.keyboard.press('Enter');
		await eventually(published).toMatchObject([{actor: FACEBOOK_PERSON.id}]);
		await bench.context.clearCookies();
	});

	test.each([
		{group: FACEBOOK_GROUPS[0]!, kind: 'post'},
		{group: FACEBOOK_GROUPS[1]!, kind: 'pending'},
	])('a post in $group.name is $kind', async ({group, kind}) => {
		await writePost('For the group', `/groups/${group.id}`);
		await clickPost();
		await eventually(published).toMatchObject([{kind, target: group.id, text: 'For the group'}]);
	});
});
