/** A ready reply by two people in two browsers: written, signed, approved on a phone, believed by an author's browser. */
import {type Connected, enrol} from '#hub/client.ts';
import {verifyReadyList} from '#lib/api/ready.ts';
import {inviteBy, openForBusiness} from './console-firm.ts';
import {expect, expectGood, phone, picture, setUpFirm, test} from './console-stage.ts';

const closing =
	'To spread the cost, finance is available, subject to status. Harwell & Stone Motors Ltd is a credit broker, ' +
	'not a lender. ';

/** What this browser would offer: verified as the extension does. */
async function offered({client, enrolment}: Connected) {
	const {list} = await client.call('ready');
	const expected = {organisation: enrolment.organisation.id, now: Date.now()};
	return (await verifyReadyList(list, enrolment.keys, expected, () => {})).replies;
}

test('written by Helen, who cannot approve it; approved by Sam on a phone; in use, then retired', async ({
	stage,
}) => {
	const helen = await setUpFirm(stage);
	const sams = await inviteBy(helen, 'Sam Reed', 'reviewer');
	await openForBusiness(stage, await inviteBy(helen, 'Ada Admin', 'admin'));
	const priya = await enrol({url: stage.url}, await inviteBy(helen, 'Priya Nair', 'author'));

	await helen.goto(`${stage.url}/console/ready/new`);
	await helen.getByRole('button', {name: 'Use this browser for reviewing'}).click();
	const words = helen.getByRole('textbox', {name: 'The words'});
	await words.fill('Hi , we have this.');
	await words.press('Home');
	for (let sign = 0; sign < 3; sign++) await words.press('ArrowRight');
	await helen.getByRole('button', {name: '+ A first name'}).press('Enter');
	await expect(words).toHaveValue('Hi {first name}, we have this.');
	await expect(words).toBeFocused();
	await words.press('End');
	await words.pressSequentially(` ${closing}Our team answers by `);
	await helen.getByRole('button', {name: '+ A day'}).click();
	await words.press('End');
	await words.pressSequentially('. ');
	await helen.getByRole('button', {name: '+ The sender’s first name'}).click();
	await helen.getByRole('button', {name: 'Look at it'}).click();
	const name = helen.getByLabel(/^Name, as authors/);
	await expect(name).toBeFocused();
	await expect(name).toHaveAccessibleDescription('Give it a short name.');
	await name.fill('First answer to somebody who waits');
	await helen.getByLabel(/^Which blank is a promise/).selectOption('day');
	await helen.getByRole('button', {name: 'Look at it'}).click();
	await expect(helen.getByRole('heading', {name: 'What the rules say'})).toBeVisible();
	await expectGood(helen, 'write');
	await picture(helen, 'ready-write');
	await helen.getByRole('button', {name: 'Sign and send for approval'}).click();
	await expect(helen.getByText(/^You wrote these words/)).toBeVisible();
	await expect(helen.getByRole('button', {name: /Approve/})).toHaveCount(0);
	expect(await offered(priya)).toEqual([]);

	const sam = await stage.person(phone);
	await sam.goto(sams);
	await sam.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await sam.getByRole('link', {name: 'Ready replies'}).click();
	await sam.getByRole('button', {name: 'Use this browser for reviewing'}).click();
	await sam.getByRole('link', {name: /^R-RPL-01 v1/}).click();
	await expect(sam.getByRole('heading', {name: 'What the rules say'})).toBeVisible();
	await sam.getByLabel('I read all of it').check();
	await expectGood(sam, 'decide, phone');
	await picture(sam, 'ready-decide-390');
	await sam.getByRole('button', {name: /Approve: press 1 s/}).press('Enter');
	await sam.getByRole('button', {name: 'Press again to approve'}).press('Enter');
	await expect(sam.getByText('✓ In use')).toBeVisible();
	expect(await offered(priya)).toMatchObject([
		{reply: {id: 'R-RPL-01'}, writer: {name: 'Helen Marsh'}, approver: {name: 'Sam Reed'}},
	]);

	await helen.getByRole('link', {name: '← All ready replies'}).click();
	const inUse = helen.getByRole('region', {name: '✓ In use'});
	await expect(inUse.getByRole('link', {name: /^R-RPL-01 v1/})).toBeVisible();
	await expectGood(helen, 'library');
	await inUse.getByRole('link', {name: /^R-RPL-01 v1/}).click();
	await helen.getByText('Take it out of use', {exact: true}).click();
	await helen.getByLabel(/^Why\?/).fill('The team has moved.');
	await helen.getByRole('button', {name: 'Take it out of use now'}).click();
	await expect(helen.getByText('The team has moved.')).toBeVisible();
	expect(await offered(priya)).toEqual([]);
});
