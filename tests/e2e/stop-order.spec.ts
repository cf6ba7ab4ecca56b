/** Posting is stopped for a reason and a time: nothing goes out, nothing typed is lost, and then it goes on. */
import type {Page} from 'playwright-core';
import type {Screen} from '../../scripts/stage/screen.ts';
import {x} from '../../scripts/story/sites.ts';
import {expect, test} from './on-stage.ts';

const clean = 'Our Leeds showroom opens at ten on Saturday. The kettle is on.';
const line = /Posting is stopped for all branches until .*\d\d:\d\d – Helen Marsh: "National mourning"$/;

let page: Page;
let screen: Screen;

test.beforeEach(async ({stage, author}) => {
	await stage.site.reset();
	({page, screen} = await author.visit(x.home));
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
});
test.afterEach(async () => page.close());

test('a clean post is held with who, why and until when; the draft stays, and goes out when it is over', async ({
	stage,
}) => {
	await page.keyboard.type(clean);
	await screen.find({name: 'Looks fine'});
	const {id} = await stage.admin.call('stop', {
		...{location: 'group', account: null, reason: 'National mourning'},
		until: Date.now() + 3_600_000,
	});
	// The page hears of it by itself.
	await screen.find({name: line});
	await x.post(page).click();
	await page.keyboard.press('Control+Enter');
	await screen.find({name: /^Nothing was posted\. Posting is stopped/});
	expect(await stage.site.published('x')).toEqual([]);
	await expect(x.editor(page)).toHaveText(clean);

	await page.reload();
	await x.editor(page).click();
	await screen.find({name: line});
	await page.keyboard.type(clean);
	await x.post(page).click();
	await screen.find({name: /^Nothing was posted\. Posting is stopped/});
	expect(await stage.site.published('x')).toEqual([]);

	await stage.admin.call('endStop', undefined, {id});
	await screen.find({name: 'Looks fine'});
	await expect(x.editor(page)).toHaveText(clean);
	await x.post(page).click();
	await screen.find({name: /^Posted and archived · receipt/});
	expect((await stage.site.published('x')).map(({text}) => text)).toEqual([clean]);
});

test('it ends by itself', async ({stage}) => {
	await page.keyboard.type(clean);
	await screen.find({name: 'Looks fine'});
	const north = {location: 'group/north', account: null, reason: 'Wrong price'};
	const long = await stage.admin.call('stop', {...north, until: Date.now() + 3_600_000});
	await screen.find({name: /^Posting is stopped for North until .* – Helen Marsh: "Wrong price"$/});
	await x.post(page).click();
	await screen.find({name: /^Nothing was posted/});
	expect(await stage.site.published('x')).toEqual([]);
	// However slow this machine is: the short one is in force before the long one is ended
	await stage.admin.call('stop', {...north, until: Date.now() + 3000});
	await stage.admin.call('endStop', undefined, {id: long.id});
	await screen.find({name: 'Looks fine'});
	await x.post(page).click();
	await screen.find({name: /^Posted and archived · receipt/});
});
