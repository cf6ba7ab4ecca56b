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
