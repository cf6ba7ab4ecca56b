import {afterAll, beforeAll, expect, test} from 'vitest';
import {openStage, type Stage} from './page.fixture.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

// A window that has no focus fires no event of it, and people paste into such windows; so does Firefox under a driver.
const noFocus = `{
	const {addEventListener} = window;
	window.addEventListener = (type, ...rest) => type !== 'focusin' && addEventListener.call(window, type, ...rest);
}`;
const editor = '[data-testid="tweetTextarea_0"]';

test('a composer that never told of its focus is known by its text', async () => {
	const {page, screen} = await stage.visit('https://x.com/home', {before: noFocus});
	await page.click(editor);
	await page.keyboard.type('Guaranteed finance for everyone!');
	await screen.find({name: /need a change/});
	expect(await page.locator(editor).innerText()).toBe('Guaranteed finance for everyone!');
});

test('a composer stays known when what tells its place comes after the focus', async () => {
	const {page, screen} = await stage.visit('https://www.facebook.com/');
	await page.locator('[role=region] [role=link] + [role=button]').click();
	const dialog = page.locator('[role=dialog]');
	await dialog.locator('[data-lexical-editor=true]').click();
	// The button of a share, as it was seen on the real site.
	await dialog
		.locator('footer [role=button]')
		.first()
		.evaluate(button => button.setAttribute('data-ad-rendering-role', 'share_button'));
	await page.keyboard.type('Guaranteed finance for everyone!');
	await screen.find({name: /need a change/});
	await page.close();
});

test('only keys that may send ask whose account acts', async () => {
	const counting = `{
		const {get} = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
		window.asked = 0;
		Object.defineProperty(document, 'cookie', {get: () => (window.asked++, get.call(document))});
	}`;
	const {page} = await stage.visit('https://www.facebook.com/', {before: counting});
	const comment = page.locator('form[role=presentation] [contenteditable=true]').first();
	await comment.click();
	const asked = await comment.evaluate(editor => {
		const counted = (event: Event) => {
			const before = window.asked;
			editor.dispatchEvent(event);
			return window.asked - before;
		};
		const key = (key: string) => new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true});
		const input = new InputEvent('beforeinput', {inputType: 'insertText', data: 'a', bubbles: true});
		return {letter: counted(key('a')), input: counted(input), enter: counted(key('Enter'))};
	});
	expect(asked).toEqual({letter: 0, input: 0, enter: expect.any(Number)});
	expect(asked.enter).toBeGreaterThan(0);
});

declare global {
	interface Window {
		/** How often the page's cookies were read. */
		asked: number;
	}
}
