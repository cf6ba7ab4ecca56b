/** Being told outside the browser: a real mail server, a real receiver, and the link that asks who one is. */
import {enrol} from '#hub/client.ts';
import {openPostbox, openReceiver, type Postbox, type Receiver} from '#hub/told/told.fixture.ts';
import {hold, inviteBy, openForBusiness} from './console-firm.ts';
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
let box: Postbox;
let room: Receiver;
test.beforeAll(async () => {
	box = await openPostbox();
	room = await openReceiver();
	const mail = {url: box.url, from: 'Countersign <countersign@harwellstone.example>'};
	stage = await openConsoleStage({mail, webhooksToThisMachine: true});
});
test.afterAll(async () => {
	await stage.close();
	await box.close();
	await room.close();
});

test('a customer waits: the room and the reviewer are told; the link shows nothing until one has signed in', async () => {
	// Four people, and the hub's own rounds of five seconds: on a slow machine that adds up
	test.slow();
	const helen = await setUpFirm(stage);
	const toms = await inviteBy(helen, 'Tom Okafor', 'reviewer');
	await openForBusiness(stage, await inviteBy(helen, 'Ada Admin', 'admin'));
	const priya = await enrol({url: stage.url}, await inviteBy(helen, 'Priya Nair', 'author'));

	const tom = await stage.person(phone);
	await tom.goto(toms);
	await tom.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await tom.getByRole('link', {name: 'How I am told'}).click();
	await tom.getByLabel('E-mail (empty: none)').fill('tom@harwellstone.example');
	await expectGood(tom, 'how I am told, phone');
	await picture(tom, 'how-i-am-told-390');
	// Whatever the hour at which this test runs
	await tom.getByLabel('I have quiet hours').uncheck();
	await tom.getByLabel('Summaries at').press('End');
	await tom.getByLabel('Summaries at').pressSequentially(', 13:30');
	await expect(tom.getByLabel('Summaries at')).toHaveValue('08:00, 13:30');
	await tom.getByLabel('Summaries at').fill('');
	await tom.getByRole('button', {name: 'Save and send me a test'}).click();
	await expect(tom.getByText(/✓ Delivered: 250/)).toBeVisible();
	expect(box.letters.map(({to, subject}) => [to, subject])).toEqual([
		[['tom@harwellstone.example'], 'A test from Countersign: this is how you are told'],
	]);

	await helen.getByRole('link', {name: 'Workflows'}).click();
	await helen.getByRole('link', {name: 'Being told'}).click();
	await helen.getByText('Add a channel').click();
	await helen.getByLabel('Name of the channel').fill('Complaints desk');
	await helen.getByLabel('Address, https://…').fill('http://hooks.example/services/T1');
	await helen.getByRole('button', {name: 'Add the channel'}).click();
	await expect(helen.getByText('url: has to begin with https://.')).toBeVisible();
	await helen.getByLabel('Address, https://…').fill(`${room.url}/services/T1`);
	await helen.getByRole('button', {name: 'Add the channel'}).click();
	await helen.getByRole('button', {name: 'Send a test to Complaints desk'}).click();
	await expect(helen.getByText('Complaints desk: ✓ Delivered: taken (200)')).toBeVisible();
	await helen.getByRole('button', {name: 'Add a step'}).click();
	await helen.getByLabel('Who is told in step 2').selectOption('These people');
	await helen.getByRole('group', {name: 'People of step 2'}).getByLabel('Helen Marsh').check();
	await helen.getByRole('button', {name: 'Save', exact: true}).click();
	await expect(helen.getByText('✓ Saved')).toBeVisible();

	const words = 'Finance available on the 2023 Kestrel GT, subject to status, 18+.';
	const target = {kind: 'post' as const, id: '20'};
	const id = await hold(priya, words, {operation: 'reply', target});
	await expect
		.poll(() => box.letters.at(-1)?.subject, {timeout: 30_000})
		.toBe('1 customer waits for an answer');
	await expect.poll(() => room.hits.length, {timeout: 30_000}).toBe(2);
	const letter = box.letters.at(-1)!;
	const card = room.hits.at(-1)!.body;
	expect(letter.text).toContain('by Priya Nair · waiting');
	expect(JSON.stringify([letter, card])).not.toContain('Kestrel');
	const [, link = ''] = /Open in Countersign: (\S+)/.exec(letter.text) ?? [];
	expect(card).toContain(link);

	await helen.getByRole('button', {name: 'Look again'}).click();
	await expect(helen.getByRole('rowheader', {name: 'Tom Okafor · E-mail'}).first()).toBeVisible();
	await expectGood(helen, 'being told');
	await picture(helen, 'being-told');

	const stranger = await stage.person();
	await stranger.goto(link);
	await expect(stranger.getByRole('button', {name: 'Sign in with your passkey'})).toBeVisible();
	await expect(stranger.getByText('Kestrel')).toHaveCount(0);
	expect((await priya.client.call('hold', undefined, {id})).state).toBe('held');

	await tom.context().clearCookies();
	await tom.goto(link);
	await tom.getByRole('button', {name: 'Sign in with your passkey'}).click();
	await tom.getByRole('button', {name: 'Use this browser for reviewing'}).click();
	await expect(tom.getByText('on the 2023 Kestrel GT, subject to status, 18+.')).toBeVisible();
	await expect(tom.getByRole('button', {name: /Approve: press 1 s/})).toBeDisabled();
	expect((await priya.client.call('hold', undefined, {id})).state).toBe('held');
});
