/** Signing in to the console in a real browser: passkeys, and a real OpenID provider. */

import {setUp} from '#hub/client.ts';
import {startProvider} from '#hub/console/provider.fixture.ts';
import {expect, expectGood, openConsoleStage, phone, picture, setUpFirm, test} from './console-stage.ts';

test.describe('by passkey', () => {
	test('the setup link makes the firm; signing out and in again; nothing was loaded from elsewhere', async ({
		stage,
	}) => {
		const first = await stage.person(phone);
		// By the number of the machine: no passkey works there, so the hub sends on to its name
		await first.goto(stage.hub.setupLink!.replace('localhost', '127.0.0.1'));
		await expect(first.getByLabel('Your company')).toBeVisible();
		expect(first.url()).toBe(stage.hub.setupLink);
		await expectGood(first, 'set up, phone');
		await picture(first, 'set-up-390');

		const asked: string[] = [];
		const page = await setUpFirm(stage);
		page.on('request', request => asked.push(new URL(request.url()).origin));
		await expectGood(page, 'home');
		const cookies = await page.context().cookies();
		expect(cookies.find(({name}) => name === '__Host-countersign')).toMatchObject({
			httpOnly: true,
			secure: true,
			sameSite: 'Strict',
			path: '/',
		});
		await page.getByRole('button', {name: 'Sign out'}).press('Enter');
		await expect(page.getByRole('button', {name: 'Sign in with your passkey'})).toBeVisible();
		await expectGood(page, 'sign in');
		await picture(page, 'sign-in');
		await page.getByRole('button', {name: 'Sign in with your passkey'}).press('Enter');
		await expect(page.getByRole('heading', {level: 1, name: 'Helen Marsh'})).toBeVisible();
		expect(new Set(asked)).toEqual(new Set([stage.url]));

		await first.getByLabel('Your company').fill('Others');
		await first.getByLabel('Your name').fill('Mallory');
		await first.getByRole('button', {name: 'Make a passkey and begin'}).click();
		await expect(first.getByRole('alert')).toHaveText(/set up already/);
	});
});

test.describe("at the company's own sign-in", () => {
	test('an invited person signs in, out, and in again; a stranger is told', async () => {
		let provider: Awaited<ReturnType<typeof startProvider>> | undefined;
		const stage = await openConsoleStage(async url => {
			provider = await startProvider(`${url}/console/sign-in/oidc/back`, `${url}/console/`);
			const {issuer, clientId, clientSecret} = provider;
			return {oidc: {issuer, clientId, clientSecret}};
		});
		const names = {organisation: 'Harwell & Stone', name: 'Helen Marsh'};
		const {client} = await setUp({url: stage.url}, stage.hub.setupLink!, names);
		const roles = [{role: 'reviewer' as const, location: 'group'}];
		const invite = await client.call('invite', {person: {name: 'Tom Okafor'}, roles});

		const tom = await stage.person(phone);
		await tom.goto(invite.url);
		await expectGood(tom, 'join, phone');
		await picture(tom, 'join-390');
		await tom.getByRole('button', {name: 'Go on with your company account'}).click();
		await tom.getByPlaceholder('Enter any login').fill('tom');
		await tom.getByPlaceholder('and password').fill('any');
		await tom.getByRole('button', {name: 'Sign-in'}).click();
		await tom.getByRole('button', {name: 'Continue'}).click();
		await expect(tom.getByRole('heading', {level: 1, name: 'Tom Okafor'})).toBeVisible();
		await tom.getByRole('button', {name: 'Sign out'}).click();
		await tom.getByRole('button', {name: /Yes, sign me out/}).click();
		await expect(tom.getByRole('button', {name: 'Sign in with your company account'})).toBeVisible();

		const mallory = await stage.person();
		await mallory.goto(`${stage.url}/console/`);
		await mallory.getByRole('button', {name: 'Sign in with your company account'}).click();
		await mallory.getByPlaceholder('Enter any login').fill('mallory');
		await mallory.getByPlaceholder('and password').fill('any');
		await mallory.getByRole('button', {name: 'Sign-in'}).click();
		await mallory.getByRole('button', {name: 'Continue'}).click();
		await expect(mallory.getByRole('alert').first()).toHaveText(/You are not part of Countersign yet/);
		await expectGood(mallory, 'refused');
		await stage.close();
		await provider?.close();
	});
});
