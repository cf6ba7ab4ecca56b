/** 22:40, an angry customer, no reviewer awake: a ready-approved reply goes out at once (product.md, walkthrough b). */
import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {type Connected, enrol} from '#hub/client.ts';
import {approveReply, personOf, writeReply} from '#hub/ready/ready.fixture.ts';
import {dayOf, dayWords} from '#lib/core/ready/days.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import type {Member} from '../../scripts/stage/cast.ts';
import type {Screen} from '../../scripts/stage/screen.ts';
import type {Seat} from '../../scripts/stage/seat.ts';
import type {Stage} from '../../scripts/stage/stage.ts';
import {exportAndVerify} from '../../scripts/story/evidence.ts';
import {facebook} from '../../scripts/story/sites.ts';
import {accessible} from './accessible.ts';
import {expect, test} from './on-stage.ts';

const dev: Member = {name: 'Dev Patel', roles: [{role: 'author', location: 'group/north/leeds'}]};
const day = 86_400_000;
const karen = {
	id: '122100000009002',
	author: '100090000000399',
	text:
		'You lot never told me you got commission on my PCP. 5 weeks and no answer. Absolute joke, reporting you 😡 ' +
		'my reg is AB12 CDE',
	minutesAgo: 38,
};
const closing =
	'If you want to spread the cost, finance is available, subject to status. Harwell & Stone Motors Ltd is a credit ' +
	'broker, not a lender.';
const words = (name: string, by: string, own: string) =>
	`Hi ${name}, I’m sorry you have waited for us. Our service team will contact you by ${by}. ${closing} ${own}`;
const complaintWords = (name: string, ref: string, by: string, own: string) =>
	`Hi ${name}, I’m sorry you’ve had to chase us. I’ve logged your complaint tonight (ref ${ref}) and our complaints ` +
	`team will contact you by ${by}. Please don’t post personal details here – message us privately and we’ll pick it ` +
	`up. ${own}, Harwell & Stone`;

function replyOf(
	own: Pick<ReadyReply, 'id' | 'title' | 'text' | 'slots' | 'operations' | 'answers'>,
): ReadyReply {
	return {
		...{v: 1, version: 1, location: 'group/north', accounts: null, settles: [], authors: []},
		...{promise: 'promise date', from: Date.now() - 60_000, until: Date.now() + 100 * day},
		...own,
	};
}

const waiting = () =>
	replyOf({
		id: 'R-SRV-01',
		title: 'First reply to somebody who waits',
		text: words('{first name}', '{promise date}', '{own name}'),
		slots: [
			{name: 'first name', kind: 'name'},
			{name: 'promise date', kind: 'date'},
			{name: 'own name', kind: 'own-name'},
		],
		operations: ['comment'],
		answers: 'This is not good enough.',
	});

const complaining = () =>
	replyOf({
		id: 'R-CMP-04',
		title: 'First public reply to a finance complaint',
		text: complaintWords('{first name}', '{complaint ref}', '{promise date}', '{own name}'),
		slots: [
			{name: 'first name', kind: 'name'},
			{name: 'complaint ref', kind: 'reference'},
			{name: 'promise date', kind: 'date'},
			{name: 'own name', kind: 'own-name'},
		],
		operations: ['reply'],
		answers: karen.text,
	});

/** Nora writes, Ravi approves, both by a key of their own; then they go home. Nobody else's tests know a person of that name. */
async function signedBefore(stage: Stage): Promise<{nora: Connected; ravi: Connected}> {
	const hire = async (name: string) => {
		const roles = [{role: 'reviewer', location: 'group/north'}] as const;
		const {url} = await stage.admin.call('invite', {person: {name}, roles: [...roles]});
		return enrol({url: stage.hubUrl()}, url, name);
	};
	const [nora, ravi] = [await hire('Nora Lind'), await hire('Ravi Shah')];
	for (const reply of [waiting(), complaining()])
		await approveReply(ravi, await writeReply(nora, reply, Date.now()), Date.now());
	return {nora, ravi};
}

async function picture(page: Page, name: string) {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, {recursive: true});
	await page.screenshot({path: join(folder, `${name}.png`)});
}

/** By keyboard alone: the list, one blank, and the words are in the box. */
async function fill(page: Page, screen: Screen, name: string) {
	await page.keyboard.press('Alt+Shift+KeyR');
	await screen.find({role: 'heading', name: 'Ready-approved replies'});
	await page.keyboard.press('Tab');
	await page.keyboard.type(name);
}

test.describe.configure({mode: 'serial'});
let signers: Awaited<ReturnType<typeof signedBefore>>;
let seat: Seat;
test.beforeAll(async ({stage}) => {
	signers = await signedBefore(stage);
	seat = await stage.enrol(dev);
});

