/** Against approval as theatre: a second look by somebody who does not know of the first, and a practice item told at once. */
import type {Page} from 'playwright-core';
import {type Connected, enrol} from '#hub/client.ts';
import {approve, hold, inviteBy, openForBusiness} from './console-firm.ts';
import {type ConsoleStage, expect, expectGood, phone, picture, setUpFirm, test} from './console-stage.ts';

test('differing is shown, practice is told at once, neither moves a post', async ({stage}) => {
	const {helen, priya, tom, amira} = await firm(stage);
	await helen.getByRole('navigation').getByRole('link', {name: 'Training'}).click();
	await helen.getByLabel(/^Percent of the approvals/).fill('100');
	await helen.getByLabel(/^One practice item/).fill('1');
	await helen.getByRole('button', {name: 'Use these'}).click();
	await expect(helen.getByText('100 % of the approvals looked at again.')).toBeVisible();

	const first = await hold(priya, '2023 Kestrel GT in stock. Finance available, subject to status, 18+.');
	await approve(tom, first);
	const other = await hold(priya, 'Finch 1.2 this weekend. Finance available, subject to status, 18+.');
	await amira.getByRole('link', {name: 'Held items'}).click();
	await amira.getByRole('button', {name: 'Use this browser for reviewing'}).click();
	await amira.getByRole('button', {name: /Kestrel GT/}).click();
	await expect(amira.getByText('Second look.')).toBeVisible();
	await expect(amira.getByText('Tom Okafor')).toHaveCount(0);
	await picture(amira, 'second-look-390');
	await giveBack(amira, 'Check the facts');
	await expect(amira.getByText('Your second look is on record')).toBeVisible();
	expect((await priya.client.call('hold', undefined, {id: first})).state).toBe('approved');

	await amira.getByRole('button', {name: /Finch/}).click();
	await giveBack(amira, 'Missing information');
	await expect(amira.getByText('↩ Returned. Priya has been told why.')).toBeVisible();
	expect((await priya.client.call('hold', undefined, {id: other})).state).toBe('changes_requested');
	await amira.getByRole('button', {name: /Alex Marlow/}).click();
	await giveBack(amira, 'Check the facts');
	await expect(amira.getByText(/^✓ Well spotted – this was a practice item\. .* 1 of 1/)).toBeVisible();

	await helen.reload();
	await expect(
		helen.getByText('! Approved by Tom Okafor. Amira Said would not have: Check the facts.'),
	).toBeVisible();
	await expect(helen.getByText('2 given · 1 answered · too few to say how many were noticed')).toBeVisible();
	await picture(helen, 'looks');
});

test('an admin writes a practice item, and leaves it out again', async ({stage}) => {
	const helen = await setUpFirm(stage);
	await helen.getByRole('link', {name: 'Second looks and practice'}).first().click();
	await helen.getByText(/^What reviewers practise on/).click();
	const form = helen.getByRole('form', {name: 'Write a practice item'});
	await form.getByLabel('The draft').fill('Our Finch won every test there is, ask anybody.');
	await form.getByLabel(/^What is wrong with it/).fill('Nobody can show that it won every test.');
	await form.getByRole('button', {name: 'Add it'}).click();
	const own = helen.getByRole('listitem').filter({hasText: 'Our Finch won every test'});
	await expect(own.getByText('X · written by Helen Marsh')).toBeVisible();
	await own.getByRole('button', {name: 'Leave it out'}).click();
	await expect(own.getByText('X · written by Helen Marsh · left out')).toBeVisible();
	await expectGood(helen, 'practice items');
	await own.scrollIntoViewIfNeeded();
	await picture(helen, 'practice-items');
});

interface Firm {
	helen: Page;
	priya: Connected;
	tom: Connected;
	amira: Page;
}

async function firm(stage: ConsoleStage): Promise<Firm> {
	const helen = await setUpFirm(stage);
	const hub = {url: stage.url};
	// While Helen is the only admin: later a reviewer takes two of them
	const tom = await enrol(hub, await inviteBy(helen, 'Tom Okafor', 'reviewer'));
	const amiras = await inviteBy(helen, 'Amira Said', 'reviewer');
	await openForBusiness(
		stage,
		await inviteBy(helen, 'Ada Admin', 'admin'),
		pack => pack === 'company-policy',
	);
	const priya = await enrol(hub, await inviteBy(helen, 'Priya Nair', 'author'));
	const amira = await stage.person(phone);
	await amira.goto(amiras);
	await amira.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await expect(amira.getByRole('heading', {level: 1, name: 'Amira Said'})).toBeVisible();
	return {helen, priya, tom, amira};
}

async function giveBack(page: Page, reason: string): Promise<void> {
	await page.getByRole('button', {name: 'Return…'}).click();
	await page.getByText(reason).click();
	await page.getByRole('button', {name: /^Return to/}).click();
}
