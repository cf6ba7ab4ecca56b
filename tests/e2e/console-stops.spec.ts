/** Posting is stopped from the console: an admin sees it, leaves one ready reply alone, and lets posting go on. */
import {enrol} from '#hub/client.ts';
import {approveReply, writeReply} from '#hub/ready/ready.fixture.ts';
import {complaint} from '#lib/core/ready/ready.fixture.ts';
import {inviteBy, openForBusiness} from './console-firm.ts';
import {expect, expectGood, picture, setUpFirm, test} from './console-stage.ts';

const day = 86_400_000;

test('a drill, then an order that leaves one ready reply alone; its arrival is shown', async ({stage}) => {
	const helen = await setUpFirm(stage);
	const hub = {url: stage.url};
	const tom = await enrol(hub, await inviteBy(helen, 'Tom Okafor', 'reviewer'));
	const amira = await enrol(hub, await inviteBy(helen, 'Amira Said', 'reviewer'));
	const priyas = await inviteBy(helen, 'Priya Nair', 'author');
	await openForBusiness(stage, await inviteBy(helen, 'Ada Admin', 'admin'));
	const priya = await enrol(hub, priyas);
	const now = Date.now();
	const reply = {...complaint, version: 1, from: now - 60_000, until: now + 100 * day};
	await approveReply(amira, await writeReply(tom, reply, now), now);

	await helen.getByRole('link', {name: 'Stop orders'}).first().click();
	await expect(helen.getByText('Posting is stopped nowhere.')).toBeVisible();
	await helen.getByLabel(/^Why\?/).fill('Drill of the quarter');
	await helen.getByRole('button', {name: 'Drill: show it, stop nothing'}).click();
	await expect(helen.getByText('◔ Drill: group')).toBeVisible();
	expect((await priya.client.call('me')).stops).toMatchObject([{drill: true}]);
	await helen.getByRole('button', {name: 'End the drill'}).click();
	await expect(helen.getByText('Posting is stopped nowhere.')).toBeVisible();

	await helen.getByLabel(/^Why\?/).fill('National mourning');
	await helen.getByText(/^Ready replies that may be used all the same: none/).click();
	await helen.getByLabel('R-CMP-04 · First public reply to a finance complaint').check();
	await expectGood(helen, 'stop order');
	await picture(helen, 'stop-order');
	await helen.getByRole('button', {name: 'Stop posting now'}).click();
	await expect(
		helen.getByText('May be used: R-CMP-04 (First public reply to a finance complaint)'),
	).toBeVisible();
	expect((await priya.client.call('me')).stops).toMatchObject([{drill: false, templates: ['R-CMP-04']}]);
	await expect(helen.getByText(/^1 of \d browsers there have asked the hub since/)).toBeVisible();
	await picture(helen, 'stopped');
	await helen.getByRole('button', {name: 'Let posting go on'}).click();
	await expect(helen.getByText('Posting is stopped nowhere.')).toBeVisible();
	expect((await priya.client.call('me')).stops).toEqual([]);
});