test('by keyboard, within 15 s of opening the box; changed, it waits; both persons are on record', async ({
	stage,
}) => {
	const {nora, ravi} = signers;
	const {page, screen} = await seat.visit(facebook.home);
	const box = facebook.commentBox(page, 'This is not good enough');

	const opened = performance.now();
	await box.click();
	await screen.find({role: 'button', name: 'Ready replies'});
	await fill(page, screen, 'Jonah and you get £500 back');
	await page.keyboard.press('Enter');
	await screen.find({name: /A name cannot contain a sentence/});
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type('Jonah');
	await picture(page, 'facebook-ready-replies');
	await page.keyboard.press('Enter');
	await screen.find({name: 'Ready-approved reply R-SRV-01 v1 · goes out without waiting'});
	await picture(page, 'facebook-ready-chosen');
	await page.keyboard.press('Enter');
	await screen.find({
		name: /^Posted and archived · receipt .* · ready-approved reply R-SRV-01 v1 · \d+ s after you opened it$/,
	});
	const seconds = (performance.now() - opened) / 1000;
	expect(seconds).toBeLessThan(15);
	test.info().annotations.push({type: 'seconds', description: seconds.toFixed(1)});
	await picture(page, 'facebook-ready-posted');

	const offset = -new Date().getTimezoneOffset();
	const tomorrow = dayWords(dayOf({now: Date.now(), offset}) + 1);
	const published = await stage.site.published('facebook');
	expect(published.map(({text}) => text)).toEqual([words('Jonah', tomorrow, 'Dev')]);

	// Another word than was signed is a comment like any other: it waits for somebody.
	await box.click();
	await fill(page, screen, 'Jonah');
	await page.keyboard.press('Enter');
	await screen.find({name: /^Ready-approved reply/});
	await page.keyboard.press('ControlOrMeta+End');
	await page.keyboard.type(' x');
	await screen.find({name: 'Changing this wording needs a second person. The blanks are yours.'});
	await picture(page, 'facebook-ready-changed');
	await page.keyboard.press('Enter');
	await screen.find({role: 'button', name: 'Send for approval'});
	expect(await stage.site.published('facebook')).toHaveLength(1);

	const bundle = test.info().outputPath('export');
	exportAndVerify(stage.data, bundle);
	const entries = readdirSync(join(bundle, 'records')).map(name =>
		readFileSync(join(bundle, 'records', name), 'utf8'),
	);
	// Of this reply: other files' posts are in the same archive.
	const releasing = entries.filter(
		entry => entry.includes('interaction.releasing') && entry.includes(tomorrow),
	);
	expect(releasing).toHaveLength(1);
	for (const said of ['R-SRV-01', personOf(nora), personOf(ravi)]) expect(releasing[0]).toContain(said);
	expect(await ravi.client.call('holds', undefined, {view: 'queue'})).toEqual([]);
	const [promise] = await ravi.client.call('reminders');
	expect(promise).toMatchObject({words: tomorrow, person: {name: 'Dev Patel'}});
	await page.close();
});

test('a complaint is recognised, logged with its clock, answered with its number, and seen to', async ({
	stage,
	reviewer,
}) => {
	const about = {id: '122100000009001', author: '61550000000101', minutesAgo: 60};
	const story = {...about, text: 'Ask us anything about your finance agreement at Leeds.', comments: [karen]};
	const customers = [{id: karen.author, name: 'Karen M.'}];
	await stage.site.seed({facebook: {customers, stories: [story]}});
	const {page, screen} = await seat.visit(facebook.home);
	const comment = page.getByRole('article', {name: /Karen M\.$/});
	await comment.getByRole('button', {name: 'Reply', exact: true}).click();
	await comment.locator('form [contenteditable=true]').click();

	await screen.find({name: /^Looks like a finance complaint · waiting 38 min · not logged yet/});
	await picture(page, 'facebook-complaint');
	await screen.click({role: 'button', name: 'Log complaint'});
	await screen.find({role: 'heading', name: 'Log complaint'});
	await screen.find({
		name: /^Acknowledge promptly · our promise 1 working day · final response due by \d+ \w+ \d{4}$/,
	});
	await screen.find({name: /my reg is \[number plate\]/});
	await picture(page, 'facebook-complaint-log');
	await screen.click({role: 'button', name: 'Log and continue'});
	const {name} = await screen.find({name: /^Complaint C-\d{4}-\d{5} · final response due by/});
	const [ref] = /C-\d{4}-\d{5}/.exec(name)!;

	await fill(page, screen, 'Karen');
	await picture(page, 'facebook-complaint-ready');
	await page.keyboard.press('Enter');
	await screen.find({name: 'Ready-approved reply R-CMP-04 v1 · goes out without waiting'});
	await page.keyboard.press('Enter');
	await screen.find({name: /^Posted and archived · receipt .* · ready-approved reply R-CMP-04 v1/});
	await screen.find({name: 'The comment you answered shows a number plate.'});
	await picture(page, 'facebook-complaint-posted');
	await screen.click({role: 'button', name: 'Ask to hide the comment'});
	await screen.find({name: 'Asked to hide the comment. Your page manager decides.'});

	const [logged] = await signers.ravi.client.call('complaints');
	const by = dayWords(dayOf({now: logged!.promisedBy, offset: -new Date().getTimezoneOffset()}));
	const published = await stage.site.published('facebook');
	expect(published.at(-1)?.text).toBe(complaintWords('Karen', ref, by, 'Dev'));
	expect(logged).toMatchObject({
		id: ref,
		hide: 'asked',
		by: {name: 'Dev Patel'},
		answeredAt: expect.any(Number),
	});

	const popup = await reviewer.popup();
	const log = popup.getByRole('region', {name: 'Complaints'});
	await expect(log.getByText(ref)).toBeVisible();
	await log.getByRole('button', {name: 'Take it'}).click();
	await expect(log.getByText('with Tom Okafor')).toBeVisible();
	await picture(popup, 'popup-complaint');
	await accessible(popup, 'complaints');
	await log.getByRole('button', {name: 'I hid the comment'}).click();
	await expect(log.getByText('hide it on the page?')).toHaveCount(0);
	await log.getByText('Close it').click();
	await log.getByRole('textbox', {name: /^Which final response/}).fill('Letter of today');
	await log.getByRole('button', {name: 'Final response sent: close'}).click();
	await expect(log).toHaveCount(0);
	await popup.close();
	await page.close();
	await stage.site.reset();
});
