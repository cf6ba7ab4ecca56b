/** Walkthrough (c): Tom's Monday morning with 40 held items in four kinds, by the keyboard alone. */
import type {Page} from 'playwright-core';
import {mondayMorning} from '../../scripts/stage/monday.ts';
import {hire} from '../../scripts/stage/queue.ts';
import {test as base, expect} from './on-stage.ts';

/** A stage of its own: here items are counted, and what other files left would be counted as well. */
const test = base.extend<object, {ownStage: boolean}>({ownStage: [true, {scope: 'worker', option: true}]});

/** Goes on with Tab until the control is reached whose words these are, as somebody does who uses no mouse. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
	const passed: string[] = [];
	for (let n = 0; n < 120; n++) {
		await page.keyboard.press('Tab');
		const name = await page.evaluate(() => {
			const at = document.activeElement;
			const label = (at as HTMLInputElement | null)?.labels?.[0];
			return at === document.body ? '' : ((label ?? at)?.textContent?.trim() ?? '');
		});
		if (words.test(name)) return;
		passed.push(name.slice(0, 30));
	}
	throw new Error(`${words} is not reached by Tab; passed were ${passed.join(' | ')}`);
}

async function press(page: Page, words: RegExp): Promise<void> {
	await tabTo(page, words);
	await page.keyboard.press('Enter');
}

/** The reasons stand before the note, which has the focus. */
async function chooseReason(page: Page, name: string): Promise<void> {
	await expect(page.getByRole('textbox', {name: /^What should/})).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	const wanted = page.getByRole('radio', {name});
	for (let n = 0; n < 8 && !(await wanted.isChecked()); n++) await page.keyboard.press('ArrowUp');
	await expect(wanted).toBeChecked();
}

async function picture(page: Page, name: string): Promise<void> {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (folder) await page.screenshot({path: `${folder}/monday-${name}.png`});
}

test('40 items, four kinds, every decision by key', async ({stage, reviewer}) => {
	test.slow();
	await mondayMorning(stage);
	let popup = await reviewer.popup();
	const status = () => popup.getByRole('status').first();
	await expect(popup.getByText('40 items · 19 decisions')).toBeVisible();
	const groups = await popup.getByRole('heading', {level: 3}).allInnerTexts();
	expect(groups.map(text => text.replace(/ · longest.*/, ''))).toEqual([
		'Customers waiting 5',
		'With findings 9 · 4 decisions',
		'Same wording, several accounts 17 · 1 decision',
		'Everything else 9',
	]);
	await picture(popup, 'list');

	// Customers: approved, asked about a place, one of two answers returned, skipped
	await press(popup, /^Start$/);
	const card = (words: string | RegExp) => expect(popup.locator('.public').getByText(words)).toBeVisible();
	await card(/^Hi Jamal/);
	await picture(popup, 'customer');
	await popup.keyboard.press('a');
	await expect(status()).toContainText('✓ Dev can post it until');
	await card(/^Hi Rae/);
	await expect(popup.getByText('Another answer to the same person waits: Priya Nair.')).toBeVisible();
	await popup.keyboard.press('a');
	await card(/Priya$/);
	await popup.keyboard.press('r');
	await chooseReason(popup, 'Wrong account');
	await popup.keyboard.press('Tab');
	await popup.keyboard.type('Dev has answered her.');
	await press(popup, /^Return to Priya$/);
	await expect(status()).toHaveText('↩ Returned. Priya has been told why.');
	await card(/^Hi Moira/);
	await popup.keyboard.press('s');
	await card(/^Hi Bryn/);
	await popup.keyboard.press('q');
	await expect(popup.getByRole('textbox', {name: /What do you want to know/})).toBeFocused();
	await popup.keyboard.press('Shift+Tab');
	await popup.keyboard.press('ArrowDown');
	await popup.keyboard.press('Tab');
	await popup.keyboard.type('Is he over 18?');
	await picture(popup, 'ask');
	await press(popup, /^Ask Dev$/);
	await expect(status()).toHaveText('? Asked. Dev has been told; the item keeps its place.');

	// It closes, as a popup does, and opens at the same place; and it was fast work
	await card(/^2023 Kestrel|^2022/);
	await popup.evaluate(() =>
		localStorage.setItem('countersign:pace', JSON.stringify(Array(6).fill(Date.now()))),
	);
	await popup.close();
	popup = await reviewer.popup();
	await card(/^2023 Kestrel|^2022/);
	await popup.keyboard.press('a');
	await expect(popup.getByRole('alert').filter({hasText: "You're moving fast"})).toBeVisible();
	await picture(popup, 'pace');
	await press(popup, /^← All held items$/);

	// Six branches, one offer: one of them is left out, each question ticked
	await press(popup, /^Judge 6 together/);
	await tabTo(popup, /^@HarwellStoneDerby$/);
	await popup.keyboard.press('Space');
	const approveFive = popup.getByRole('button', {name: 'Approve all 5'});
	await expect(approveFive).toBeDisabled();
	const questions = popup.getByRole('group', {name: /check once/}).getByRole('checkbox');
	for (let left = await questions.count(); left > 0; left--) {
		await popup.keyboard.press('Tab');
		while (!(await questions.evaluateAll(all => all.includes(document.activeElement as HTMLInputElement))))
			await popup.keyboard.press('Tab');
		await popup.keyboard.press('Space');
	}
	await picture(popup, 'offer');
	await press(popup, /^Approve all 5$/);
	await expect(status()).toHaveText('✓ 5 approved. Everybody has been told.', {timeout: 30_000});

	// Eighteen branches, one of which says something else
	await press(popup, /^Judge 17 together/);
	await expect(popup.getByText('differs from the other 17. Looks odd?')).toBeVisible();
	await picture(popup, 'odd');
	await press(popup, /^Look at this one$/);
	await card(/open on Friday 25 December/);
	await popup.keyboard.press('r');
	await chooseReason(popup, 'Check the facts');
	await press(popup, /^Return to/);
	await expect(status()).toContainText('↩ Returned.');
	await press(popup, /^← All held items$/);
	await press(popup, /^Judge 17 together/);
	await press(popup, /^Approve all 17$/);
	// One signed decision after the other
	await expect(status()).toHaveText('✓ 17 approved. Everybody has been told.', {timeout: 30_000});
	await expect(popup.getByText('14 items')).toBeVisible();
	await picture(popup, 'left');
	await popup.close();

	const states = [];
	for (const name of ['Dev Patel', 'Priya Nair']) {
		const {client} = await hire(stage, name);
		states.push(...(await client.call('holds', undefined, {view: 'mine'})).map(({state}) => state));
	}
	const counted = Object.fromEntries(
		[...Map.groupBy(states, state => state)].map(([state, all]) => [state, all.length]),
	);
	expect(counted).toEqual({approved: 2 + 5 + 17, changes_requested: 2, held: 14});
});
