/** A rule comes into force through two people in two browsers, and goes back in one step. */
import {expect, expectGood, phone, picture, setUpFirm, test} from './console-stage.ts';

test('proposed by Helen, approved by Sam on a phone, rolled back', async ({stage}) => {
	const helen = await setUpFirm(stage);
	await helen.goto(`${stage.url}/console/people`);
	await helen.getByText('Invite somebody').click();
	await helen.getByLabel('Name').fill('Sam Reed');
	await helen.getByLabel('Role').selectOption('rule-reviewer');
	await helen.getByRole('button', {name: 'Make an invite'}).click();
	const link = await helen.getByRole('textbox', {name: /Invite link/}).inputValue();
	await expectGood(helen, 'people');
	await picture(helen, 'people');

	const sam = await stage.person(phone);
	await sam.goto(link);
	await sam.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await expect(sam.getByRole('heading', {level: 1, name: 'Sam Reed'})).toBeVisible();

	await helen.goto(`${stage.url}/console/rules/starter`);
	await helen.getByRole('button', {name: "Install People's data"}).click();
	await expect(helen.getByText('✓ Installed')).toBeVisible();
	await helen.goto(`${stage.url}/console/releases`);
	await helen.getByLabel(/Why now/).fill('First rules');
	await helen.getByRole('button', {name: 'In stages: silence, tip, in force …'}).click();
	await expectGood(helen, 'propose');
	await picture(helen, 'release-propose');
	await helen.getByRole('button', {name: 'Ask a second person'}).click();
	await expect(helen.getByRole('button', {name: 'Take it back'})).toBeVisible();
	await expect(helen.getByRole('button', {name: 'Approve and sign'})).toBeHidden();

	await sam.getByRole('link', {name: 'Releases'}).click();
	await expect(sam.getByRole('heading', {name: '◔ Helen Marsh proposes a release'})).toBeVisible();
	await expectGood(sam, 'decide, phone');
	await picture(sam, 'release-decide-390');
	await sam.getByRole('button', {name: 'Approve and sign'}).click();
	await expect(sam.getByText('1 ✓ in force')).toBeVisible();
	await helen.reload();
	await expect(helen.getByText('1 ✓ in force')).toBeVisible();
	await helen.getByText(/^✓ Approved · Helen Marsh/).click();
	await expectGood(helen, 'a release');
	const [paper] = await Promise.all([
		helen.waitForEvent('download'),
		helen.getByRole('link', {name: 'All of it for the file (PDF)'}).click(),
	]);
	expect(paper.suggestedFilename()).toBe('rules-version-1.pdf');
	await picture(helen, 'releases');
});
