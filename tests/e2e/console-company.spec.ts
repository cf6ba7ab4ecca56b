/** The firm at the console: its tree, an account, and a reviewer who is made by two admins. */
import {enrol} from '#hub/client.ts';
import {X_ACCOUNTS} from '#sandbox/seed.ts';
import {inviteBy} from './console-firm.ts';
import {expect, expectGood, phone, picture, setUpFirm, test} from './console-stage.ts';

test('places and accounts; a reviewer needs two admins; who leaves has no access', async ({stage}) => {
	const helen = await setUpFirm(stage);
	const at = (place: string) => helen.goto(`${stage.url}/console${place}`);
	const invite = async (name: string, role: string) => {
		await at('/people');
		await helen.getByText('Invite somebody').click();
		await helen.getByLabel('Name').fill(name);
		await helen.getByLabel('Role').selectOption(role);
		await helen.getByRole('button', {name: 'Make an invite'}).click();
		return helen.getByRole('textbox', {name: /Invite link/}).inputValue();
	};

	await at('/company');
	for (const [above, name, kind] of [
		['Group', 'North', 'region'],
		['North', 'Leeds', 'branch'],
	] as const) {
		await helen.getByRole('button', {name: `Change ${above}`}).click();
		const below = helen.locator('form').filter({hasText: `New below ${above}`});
		await below.getByLabel('Name').fill(name);
		await below.getByLabel('Kind').selectOption(kind);
		await below.getByRole('button', {name: 'Add'}).click();
		await expect(helen.getByRole('button', {name: `Change ${name}`})).toBeVisible();
	}
	await expectGood(helen, 'company');

	await at('/company/accounts');
	await helen.getByRole('button', {name: 'Register an account'}).click();
	await helen.getByLabel('Its number on the site').fill('1450000000000000101');
	await helen.getByLabel('Handle, as people read it').fill('@HarwellStoneLeeds');
	await helen.getByLabel('Name', {exact: true}).fill('Harwell & Stone Leeds');
	await helen.getByLabel('Where').selectOption('group/north/leeds');
	await expectGood(helen, 'account');
	await helen.getByRole('button', {name: 'Save'}).click();
	await expect(helen.getByRole('rowheader', {name: '@HarwellStoneLeeds · X'})).toBeVisible();
	await picture(helen, 'accounts');

	const ines = await stage.person(phone);
	await ines.goto(await invite('Ines Roth', 'admin'));
	await ines.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await expect(ines.getByRole('heading', {level: 1, name: 'Ines Roth'})).toBeVisible();
	await invite('Tom Okafor', 'reviewer');
	await expect(helen.getByText('◔ This role waits for a second admin')).toBeVisible();
	await at('/company');
	await expect(helen.getByText('What lets more out needs a second admin.')).toBeVisible();
	await picture(helen, 'company');

	await ines.goto(`${stage.url}/console/company/changes`);
	await expect(ines.getByText('Tom Okafor: reviewer at group')).toBeVisible();
	await expectGood(ines, 'two admins, phone');
	await picture(ines, 'two-admins-390');
	await ines.getByRole('button', {name: 'Agree'}).click();
	await expect(ines.getByText('Nothing waits.')).toBeVisible();

	await at('/people');
	await helen.getByRole('link', {name: 'Tom Okafor'}).click();
	await helen.getByLabel('For what').fill('finance');
	await helen.getByLabel('Last day', {exact: true}).fill('2030-03-31');
	await helen.locator('form').filter({hasText: 'For what'}).getByRole('button', {name: 'Save'}).click();
	await expect(helen.getByText('finance, until 31 Mar 2030')).toBeVisible();
	await expectGood(helen, 'person');
	await picture(helen, 'person');
	await helen.getByText('End all access of Tom Okafor').click();
	await helen.getByRole('button', {name: 'Tom Okafor leaves the company'}).click();
	await expect(helen.getByText(/✓ Tom Okafor has no access any more/)).toBeVisible();
	await expect(helen.getByText('reviewer at group')).toBeHidden();

	for (const [place, what] of [
		['/company/details', 'details'],
		['/people/directory', 'directory'],
		['/browsers', 'browsers'],
	] as const) {
		await at(place);
		await expect(helen.getByRole('heading', {level: 1})).toContainText(/company/i);
		await expectGood(helen, what);
		await picture(helen, what);
	}
});

test('an account that a person offered is registered, or is not ours', async ({stage}) => {
	const helen = await setUpFirm(stage);
	const {client} = await enrol({url: stage.url}, await inviteBy(helen, 'Priya Nair', 'author'));
	const [, york, own] = X_ACCOUNTS;
	for (const {id, handle, name} of [york!, own!])
		await client.call('offerAccount', {site: 'x', id, handle: `@${handle}`, name});

	await helen.goto(`${stage.url}/console/company/accounts`);
	const offered = (handle: string) => helen.getByRole('region', {name: `Offered: ${handle}`});
	await expect(offered('@HarwellStoneYork')).toContainText('Priya Nair says this is a company account');
	await expectGood(helen, 'accounts offered');
	await picture(helen, 'accounts-offered');
	await offered('@priya_nair_').getByRole('button', {name: 'Not ours'}).click();
	await expect(offered('@priya_nair_')).toBeHidden();
	await offered('@HarwellStoneYork').getByRole('button', {name: 'Register it'}).click();
	await expect(helen.getByLabel('Its number on the site')).toHaveValue(york!.id);
	await helen.getByRole('button', {name: 'Save'}).click();
	await expect(helen.getByRole('rowheader', {name: '@HarwellStoneYork · X'})).toBeVisible();
	await expect(offered('@HarwellStoneYork')).toBeHidden();
});
