/** Reviewing on a phone: no extension, a key of the browser's own, an approval that the author's extension would believe. */

import {type Connected, enrol} from '#hub/client.ts';
import {loadPacks} from '#hub/policy-files.ts';
import {verifyApproval} from '#lib/api/approval.ts';
import {verifyCertificate} from '#lib/api/verify-release.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {accounts, company} from '../../scripts/stage/cast.ts';
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

let stage: ConsoleStage;
test.beforeAll(async () => {
	stage = await openConsoleStage();
});
test.afterAll(() => stage.close());

async function hold(author: Connected, text: string): Promise<string> {
	const account = accounts.find(({site}) => site === 'x')!;
	const draft = {...emptyDraft('x', 'post', account.id), text, media: [], unknown: [], poll: null};
	const meta = JSON.parse(
		Buffer.from((await author.client.call('policy')).meta.split('.')[1]!, 'base64url').toString(),
	) as {digest: string};
	const {id} = await author.client.call('submit', {
		id: crypto.randomUUID(),
		draft,
		digest: digestOf(draft),
		policy: meta.digest,
		findings: [],
		context: {url: 'https://x.com/home'},
		note: '',
		until: Date.now() + 8 * 60 * 60_000,
	});
	return id;
}

test('list, card, decision at 390 pixels; only while signed in; nothing by a bare link', async () => {
	const helen = await setUpFirm(stage);
	const invite = (name: string, role: string) =>
		helen.evaluate(
			async ([name, role]) => {
				const {token} = await (await fetch('/console/api/session')).json();
				const answer = await fetch('/console/api/people', {
					method: 'POST',
					headers: {'content-type': 'application/json', 'x-countersign-console': token},
					body: JSON.stringify({name, roles: [{role, location: 'group'}]}),
				});
				return ((await answer.json()) as {url: string}).url;
			},
			[name, role] as const,
		);
	const hub = {url: stage.url};
	// While Helen is the only admin: later a reviewer takes two of them
	const toms = await invite('Tom Okafor', 'reviewer');
	const admin = await enrol(hub, await invite('Ada Admin', 'admin'));
	for (const account of accounts) await admin.client.call('registerAccount', account);
	const packs = loadPacks('policies').filter(pack => pack.profiles.includes(company.profile));
	await admin.client.call('publishPolicy', {
		bundle: {v: 1, company, packs, workflow: {secondPerson: 'findings'}},
	});
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
