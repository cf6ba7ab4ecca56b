/** Helen writes rules in the console, by the form only: from a notice, with examples that have to behave. */
import type {Page} from 'playwright-core';
import {
	type ConsoleStage,
	expect,
	expectGood,
	openConsoleStage,
	phone,
	picture,
	setUpFirm,
	test,
} from './console-stage.ts';

test.describe.configure({mode: 'serial'});

let stage: ConsoleStage;
let page: Page;
test.beforeAll(async () => {
	stage = await openConsoleStage();
	page = await setUpFirm(stage);
});
test.afterAll(() => stage.close());

test('a starter pack is installed', async () => {
	await page.getByRole('navigation').getByRole('link', {name: 'Rules and alerts'}).click();
	await page.getByRole('link', {name: 'Install a starter pack'}).click();
	await page.getByRole('button', {name: 'Install UK motor finance'}).click();
	await expect(page.getByText('✓ Installed')).toBeVisible();
	await expectGood(page, 'starter packs');
	await page.getByRole('navigation').getByRole('link', {name: 'Rules and alerts'}).click();
	await page.getByRole('searchbox').fill('guaranteed');
	await expect(page.getByRole('link', {name: /^FIN-09/})).toBeVisible();
	await expectGood(page, 'rules');
	await picture(page, 'rules');
	await page.setViewportSize(phone);
	await expectGood(page, 'rules, phone');
	await picture(page, 'rules-390');
	await page.setViewportSize({width: 1280, height: 860});
});

test('a notice becomes a rule without a line of YAML', async () => {
	await page.getByRole('link', {name: 'New rule'}).click();
	await page
		.getByLabel(/A notice or policy text/)
		.fill(
			'24 November 2026. Promotions that say "commission-free" or “redress ready” are likely to mislead.',
		);
	await page.getByRole('button', {name: 'Begin the rule'}).click();
	const save = page.getByRole('button', {name: 'Save the rule'});
	await expect(save).toBeEnabled();
	await page.getByLabel('What is it about?').fill('Claims that finance is commission-free');
	await page.getByLabel(/What the author reads/).fill("Don't say commission-free: say how we are paid.");
	await page.getByLabel('Say instead').fill('Ask us how we are paid.');
	await page.getByLabel(/^Goes a stage back below/).fill('75');
	await page.getByLabel('How far back').selectOption('to a tip that stops nothing');
	const passes = page.getByLabel(/Must not catch/);
	const typed = 'Commission-free parking week!\nIs it commission-free?';
	await passes.clear();
	// Key by key: what is being typed is not tidied up under one's hands
	await passes.pressSequentially(typed);
	await expect(passes).toHaveValue(typed);
	await expect(page.getByText(/“Commission-free parking week!” should pass/)).toBeVisible();
	await expect(save).toBeDisabled();
	await picture(page, 'rule-example-fails');
	await expectGood(page, 'rule that fails');

	await passes.fill('We were paid commission of £420.\nIs it commission-free?');
	await page
		.getByLabel('A post as somebody might write it')
		.fill('Every deal is commission-free, guaranteed finance!');
	await expect(page.getByRole('listitem').filter({hasText: "Don't say commission-free"})).toBeVisible();
	await expect(page.getByRole('listitem').filter({hasText: 'Nobody can promise this'})).toBeVisible();
	await expect(page.getByText('Everything you typed is kept.')).toBeVisible();
	await picture(page, 'rule');
	await page.reload();
	await expect(page.getByLabel('Say instead')).toHaveValue('Ask us how we are paid.');
	await expect(page.getByLabel(/^Goes a stage back below/)).toHaveValue('75');
	await expect(page.getByLabel('How far back')).toHaveValue('tip');
	await save.click();
	await expect(page.getByRole('heading', {level: 1, name: 'FIN-01'})).toBeHidden();
	await expect(page.getByText(/^Saved by Helen Marsh/)).toBeVisible();
	await expect(page.getByRole('link', {name: 'release it'})).toBeVisible();
	await page.setViewportSize(phone);
	await expectGood(page, 'rule, phone');
	await picture(page, 'rule-390');
	await page.setViewportSize({width: 1280, height: 860});
});

test('the text beside the form completes keys, marks lines, and is the same rule', async () => {
	const editor = page.getByRole('textbox', {name: 'The rule as text'});
	await editor.click();
	await page.keyboard.press('Control+End');
	await page.keyboard.type('onc');
	await page.getByRole('option', {name: 'once:'}).click();
	await page.keyboard.type('maybe');
	await expect(page.getByText(/once: can be true/)).toBeVisible();
	await expect(page.getByRole('button', {name: 'Save the rule'})).toBeDisabled();
	for (let i = 0; i < 5; i++) await page.keyboard.press('Backspace');
	await page.keyboard.type('true');
	await expect(page.getByRole('button', {name: 'Save the rule'})).toBeEnabled();
	await page.getByLabel('Owner').fill('Sam Reed');
	await expect(editor).toContainText('owner: Sam Reed');
});

test('a rule that is due to be read again says so, until somebody has', async () => {
	await page.getByLabel('Read again by').fill(new Date().toISOString().slice(0, 10));
	await page.getByRole('button', {name: 'Save the rule'}).click();
	await expect(page.getByText('! This rule is to be read again.')).toBeVisible();
	await page.goto(`${stage.url}/console`);
	const asked = page.getByRole('region', {name: '! 1 rule is due to be read again'});
	await expect(asked).toBeVisible();
	await expectGood(page, 'home with a rule to read');
	await picture(page, 'home');
	await asked.getByRole('link').click();
	await page.getByRole('button', {name: /^Still right: read again by/}).click();
	await expect(page.getByText('! This rule is to be read again.')).toBeHidden();
	await page.getByRole('navigation').getByRole('link', {name: 'Policy'}).click();
	await expect(page.getByRole('heading', {level: 1, name: 'Releases'})).toBeVisible();
	await expect(asked).toBeHidden();
	await page.getByRole('navigation').getByRole('link', {name: 'Rules and alerts'}).click();
});

test('a word list comes in from a file, and a broken one says where', async () => {
	await page.getByRole('navigation').getByRole('link', {name: 'Word lists'}).click();
	await page.getByText('Bring in a list').click();
	await page.getByLabel('Name of the list').fill('rivals');
	await page
		.getByLabel('File')
		.setInputFiles({name: 'rivals.csv', mimeType: 'text/csv', buffer: Buffer.from('phrase\n"open')});
	await page.getByRole('button', {name: 'Bring it in'}).click();
	await expect(page.getByRole('alert').filter({hasText: 'A quote is opened'})).toBeVisible();
	await page
		.getByLabel('File')
		.setInputFiles({name: 'rivals.csv', mimeType: 'text/csv', buffer: Buffer.from('phrase\nFinch Motors\n')});
	await page.getByRole('button', {name: 'Bring it in'}).click();
	await expect(page.getByText('@rivals has 1 phrases now')).toBeVisible();
	await expectGood(page, 'word lists');
	await picture(page, 'word-lists');
	const download = page.waitForEvent('download');
	await page.getByRole('button', {name: /@rivals .* as CSV/}).click();
	expect((await download).suggestedFilename()).toBe('rivals.csv');
});
