/** Our own screens in a real browser: by keyboard alone, nothing lost, nothing that axe finds. */

import type {Page} from 'playwright-core';
import {fillQueue, hire, submit} from '../../scripts/stage/queue.ts';
import {accessible} from './accessible.ts';
import {expect, test} from './on-stage.ts';

test.describe.configure({mode: 'serial'});

/** A press as early as the page itself can make one: when the heading is in the document, before it is painted. */
function pressOnceSeen(page: Page, key: string, heading: string): Promise<void> {
	return page.evaluate(
		([key, heading]) =>
			new MutationObserver((_, seen) => {
				const all = [...document.querySelectorAll('h2')];
				if (!all.some(({textContent}) => textContent.startsWith(heading))) return;
				seen.disconnect();
				document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
			}).observe(document, {childList: true, subtree: true}),
		[key, heading] as const,
	);
}

test('the reviewer works by keyboard, and what was begun survives the popup', async ({stage, reviewer}) => {
	await fillQueue(stage);
	const popup = await reviewer.popup();
	await expect(popup.getByRole('heading', {name: 'Held items'})).toBeVisible();
	// One after the other they come from the hub
	await expect(popup.getByRole('heading', {level: 3})).toHaveText([
		/^Customers waiting/,
		/^With findings/,
		/^Same wording, several accounts/,
		/^Everything else/,
	]);
	await accessible(popup, 'list');

	await popup.getByRole('button', {name: 'Start'}).focus();
	await popup.keyboard.press('Enter');
	await expect(popup.getByRole('heading', {name: /^Comment on Facebook/})).toBeFocused();
	await expect(popup.getByText('Is the £199 deal still on?')).toBeVisible();
	await accessible(popup, 'card');

	await popup.keyboard.press('r');
	const note = popup.getByRole('textbox', {name: /What should Dev do/});
	await expect(note).toBeFocused();
	await popup.getByRole('radio', {name: 'Promise of an outcome'}).focus();
	await popup.keyboard.press('ArrowDown');
	await expect(popup.getByRole('radio', {name: 'Missing information'})).toBeChecked();
	await note.focus();
	await popup.keyboard.type('Rae asks: what about a deposit?');
	await accessible(popup, 'return form');
	await popup.close();

	const again = await reviewer.popup();
	await expect(again.getByRole('textbox', {name: /What should Dev do/})).toHaveValue(
		'Rae asks: what about a deposit?',
	);
	await expect(again.getByRole('radio', {name: 'Missing information'})).toBeChecked();
	await pressOnceSeen(again, 'a', 'Post on X');
	await again.getByRole('button', {name: 'Return to Dev'}).press('Enter');
	await expect(again.getByRole('status').first()).toContainText('✓ Priya can post it until');
	await again.close();
});

test('hidden, turning and look-alike characters are shown', async ({reviewer}) => {
	const review = await reviewer.open('review');
	await review.getByRole('button', {name: /All held items/}).click();
	await review.getByRole('button', {name: /no app/}).click();
	await expect(review.getByRole('note')).toContainText('4 characters are not what they seem');
	await expect(review.getByRole('note')).toContainText('right-to-left override U+202E');
	await accessible(review, 'full page');
	await review.close();
});

test('waits are on the hub’s clock, whatever this computer’s says', async ({reviewer}) => {
	const popup = await reviewer.popup();
	await popup.clock.setFixedTime(Date.now() + 5 * 3_600_000);
	await popup.reload();
	const wait = popup.getByText(/waiting .* · post before/);
	await expect(wait).toContainText(' min');
	await expect(wait).not.toContainText(/\d h/);
	await popup.close();
});

test('an author sees his own, and cannot decide it', async ({reviewer}) => {
	const popup = await reviewer.popup();
	await popup.getByRole('button', {name: /All held items/}).click();
	await expect(popup.getByRole('button', {name: /every Finch/})).toHaveCount(0);
	await popup.getByText(/^Yours: 1/).click();
	await expect(popup.getByText('You wrote this, so someone else must approve it.')).toBeVisible();
	await accessible(popup, 'own posts');
	await popup.close();
});

test('a decision on what changed meanwhile is not made', async ({stage, reviewer}) => {
	const dev = await hire(stage, 'Dev Patel');
	const hold = await submit(dev, {
		author: 'Dev Patel',
		text: 'Finance available, subject to status. Ask Dev.',
	});
	const popup = await reviewer.popup();
	await popup.getByRole('button', {name: /Ask Dev/}).click();
	await expect(popup.getByRole('button', {name: /^Approve/})).toBeVisible();
	await dev.client.call('command', {type: 'withdraw'}, {id: hold});
	await expect(popup.getByRole('heading', {name: 'Held items'})).toBeVisible();
	await expect(popup.getByRole('button', {name: /Ask Dev/})).toHaveCount(0);
	await popup.close();
});

test('the options show who, what is guarded, and each record word for word', async ({reviewer}) => {
	const options = await reviewer.open('options');
	await expect(options.getByText('Tom Okafor, Harwell & Stone Motor Group')).toBeVisible();
	await expect(options.getByText('@HarwellStoneLeeds')).toBeVisible();
	await options.getByText('heartbeat').first().click();
	await expect(options.locator('details[open] pre')).toContainText('"kind": "heartbeat"');
	await accessible(options, 'options');
	const welcome = await reviewer.open('welcome');
	await accessible(welcome, 'welcome');
});
