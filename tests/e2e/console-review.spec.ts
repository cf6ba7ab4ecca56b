/** Reviewing on a phone: no extension, a key of the browser's own, an approval that the author's extension would believe. */

import {enrol} from '#hub/client.ts';
import {verifyApproval} from '#lib/api/approval.ts';
import {verifyCertificate} from '#lib/api/verify-release.ts';
import {hold, inviteBy, openForBusiness} from './console-firm.ts';
import {expect, expectGood, phone, picture, setUpFirm, test} from './console-stage.ts';

test('list, card, decision at 390 pixels; only while signed in; nothing by a bare link', async ({stage}) => {
	const helen = await setUpFirm(stage);
	const invite = (name: string, role: string) => inviteBy(helen, name, role);
	const hub = {url: stage.url};
	// While Helen is the only admin: later a reviewer takes two of them
	const toms = await invite('Tom Okafor', 'reviewer');
	await openForBusiness(stage, await invite('Ada Admin', 'admin'));
	const priya = await enrol(hub, await invite('Priya Nair', 'author'));
	const first = await hold(priya, '2023 Kestrel GT in stock. Finance available, subject to status, 18+.');
	const other = await hold(priya, 'Finch 1.2 this weekend. Finance available, subject to status, 18+.');

	const tom = await stage.person(phone);
	await tom.goto(toms);
	await tom.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await tom.getByRole('link', {name: 'Held items'}).click();
	await tom.getByRole('button', {name: 'Use this browser for reviewing'}).click();
	await expect(tom.getByRole('button', {name: /Kestrel GT/})).toBeVisible();
	await expectGood(tom, 'queue, phone');
	await picture(tom, 'review-390');

	await tom.getByRole('button', {name: /Kestrel GT/}).click();
	const approve = tom.getByRole('button', {name: /Approve: press 1 s/});
	await expect(approve).toBeDisabled();
	await expectGood(tom, 'card, phone');
	await tom.getByLabel('I read all of it').check();
	await picture(tom, 'review-card-390');
	await approve.click();
	await expect(tom.getByLabel('I read all of it')).toBeVisible();
	await approve.focus();
	await tom.keyboard.press('Enter');
	await tom.getByRole('button', {name: 'Press again to approve'}).press('Enter');
	await expect(tom.getByText(/^✓ Priya can post it until/)).toBeVisible();
	const {approval} = await priya.client.call('hold', undefined, {id: first});
	const [proof] = approval!.proofs!;
	const certificate = await verifyCertificate(proof!.certificate, priya.enrolment.keys.directory);
	expect(certificate.name).toBe('Tom Okafor');
	expect(await verifyApproval(proof!.statement, certificate.key)).toMatchObject({hold: first});

	await tom.getByRole('button', {name: /Finch/}).click();
	await tom.getByRole('button', {name: 'Return…'}).click();
	await tom.getByText('Missing information').click();
	await tom.getByRole('button', {name: 'Return to Priya'}).click();
	await expect(tom.getByText('↩ Returned. Priya has been told why.')).toBeVisible();
	expect((await priya.client.call('hold', undefined, {id: other})).state).toBe('changes_requested');

	await hold(priya, 'Hatch in stock. Finance available, subject to status, 18+.');
	await tom.context().clearCookies();
	await tom.goto(`${stage.url}/console/review`);
	await expect(tom.getByRole('button', {name: 'Sign in with your passkey'})).toBeVisible();
	await expect(tom.getByText('Hatch in stock')).toHaveCount(0);
});
