import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {openStage, type Stage} from './support/stage.ts';

/** Messages that leave by a socket: no request can be read, so the gesture and the editor are all there is. */
const boxes = [
	{
		name: 'XChat',
		url: 'https://x.com/i/chat/1450000000000000301',
		editor: '[data-testid="dm-composer-textarea"]',
		button: '[data-testid="dm-composer-send-button"]',
		id: '1450000000000000301',
	},
	{
		name: 'Messenger',
		url: 'https://www.facebook.com/messages/t/100090000000301',
		editor: '[role=main] [role=textbox]',
		button: '[role=main] [role=textbox] >> xpath=following::*[@role="button"][1]',
		id: '100090000000301',
	},
	{
		name: 'encrypted Messenger',
		url: 'https://www.facebook.com/messages/e2ee/t/100090000000301',
		editor: '[role=main] [role=textbox]',
		button: '[role=main] [role=textbox] >> xpath=following::*[@role="button"][1]',
		id: '100090000000301',
	},
	{
		name: 'a docked chat tab',
		url: 'https://www.facebook.com/',
		handle: '.docked [role=button], [class*=docked] [role=button]',
		editor: '[role=log] ~ * [role=textbox]',
		button: '[role=log] ~ * [role=textbox] >> xpath=following::*[@role="button"][1]',
		// Its address says nothing of it.
		id: '',
	},
];

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => stage.control('POST /reset'));

test.each(boxes)('$name: button and Enter are seen first, with text and conversation', async box => {
	const {page, guard} = await stage.open(box.url);
	if (box.handle) await page.locator(box.handle).first().click();
	await page.locator(box.editor).click();
	await page.keyboard.insertText('Your car is ready 🚗');
	await guard(end => end.stopGestures());
	await page.keyboard.press('Enter');
	await page.locator(box.button).click();
	expect(await guard(end => end.stopped.map(entry => entry.split(' ')[0]))).toEqual(['keydown', 'click']);
	await page.locator(box.editor).click();
	expect(await guard(end => end.draft())).toMatchObject({
		operation: 'dm',
		text: 'Your car is ready 🚗',
		target: box.id ? {kind: 'conversation', id: box.id} : null,
		unknown: box.id ? ['socket'] : ['conversation', 'socket'],
	});
	await page.keyboard.press('Shift+Enter');
	expect(await guard(end => end.stopped)).toHaveLength(2);
	expect(await stage.published()).toEqual([]);
	await page.close();
});

test('XChat: a fix goes into the textarea, and undo brings it back', async () => {
	const {page, guard} = await stage.open(boxes[0]!.url);
	await page.locator(boxes[0]!.editor).click();
	await page.keyboard.insertText('Guaranteed finance');
	expect(await guard(end => end.composer().replace(0, 10, 'Flexible'))).toBe(true);
	expect(await guard(end => end.draft().text)).toBe('Flexible finance');
	await page.keyboard.press('ControlOrMeta+z');
	expect(await guard(end => end.draft().text)).toBe('Guaranteed finance');
	await page.close();
});
