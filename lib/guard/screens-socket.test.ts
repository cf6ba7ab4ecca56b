/** Messages that leave by a socket: what the line beside them says before anybody has pressed (docs/adr/0208). */
import type {Page} from 'playwright-core';
import {expect, test} from 'vitest';
import {usual} from './page.fixture.ts';
import {onScreens, says, shoot} from './screens.fixture.ts';

const {visit} = onScreens();
const boxes = [
	{
		name: 'x-chat',
		url: 'https://x.com/i/chat/1450000000000000301',
		editor: '[data-testid="dm-composer-textarea"]',
	},
	{name: 'facebook-docked', url: 'https://www.facebook.com/', editor: '[role=log] ~ * [role=textbox]'},
] as const;
const recorded = usual.state.accounts.map(account => ({...account, blind: 'capture' as const}));

test.each(boxes)('$name: denied, and the press does nothing', async ({name, url, editor}) => {
	const {page, screen} = await visit(url);
	await open(page, name);
	await page.click(editor);
	await page.keyboard.insertText('Your car is ready.');
	await screen.find(says(/Your company doesn’t send them from this account/));
	await shoot(page, `${name}-denied`);
	await page.keyboard.press('Enter');
	await screen.find(says(/^Nothing was posted\. Messages here leave by a way that Countersign can’t hold/));
	// The site would have emptied its box.
	expect(await wordsIn(page, editor)).toBe('Your car is ready.');
	const asked = await page.evaluate(() => stagehand.desk.asked.map(({name}) => name));
	expect(asked).not.toContain('interaction:release');
});

test.each(boxes)('$name: recorded as it is sent', async ({name, url, editor}) => {
	const {page, screen} = await visit(url, {world: {state: {...usual.state, accounts: recorded}}});
	await open(page, name);
	await page.click(editor);
	await page.keyboard.insertText('Your car is ready.');
	await screen.find(says(/What you type is checked and recorded/));
	await page.keyboard.press('Enter');
	await screen.find(says(/^Posted and archived/));
	await shoot(page, `${name}-recorded`);
	const asked = await page.evaluate(() => stagehand.desk.asked);
	const [release] = asked.filter(each => each.name === 'interaction:release');
	expect(release?.request).toMatchObject({draft: {operation: 'dm', text: 'Your car is ready.'}});
});

const wordsIn = (page: Page, editor: string) =>
	page.locator(editor).evaluate(box => (box instanceof HTMLTextAreaElement ? box.value : box.textContent));

/** A docked chat opens at a press on its handle. */
async function open(page: Page, name: string): Promise<void> {
	if (name === 'facebook-docked') await page.locator('[class*=docked] [role=button]').first().click();
}
