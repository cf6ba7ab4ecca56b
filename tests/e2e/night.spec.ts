/** Walkthrough (b), 22:40: an angry customer, every reviewer asleep; and what Tom hears of it at eight (product.md, 6.2). */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from '@playwright/test';
import type {Page} from 'playwright-core';
import {type Connected, enrol} from '#hub/client.ts';
import {approveReply, writeReply} from '#hub/ready/ready.fixture.ts';
import {dayOf, dayWords} from '#lib/core/ready/days.ts';
import {wallClock} from '#lib/core/told/quiet.ts';
import {helen, type Member, tom} from '../../scripts/stage/cast.ts';
import {type ConsolePeople, comeIn, openPeople} from '../../scripts/stage/console-people.ts';
import type {Screen} from '../../scripts/stage/screen.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';
import {refusedToAuthor} from '../../scripts/story/people.ts';
import {facebook, selectAll} from '../../scripts/story/sites.ts';
import {accessible} from './accessible.ts';
import {
	complaining,
	complaintWords,
	dev,
	fill,
	helping,
	inDanger,
	karen,
	picture,
	riskWords,
} from './ready-replies.ts';

const minute = 60_000;
/** Tired, kind, wrong. */
const tired =
	'So sorry Karen! Don’t worry you’ll definitely get your money back from the redress scheme, we never took any ' +
	'commission on yours. Send me your DOB and agreement number here x';

