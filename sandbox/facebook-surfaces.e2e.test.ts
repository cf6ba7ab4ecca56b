import type {Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {FACEBOOK_CUSTOMERS, FACEBOOK_GROUPS, FACEBOOK_PAGES, FACEBOOK_STORIES} from './seed.ts';
import type {ReceivedEntry} from './server/ledger.ts';
import type {Weather} from './shared/weather.ts';
import {type Bench, openBench} from './testing/browser.ts';
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
	await page.close();
});

const leeds = FACEBOOK_PAGES[0]!;
const own = FACEBOOK_STORIES.find(story => story.author === leeds.id)!;
const other = FACEBOOK_STORIES.find(story => story.author !== leeds.id)!;
const moira = FACEBOOK_CUSTOMERS[0]!;

const weather = (switches: Partial<Weather>): Promise<unknown> => bench.control('POST /weather', switches);
const published = () => bench.published('facebook');
const open = (path: string, host = 'www') => page.goto(`https://${host}.facebook.com${path}`);
const card = (id: string) => page.locator(`[data-story="${id}"]`);
const button = (name: string) => page.getByRole('button', {name, exact: true});
const DIALOG_EDITOR = '[role=dialog] [data-lexical-editor=true]';

describe('facebook twin, further surfaces', {timeout: 20_000}, () => {
	test.each([
		{variant: 'a', op: 'useCometFeedToFeedReshare_FeedToFeedMutation'},
		{variant: 'b', op: 'ComposerStoryCreateMutation'},
	] as const)('a share goes by $op', async ({variant, op}) => {
		await weather({variant});
		await open('/');
		await card(other.id).getByRole('button', {name: 'Share'}).click();
		await page.waitForSelector(DIALOG_EDITOR);
		expect(await page.locator(DIALOG_EDITOR).getAttribute('aria-label')).toBeNull();
		await page.keyboard.type('Worth a read');
		await page.click('[data-ad-rendering-role=share_button]');
		await eventually(published).toMatchObject([{kind: 'share', text: 'Worth a read', target: other.id, op}]);
	});

	test('a share without text, into a group', async () => {
		await open('/');
		await card(other.id).getByRole('button', {name: 'Share'}).click();
		await page.selectOption('[role=dialog] select', FACEBOOK_GROUPS[0]!.id);
		await page.click('[data-ad-rendering-role=share_button]');
		await eventually(published).toMatchObject([
			{kind: 'share', text: '', audience: FACEBOOK_GROUPS[0]!.id, op: 'useCometGroupReshareMutation'},
		]);
	});

	test('a share to the story is one mutation without text', async () => {
		await open('/');
		await card(other.id).getByRole('button', {name: 'Share'}).click();
		await page.locator('[role=dialog]').getByRole('button', {name: 'Story'}).click();
		await eventually(published).toMatchObject([
			{kind: 'share', op: 'useCometFeedToStoryReshare_FeedToStoryMutation'},
		]);
	});

	test('a share to Messenger is seen on the socket only', async () => {
		await open('/');
		await card(other.id).getByRole('button', {name: 'Share'}).click();
		await page.locator('[role=dialog]').getByRole('button', {name: 'Message'}).click();
		await eventually(published).toMatchObject([{kind: 'dm', op: 'lightspeed'}]);
	});

	test('a post is edited and deleted', async () => {
		await open('/');
		await card(own.id).getByRole('button', {name: 'More'}).click();
		await page.getByRole('menuitem', {name: 'Edit post'}).click();
		await page.click(DIALOG_EDITOR);
		await page.keyboard.press('Control+End');
		await page.keyboard.type(' Edited.');
		await page.click('[role=dialog] [aria-label=Save]');
		await eventually(published).toMatchObject([{kind: 'edit', target: own.id, text: `${own.text} Edited.`}]);
		await card(own.id).getByRole('button', {name: 'More'}).click();
		await page.getByRole('menuitem', {name: 'Delete'}).click();
		await eventually(published).toMatchObject([{}, {kind: 'delete', target: own.id}]);
	});

	test('a reaction toggles', async () => {
		await open('/');
		const like = card(other.id).locator('> div').getByRole('button', {name: 'Like', exact: true}).first();
		await like.click();
		await eventually(published).toMatchObject([{kind: 'reaction', target: other.id}]);
		await like.click();
		await eventually(published).toMatchObject([{}, {kind: 'undo', target: other.id}]);
	});

	test('a photo goes up first and is published with its bytes', async () => {
		await open('/');
		await page.click('[role=region] [role=link] + [role=button]');
		await page.setInputFiles('[role=dialog] input[type=file]', {
			name: 'kestrel.png',
			mimeType: 'image/png',
			buffer: PICTURE,
		});
		await page.click('[role=dialog] [aria-label=Post]:not([aria-disabled=true])');
		await eventually(published).toMatchObject([
			{kind: 'post', text: '', media: [{type: 'image/png', size: PICTURE.length}]},
		]);
	});

	test("a video's bytes go from the worker; the answer has no story yet", async () => {
		await open('/');
		await page.click('[role=region] [role=link] + [role=button]');
		await page.setInputFiles('[role=dialog] input[type=file]', {
			name: 'drive.mp4',
			mimeType: 'video/mp4',
			buffer: Buffer.from('not really a film'),
		});
		await page.click('[role=dialog] [aria-label=Post]:not([aria-disabled=true])');
		await eventually(published).toMatchObject([{kind: 'post', media: [{type: 'video/mp4', size: 17}]}]);
		const received = await bench.control<ReceivedEntry[]>('GET /received');
		expect(received.find(entry => entry.operation === 'video/receive')).toMatchObject({
			host: 'vupload-edge.facebook.com',
		});
	});

	test('an anonymous group post reports its switch and says so', async () => {
		await open(`/groups/${FACEBOOK_GROUPS[2]!.id}`);
		await page.click('[role=region] [role=link] + [role=button]');
		await page.check('[role=dialog] [role=switch]');
		await page.click(DIALOG_EDITOR);
		await page.keyboard.type('Asking for a friend');
		await page.click('[role=dialog] [aria-label=Post]');
		await eventually(published).toMatchObject([{kind: 'post', target: FACEBOOK_GROUPS[2]!.id}]);
		const received = await bench.control<ReceivedEntry[]>('GET /received');
		expect(received.map(entry => entry.operation)).toContain('useGroupsCometAnonymousPostToggleMutation');
	});

	test.each([false, true])(
		'mentions, hashtags and emoji read and send as text (emojiImages: %s)',
		async emojiImages => {
			await weather({emojiImages});
			await open('/');
			await page.click('[role=region] [role=link] + [role=button]');
			await page.waitForSelector(DIALOG_EDITOR);
			await page.keyboard.type('Thanks @moi');
			await page.waitForSelector('[role=option]');
			await page.keyboard.press('Enter');
			await page.keyboard.insertText('for the 🚗 ride #Kestrel now');
			await eventually(() => page.locator(`${DIALOG_EDITOR} img`).count()).toBe(emojiImages ? 1 : 0);
			await page.click('[role=dialog] [aria-label=Post]');
			await eventually(published).toMatchObject([{text: 'Thanks Moira Trent for the 🚗 ride #Kestrel now'}]);
		},
	);

	test.each(['/settings', '/report'])('%s has a text box that is no composer', async path => {
		await open(path);
		await page.waitForSelector('[role=main] [role=textbox][contenteditable=true]');
		expect(await page.locator('form[method=POST], form[role=presentation]').count()).toBe(0);
	});

	test('in two steps, Next sends nothing', async () => {
		await weather({variant: 'b'});
		await open('/');
		await page.click('[role=region] [role=link] + [role=button]');
		await page.waitForSelector(DIALOG_EDITOR);
		await page.keyboard.type('Two steps');
		await page.click('[role=dialog] [aria-label=Next]');
		await page.waitForSelector('[role=dialog] [aria-label=Post]');
		expect(await published()).toEqual([]);
		await page.click('[role=dialog] [aria-label=Post]');
		await eventually(published).toMatchObject([{text: 'Two steps'}]);
	});

	test('Business Suite publishes from a combobox, and schedules', async () => {
		await open('/latest/composer/', 'business');
		await page.click('[role=combobox][contenteditable=true]');
		await page.keyboard.type('From the suite');
		await button('Publish').click();
		await eventually(published).toMatchObject([
			{kind: 'post', text: 'From the suite', op: 'BusinessComposerStoryCreationMutation'},
		]);
		await page.click('[role=combobox][contenteditable=true]');
		await page.keyboard.type('Tomorrow');
		await page.check('[role=switch]');
		await button('Schedule').click();
		await eventually(published).toMatchObject([{}, {kind: 'schedule', text: 'Tomorrow'}]);
		await bench.control('POST /clock', {advanceMs: 2 * 86_400_000});
		expect(await published()).toMatchObject([{}, {}, {kind: 'post', text: 'Tomorrow', op: 'scheduler'}]);
	});

	test('a scheduled post is moved, then published by hand', async () => {
		await open('/latest/composer/', 'business');
		await page.click('[role=combobox][contenteditable=true]');
		await page.keyboard.type('Someday');
		await page.check('[role=switch]');
		await button('Schedule').click();
		await eventually(published).toHaveLength(1);
		await open('/latest/scheduled', 'business');
		await button('+1 d').click();
		await eventually(published).toMatchObject([
			{},
			{kind: 'schedule', op: 'useCometUpdateScheduleTimeDialogRescheduleMutation'},
		]);
		await button('Publish').click();
		await eventually(published).toMatchObject([
			{},
			{},
			{kind: 'post', text: 'Someday', op: 'useCometScheduledPostManualPublishMutation'},
		]);
		await bench.control('POST /clock', {advanceMs: 5 * 86_400_000});
		expect(await published()).toHaveLength(3);
	});

	test.each([
		{path: `/messages/t/${moira.id}`, socketIn: 'worker', op: 'lightspeed', readable: true},
		{path: `/messages/t/${moira.id}`, socketIn: 'page', op: 'lightspeed', readable: true},
		{path: `/messages/e2ee/t/${moira.id}`, socketIn: 'worker', op: 'messenger-e2ee', readable: false},
		{path: `/messages/e2ee/t/${moira.id}`, socketIn: 'page', op: 'messenger-e2ee', readable: false},
	] as const)('$path sends with Enter by $op in the $socketIn', async ({path, socketIn, op, readable}) => {
		await weather({socketIn, trustedTypes: true});
		await open(path);
		await page.click('[role=main] [role=textbox][contenteditable=true]');
		await page.keyboard.type('Hello Moira');
		await page.keyboard.press('Enter');
		await page.waitForSelector('[role=main] [role=log] [data-scope=messages_table]');
		await eventually(published).toMatchObject([
			{kind: 'dm', text: 'Hello Moira', target: moira.id, actor: leeds.id, op},
		]);
		const received = await bench.control<ReceivedEntry[]>('GET /received');
		const frame = received.find(entry => entry.operation === op)!;
		expect(JSON.stringify(frame.body).includes('Hello Moira')).toBe(readable);
	});

	test('a thumb is sent with no text typed', async () => {
		await open(`/messages/t/${moira.id}`);
		await button('👍').click();
		await eventually(published).toMatchObject([{kind: 'dm', text: '👍'}]);
	});

	test.each([
		{path: '/stories/create', presses: ['Share to story'], kind: 'story'},
		{path: '/stories/122100000009001', presses: ['Reply'], kind: 'dm'},
		{path: '/reel/create', presses: ['Next', 'Next', 'Share'], kind: 'reel'},
		{path: '/notes/create', presses: ['Share'], kind: 'note'},
	])('$path publishes a $kind', async ({path, presses, kind}) => {
		await open(path);
		await page.fill('[role=main] textarea', 'Hello');
		for (const name of presses) {
			expect(await published()).toEqual([]);
			await button(name).last().click();
		}
		await eventually(published).toMatchObject([{kind, text: 'Hello'}]);
	});

	test('opening a composer fires five reads, typing a comment two signals; none is published', async () => {
		await open('/');
		await page.click(`[data-story="${own.id}"] > form [data-lexical-editor]`);
		await page.keyboard.type('x');
		await page.keyboard.press('Backspace');
		await page.click('[role=region] [role=link] + [role=button]');
		const operations = async () =>
			(await bench.control<ReceivedEntry[]>('GET /received')).map(entry => entry.operation ?? '');
		await eventually(async () =>
			(await operations()).filter(name => /Composer.*Query|PickerQuery/.test(name)),
		).toHaveLength(5);
		expect((await operations()).filter(name => /LiveTyping/.test(name))).toHaveLength(2);
		expect(await published()).toEqual([]);
	});
});
