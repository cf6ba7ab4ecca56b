/** The hub is down, the background dies, an update arrives in mid-draft: nothing slips out, nothing is lost. */
import type {Page} from 'playwright-core';
import {endBackground} from '../../scripts/stage/background.ts';
import type {Screen} from '../../scripts/stage/screen.ts';
import {selectAll, x} from '../../scripts/story/sites.ts';
import {fairOffer, misleadingOffer} from '../../scripts/story/texts.ts';
import {reloadExtension} from './browser-events.ts';
import {expect, test} from './on-stage.ts';

const clean = 'Our Leeds showroom opens at ten on Saturday. The kettle is on.';
const texts = async (published: Promise<{text: string}[]>) => (await published).map(({text}) => text);

test.describe.configure({mode: 'serial'});

let page: Page;
let screen: Screen;

test.beforeEach(async ({stage, author}) => {
	await stage.site.reset();
	({page, screen} = await author.visit(x.home));
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
});
test.afterEach(async () => page.close());

async function write(text: string) {
	await x.editor(page).click();
	await selectAll(page);
	await page.keyboard.press('Delete');
	await page.keyboard.type(text);
}

test('hub stopped: a clean post goes out and is archived later', async ({stage, author}) => {
	await stage.stopHub();
	await write(clean);
	await x.post(page).click();
	await expect.poll(() => texts(stage.site.published('x'))).toEqual([clean]);
	await screen.find({name: /^Posted · /});
	await stage.startHubAgain();
	const options = await author.open('options');
	await expect(options.getByText('everything is archived')).toBeVisible({timeout: 30_000});
	await options.close();
});

test('hub stopped: a post that needs a second person waits, and the draft is kept', async ({stage}) => {
	await stage.stopHub();
	await write(fairOffer);
	await x.post(page).click();
	await screen.click({role: 'button', name: 'Send for approval'});
	await screen.find({name: /^The hub can’t be reached/});
	await screen.click({role: 'button', name: 'Keep editing'});
	await expect(x.editor(page)).toContainText('Finance available');
	expect(await stage.site.published('x')).toEqual([]);
	await stage.startHubAgain();
});

test('background killed while she types: the check goes on, and nothing unfit goes out', async ({stage}) => {
	await write(misleadingOffer.slice(0, 60));
	await endBackground(page);
	await page.keyboard.type(misleadingOffer.slice(60));
	await screen.find({name: /need a change/});
	await x.post(page).click();
	await page.keyboard.press('Control+Enter');
	expect(await stage.site.published('x')).toEqual([]);
	await expect(x.editor(page)).toContainText('guaranteed finance');
});

test('background killed before a clean post: it wakes, writes ahead, and the post goes out once', async ({
	stage,
}) => {
	await write(clean);
	await screen.find({name: 'Looks fine'});
	await endBackground(page);
	await x.post(page).click();
	await screen.find({name: /^Posted and archived · receipt/});
	expect(await texts(stage.site.published('x'))).toEqual([clean]);
});

// Last: afterwards this tab belongs to nobody.
test('extension reloaded in mid-draft: nothing goes out, the draft stays, the screen says what to do', async ({
	stage,
	author,
}) => {
	await write(clean);
	await screen.find({name: 'Looks fine'});
	await reloadExtension(author);
	await page.bringToFront();
	await x.editor(page).click();
	await page.keyboard.type(' Ask for Priya.');
	await x.post(page).click();
	await page.keyboard.press('Control+Enter');
	await screen.find({name: /^Countersign was updated\. Your draft is safe here/});
	expect(await stage.site.published('x')).toEqual([]);
	await expect(x.editor(page)).toHaveText(`${clean} Ask for Priya.`);
	await page.reload();
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
});