/** Hours by which it is after ten in the evening somewhere, at whatever hour this test runs; that is where they sit. */
const east = ((22 - new Date().getUTCHours() + 9) % 24) - 9;
const zone = `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;

/** Milliseconds from now to two minutes past eight there. */
function untilMorning(): number {
	const [hours, minutes] = wallClock(zone, Date.now()).time.split(':').map(Number);
	return ((8 - hours! + 24) * 60 + 2 - minutes!) * minute;
}

let stage: Stage;
let people: ConsolePeople;
/** The hub's clock before this machine's, milliseconds. */
let ahead = 0;

test.beforeAll(async () => {
	// As the stage of the other files has
	test.setTimeout(120_000);
	const folder = mkdtempSync(join(tmpdir(), 'countersign-night-'));
	const now = () => Date.now() + ahead;
	stage = await openStage({folder, headless: true, now, workflow: {dutyManager: '0113 496 0000'}});
	people = await openPeople();
});
test.afterAll(async () => {
	await people.close();
	await stage.close();
});

/** A further device of somebody who is there already, for signing. */
async function deviceOf({name, roles}: Member): Promise<Connected> {
	const {id} = (await stage.admin.call('people')).find(person => person.name === name)!;
	const {url} = await stage.admin.call('invite', {person: {id}, roles});
	return enrol({url: stage.hubUrl()}, url, name);
}

/** As he says it himself, in the console. */
async function goToSleep(member: Member): Promise<void> {
	const page = await people.person();
	await comeIn(page, await stage.consoleLink(member), member.name);
	await page.getByRole('link', {name: 'How I am told'}).click();
	await page.getByLabel('Time zone').fill(zone);
	await page.getByLabel('I have quiet hours').check();
	await page.getByLabel('From').fill('22:00');
	await page.getByLabel('To', {exact: true}).fill('08:00');
	await page.getByRole('button', {name: 'Save', exact: true}).click();
	await expect(page.getByText('✓ Saved')).toBeVisible();
	await page.close();
}

/** So that Tom has something to look at in the morning. */
async function lookAtAll(): Promise<void> {
	const page = await people.person();
	await comeIn(page, await stage.consoleLink(helen), helen.name);
	await page.getByRole('navigation').getByRole('link', {name: 'Training'}).click();
	await page.getByLabel(/^Percent of the approvals/).fill('100');
	await page.getByRole('button', {name: 'Use these'}).click();
	await expect(page.getByText('100 % of the approvals looked at again.')).toBeVisible();
	await page.close();
}

async function answerTo(page: Page, name: RegExp): Promise<void> {
	const comment = page.getByRole('article', {name});
	await comment.getByRole('button', {name: 'Reply', exact: true}).click();
	await comment.locator('form [contenteditable=true]').click();
}

test('answered within 15 s and logged, nobody approves his own, and one line in the morning', async () => {
	test.slow();
	const tomsSeat = await stage.enrol(tom, {zone});
	const [writer, approver] = [await deviceOf(helen), await deviceOf(tom)];
	for (const reply of [complaining(), helping()])
		await approveReply(approver, await writeReply(writer, reply, Date.now()), Date.now());
	await goToSleep(tom);
	await lookAtAll();
	const about = {id: '122100000009001', author: '61550000000101', minutesAgo: 60};
	const words = 'Ask us anything about your finance agreement at Leeds.';
	const customers = [
		{id: karen.author, name: 'Karen M.'},
		{id: inDanger.author, name: 'Sam T.'},
	];
	await stage.site.seed({
		facebook: {customers, stories: [{...about, text: words, comments: [karen, inDanger]}]},
	});
	const seat = await stage.enrol(dev, {zone});
	const {page, screen} = await seat.visit(facebook.home);

	await logIt(page, screen);
	await sleepers(page, screen);
	await readyReply(page, screen);
	await somebodyInDanger(page, screen);
	await refusedToAuthor(await seat.popup());
	await page.close();
	expect(await approver.client.call('complaints')).toMatchObject([{by: {name: 'Dev Patel'}}]);

	ahead = untilMorning();
	const popup = await tomsSeat.popup();
	await wake(popup);
	await morning(popup);
});

/** Recognised in the page, logged by Dev after a look: that is when the words leave the browser. */
async function logIt(page: Page, screen: Screen) {
	await answerTo(page, /Karen M\.$/);
	await screen.find({
		name: /^Looks like a finance complaint · waiting 38 min · not logged yet · Reviewers: off until .*08:00 · nobody is on call$/,
	});
	await picture(page, 'facebook-complaint');
	await screen.click({role: 'button', name: 'Log complaint'});
	await screen.find({role: 'heading', name: 'Log complaint'});
	await screen.find({
		name: /^Acknowledge promptly · our promise 1 working day · final response due by \d+ \w+ \d{4}$/,
	});
	await screen.find({name: /my reg is \[number plate\]/});
	await picture(page, 'facebook-complaint-log');
	await screen.focus({role: 'button', name: 'Log and continue'});
	await page.keyboard.press('Enter');
	await screen.find({name: /^Complaint C-\d{4}-\d{5} · final response due by/});
}

/** His own words wait for somebody, and who that would be is said before they are sent. */
async function sleepers(page: Page, screen: Screen) {
	await page.keyboard.type(tired);
	await screen.find({name: /^\d things need a change/});
	await picture(page, 'night-tired');
	await selectAll(page);
	await page.keyboard.press('Delete');
	await page.keyboard.type('Finance is available, subject to status. Dev');
	await screen.find({name: /^Needs a second person/});
	await page.keyboard.press('Enter');
	await screen.find({name: /^You can’t approve your own reply\. It will wait until .*08:00\.$/});
	await picture(page, 'night-choices');
	await screen.click({role: 'button', name: /^Leave for .*08:00$/});
	await screen.find({name: /^Waiting for a second person/});
}

/** From the open box to the public reply. */
async function readyReply(page: Page, screen: Screen) {
	await selectAll(page);
	await page.keyboard.press('Delete');
	const opened = performance.now();
	await fill(page, screen, 'Karen');
	await picture(page, 'facebook-complaint-ready');
	await page.keyboard.press('Enter');
	await screen.find({name: 'Ready-approved reply R-CMP-04 v1 · goes out without waiting'});
	await page.keyboard.press('Enter');
	await screen.find({name: /^Posted and archived · receipt .* · ready-approved reply R-CMP-04 v1/});
	const seconds = (performance.now() - opened) / 1000;
	expect(seconds).toBeLessThan(15);
	test.info().annotations.push({type: 'seconds', description: seconds.toFixed(1)});
	await screen.find({name: 'The comment you answered shows a number plate.'});
	await picture(page, 'facebook-complaint-posted');
	await screen.click({role: 'button', name: 'Ask to hide the comment'});
	await screen.find({name: 'Asked to hide the comment. Your page manager decides.'});
	const [ref] = /C-\d{4}-\d{5}/.exec((await stage.site.published('facebook')).at(-1)!.text)!;
	const [logged] = await stage.admin.call('complaints');
	// A test can set a page's time zone, not that of the extension's background
	const by = dayWords(dayOf({now: logged!.promisedBy, offset: -new Date().getTimezoneOffset()}));
	expect(logged).toMatchObject({id: ref, hide: 'asked', answeredAt: expect.any(Number)});
	const [last] = (await stage.site.published('facebook')).slice(-1);
	expect(last?.text).toBe(complaintWords('Karen', ref, by, 'Dev'));
}

/** What helps stands first, and no approval in its way. */
async function somebodyInDanger(page: Page, screen: Screen) {
	await answerTo(page, /Sam T\.$/);
	await screen.find({
		name: 'Customer may be at risk. Use reply R-VUL-01, then call the duty manager: 0113 496 0000',
	});
	await picture(page, 'night-at-risk');
	await screen.click({role: 'button', name: 'Use this reply'});
	await screen.find({role: 'heading', name: 'Ready-approved replies'});
	await page.keyboard.press('Tab');
	await page.keyboard.type('Sam');
	await page.keyboard.press('Enter');
	await screen.find({name: 'Ready-approved reply R-VUL-01 v1 · goes out without waiting'});
	await page.keyboard.press('Enter');
	await screen.find({name: /^Posted and archived · receipt .* · ready-approved reply R-VUL-01 v1/});
	expect((await stage.site.published('facebook')).at(-1)?.text).toBe(riskWords('Sam', 'Dev'));
}

/** Nine hours have gone by for the hub alone: Tom's browser asks it for the time, as it does when a proof is refused. */
async function wake(popup: Page) {
	await popup.evaluate(() => chrome.runtime.sendMessage({countersign: 'desk:sync', request: {}}));
	await popup.reload();
}

/** Tom at eight: one line, the complaint with its clock, and by keyboard what was drawn for him. */
async function morning(popup: Page) {
	const section = popup.getByRole('region', {name: 'Overnight'});
	const line = section.getByText('Overnight: 2 replies, all ready-approved, 2 sampled for you');
	await expect(line).toBeVisible({timeout: 30_000});
	await accessible(popup, 'overnight');
	await line.focus();
	await popup.keyboard.press('Enter');
	await expect(section.getByText('R-CMP-04 v1 · Dev Patel')).toBeVisible();
	await accessible(popup, 'overnight, opened');
	await picture(popup, 'night-overnight');
	const fits = section.getByRole('button', {name: 'Right there', exact: true});
	await popup.keyboard.press('Tab');
	await popup.keyboard.press('Tab');
	await expect(fits.first()).toBeFocused();
	await popup.keyboard.press('Enter');
	await expect(section.getByText('1 sampled for you')).toBeVisible();

	const log = popup.getByRole('region', {name: 'Complaints'});
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
}
