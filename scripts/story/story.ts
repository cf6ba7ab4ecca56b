/** The main job, told by two people in real browsers: walkthroughs (a) and (b) of the product, shortened. */
import {rmSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {priya, tom} from '../stage/cast.ts';
import type {Seat} from '../stage/seat.ts';

import type {Stage} from '../stage/stage.ts';
import {exportAndVerify, receiptsOf} from './evidence.ts';
import {expectEqual, expectTrue} from './expect.ts';
import {approve, askForApproval, readFirst, refusedToAuthor} from './people.ts';
import {facebook, selectAll, write, x} from './sites.ts';
import {storyTeller} from './tell.ts';
import {customerReply, fairOffer, misleadingOffer} from './texts.ts';

export interface StoryOptions {
	stage: Stage;
	/** Folder for `story.json`, the screenshots and the export. */
	out: string;
	say: (line: string) => void;
}

/** True when every step was ok and the archive verified. The stage is left open. */
export async function tellStory({stage, out, say}: StoryOptions): Promise<boolean> {
	rmSync(out, {recursive: true, force: true});
	const teller = storyTeller(out, say);
	const result = {records: 0, receipts: 0, verified: false};
	try {
		const people = await enrolBoth(stage, teller.step);
		await offerOnX(stage, people, teller.step);
		await replyOnFacebook(stage, people, teller.step);
		Object.assign(result, await evidence(stage, people, out, teller.step));
	} catch (error) {
		say(String((error as Error).stack ?? error));
		await photographAll(stage, out, say);
	}
	const ok = teller.write(result);
	say(`${join(out, 'story.json')}: ok ${ok}`);
	return ok;
}

/** What was on the screens when the story broke off. */
async function photographAll({seats}: Stage, out: string, say: (line: string) => void): Promise<void> {
	for (const {name, context} of seats)
		for (const [i, page] of context.pages().entries()) {
			const path = join(out, 'screenshots', `failed-${name.split(' ')[0]}-${i}.png`);
			await page.screenshot({path});
			say(`    ${path}  ${page.url()}`);
		}
}

type StepTeller = ReturnType<typeof storyTeller>['step'];
interface People {
	author: Seat;
	reviewer: Seat;
}

async function enrolBoth(stage: Stage, step: StepTeller): Promise<People> {
	let people: People | undefined;
	await step('Priya and Tom enrol their browsers', async () => {
		people = {author: await stage.enrol(priya), reviewer: await stage.enrol(tom)};
		return people.author.open('options');
	});
	return people!;
}

async function offerOnX(stage: Stage, {author, reviewer}: People, step: StepTeller): Promise<void> {
	const {page, screen} = await author.visit(x.home);
	const nothingOut = async () => expectEqual(await stage.site.published('x'), [], 'published on X');

	await step('Priya writes an offer on X and is told what is wrong', async () => {
		await x.editor(page).click();
		await write(page, misleadingOffer);
		await screen.find({name: /need a change/});
		await page.keyboard.press('Alt+Shift+G');
		await screen.find({role: 'button', name: 'Use this wording'});
		return page;
	});
	await step('A click and Ctrl+Enter publish nothing', async () => {
		await x.post(page).click();
		await x.editor(page).click();
		await page.keyboard.press('Control+Enter');
		await screen.find({name: /need a change/});
		await nothingOut();
		return page;
	});
	await step('One tap puts better wording into the site’s own editor', async () => {
		const before = await x.editor(page).innerText();
		if (!(await screen.has({role: 'button', name: 'Use this wording'})))
			await page.keyboard.press('Alt+Shift+G');
		await screen.click({role: 'button', name: 'Use this wording'});
		await screen.changed(() => x.editor(page).innerText(), before);
		expectTrue(!/guaranteed finance/.test(await x.editor(page).innerText()), '“guaranteed finance” is gone');
		return page;
	});
	await step('The finished offer promotes finance: it goes to a second person', async () => {
		await rewrite(page, fairOffer);
		await x.post(page).click();
		await askForApproval(screen);
		await nothingOut();
		return page;
	});
	await step('Priya cannot approve it: the hub refuses her device', async () => {
		const desk = await author.popup();
		await refusedToAuthor(desk);
		return desk;
	});
	let popup: Page;
	await step('Tom reads it in the popup', async () => {
		popup = await readFirst(reviewer);
		return popup;
	});
	await step('Tom approves', () => approve(popup));
	await step('An edited text does not go out', async () => {
		await screen.find({name: /^Approved by Tom Okafor/});
		await x.editor(page).click();
		await page.keyboard.press('ControlOrMeta+End');
		await write(page, ' weekend');
		await x.post(page).click();
		await screen.find({role: 'heading', name: /differs from what Tom approved/});
		await nothingOut();
		return page;
	});
	await step('The approved text goes out once, and is archived', async () => {
		await screen.click({role: 'button', name: 'Keep editing'});
		await x.editor(page).click();
		await page.keyboard.press('ControlOrMeta+End');
		for (const _ of ' weekend') await page.keyboard.press('Backspace');
		await screen.find({name: /^Approved by Tom Okafor/});
		await x.post(page).click();
		await screen.find({name: /^Posted and archived · receipt/});
		const published = await stage.site.published('x');
		expectEqual(
			published.map(p => p.text),
			[fairOffer],
			'published on X',
		);
		return page;
	});
}

async function rewrite(page: Page, text: string): Promise<void> {
	await x.editor(page).click();
	await selectAll(page);
	await page.keyboard.press('Delete');
	await write(page, text);
}

async function replyOnFacebook(stage: Stage, {author, reviewer}: People, step: StepTeller): Promise<void> {
	const {page, screen} = await author.visit(facebook.home);
	const box = facebook.commentBox(page, 'Do you do the plan on cars over five years old?');

	await step('Priya answers a customer on Facebook: the reply is held', async () => {
		await box.click();
		await write(page, customerReply);
		await page.keyboard.press('Enter');
		await screen.find({role: 'button', name: 'Send for approval'});
		// As a script of the page would: neither the form's own submit nor a forged click may send it.
		await box.evaluate(editor => editor.closest('form')?.requestSubmit());
		expectEqual(await stage.site.published('facebook'), [], 'published on Facebook');
		await askForApproval(screen);
		return page;
	});
	await step('Tom approves the reply', async () => approve(await readFirst(reviewer)));
	await step('The approved reply goes out once, and is archived', async () => {
		await screen.find({name: /^Approved by Tom Okafor/});
		await box.click();
		await page.keyboard.press('Enter');
		await screen.find({name: /^Posted and archived · receipt/});
		const published = await stage.site.published('facebook');
		expectEqual(
			published.map(p => p.text),
			[customerReply],
			'published on Facebook',
		);
		return page;
	});
}

async function evidence(stage: Stage, {author}: People, out: string, step: StepTeller) {
	let [receipts, records] = [0, 0];
	await step('Every record of Priya’s browser has its receipt', async () => {
		const options = await author.open('options');
		receipts = await receiptsOf(options);
		return options;
	});
	await step('The export verifies offline; one changed byte is named', async () => {
		records = exportAndVerify(stage.data, join(out, 'export'));
		return undefined;
	});
	return {records, receipts, verified: true};
}
