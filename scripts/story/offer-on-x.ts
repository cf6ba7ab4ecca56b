import type {Page} from 'playwright-core';
import type {Screen} from '../stage/screen.ts';
import type {Stage} from '../stage/stage.ts';
import {expectEqual, expectTrue} from './expect.ts';
import {approve, askForApproval, type People, readFirst, refusedToAuthor} from './people.ts';
import {selectAll, write, x} from './sites.ts';
import type {StepTeller} from './tell.ts';
import {fairOffer, misleadingOffer} from './texts.ts';

/** Walkthrough (a): a sales executive's offer, from the first draft to the receipt. */
export async function offerOnX(stage: Stage, people: People, step: StepTeller): Promise<void> {
	const {page, screen} = await people.author.visit(x.home);
	const scene = {stage, people, step, page, screen};
	await writesAndIsTold(scene);
	await goesToSecondPerson(scene);
	await goesOutUnchanged(scene);
	await page.close();
}

interface Scene {
	stage: Stage;
	people: People;
	step: StepTeller;
	page: Page;
	screen: Screen;
}

async function nothingOut({stage}: Scene) {
	expectEqual(await stage.site.published('x'), [], 'published on X');
}

async function writesAndIsTold(scene: Scene): Promise<void> {
	const {step, page, screen} = scene;
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
		await nothingOut(scene);
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
}

async function goesToSecondPerson(scene: Scene): Promise<void> {
	const {people, step, page, screen} = scene;
	await step('The finished offer promotes finance: it goes to a second person', async () => {
		await rewrite(page, fairOffer);
		// The panel shrinks by what is mended, and Post moves up
		await screen.find({name: /^Needs a second person/});
		await x.post(page).click();
		await askForApproval(screen);
		await nothingOut(scene);
		return page;
	});
	await step('Priya cannot approve it: the hub refuses her device', async () => {
		const desk = await people.author.popup();
		await refusedToAuthor(desk);
		return desk;
	});
	let popup: Page;
	await step('Tom reads it in the popup', async () => {
		popup = await readFirst(people.reviewer);
		return popup;
	});
	await step('Tom approves', () => approve(popup));
}

async function goesOutUnchanged(scene: Scene): Promise<void> {
	const {stage, step, page, screen} = scene;
	await step('An edited text does not go out', async () => {
		// Her other tabs slow this one down, as any browser does with a tab nobody sees.
		await page.bringToFront();
		await screen.find({name: /^Approved by Tom Okafor/});
		await x.editor(page).click();
		await page.keyboard.press('ControlOrMeta+End');
		await write(page, ' weekend');
		await x.post(page).click();
		await screen.find({role: 'heading', name: /differs from what Tom approved/});
		await nothingOut(scene);
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
