/** Posts with pictures: what was approved goes out, once, and the archive has its bytes. */
import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {type Picture, picture} from '../../scripts/stage/pictures.ts';
import type {Screen} from '../../scripts/stage/screen.ts';
import {exportAndVerify} from '../../scripts/story/evidence.ts';
import {approve, askForApproval, readFirst} from '../../scripts/story/people.ts';
import {facebook, write, x} from '../../scripts/story/sites.ts';
import {fairOffer} from '../../scripts/story/texts.ts';
import {expect, test} from './on-stage.ts';

const clean = 'Our Leeds showroom opens at ten on Saturday. The kettle is on.';
const red = picture('red.png', [170, 30, 40]);
const blue = picture('blue.png', [30, 60, 170]);
const altBox = '[data-testid=altTextInput]';

interface Composer {
	site: 'x' | 'facebook';
	open(page: Page): Promise<void>;
	attach(page: Page, file: Picture): Promise<void>;
	post(page: Page): Promise<void>;
	home: string;
}

const composers: Composer[] = [
	{
		site: 'x',
		home: x.home,
		open: page => x.editor(page).click(),
		async attach(page, file) {
			await page.getByTestId('fileInput').first().setInputFiles(file);
			await page.getByTestId('attachments').locator('img').last().waitFor();
		},
		post: page => x.post(page).click(),
	},
	{
		site: 'facebook',
		home: facebook.home,
		async open(page) {
			await page.locator('[role=region] [role=link] + [role=button]').click();
			await page.locator('[role=dialog] [data-lexical-editor=true]').click();
		},
		async attach(page, file) {
			await page.locator('[role=dialog] input[type=file]').setInputFiles(file);
			await page.locator('[role=dialog] img[src^="blob:"]').last().waitFor();
		},
		post: page => page.locator('[role=dialog] [aria-label=Post]').click(),
	},
];

for (const composer of composers) {
	test.describe(composer.site, () => {
		let page: Page;
		let screen: Screen;
		test.beforeEach(async ({stage, author}) => {
			await stage.site.reset();
			({page, screen} = await author.visit(composer.home));
			await composer.open(page);
			await screen.find({name: /^Guarded/});
		});
		test.afterEach(async () => page.close());

		test('a clean post with a picture goes out once, and the export has its bytes', async ({stage}) => {
			await write(page, clean);
			await composer.attach(page, red);
			// A picture without a description: a tip, no more.
			await screen.find({name: '1 suggestion'});
			await composer.post(page);
			await screen.find({name: /^Posted and archived · receipt/});
			expect(await picturesOf(stage, composer.site)).toEqual([[red.sha256]]);
			const bundle = join(mkdtempSync(join(tmpdir(), 'countersign-export-')), 'bundle');
			exportAndVerify(stage.data, bundle);
			expect(readFileSync(join(bundle, 'media', `${red.sha256}.png`)).equals(red.buffer)).toBe(true);
		});

		test('held, seen, approved: the approved picture goes out once', async ({stage, reviewer}, info) => {
			await write(page, fairOffer);
			await composer.attach(page, red);
			await screen.find({name: /^Needs a second person/});
			await composer.post(page);
			await askForApproval(screen);
			expect(await stage.site.published(composer.site)).toEqual([]);
			const popup = await readFirst(reviewer);
			await popup.locator('figure.public img').first().waitFor();
			await popup.screenshot({path: info.outputPath('review-card.png'), fullPage: true});
			await approve(popup);
			await popup.close();
			await screen.find({name: /^Approved by Tom/});
			await composer.post(page);
			await screen.find({name: /^Posted and archived · receipt/});
			expect(await picturesOf(stage, composer.site)).toEqual([[red.sha256]]);
		});

		test('another picture after the approval is held, and the difference is said', async ({
			stage,
			reviewer,
		}) => {
			await write(page, fairOffer);
			await composer.attach(page, red);
			await composer.post(page);
			await askForApproval(screen);
			const popup = await readFirst(reviewer);
			await approve(popup);
			await popup.close();
			await screen.find({name: /^Approved by Tom/});
			await composer.attach(page, blue);
			await composer.post(page);
			await screen.find({name: 'Picture 2 was added.'});
			expect(await stage.site.published(composer.site)).toEqual([]);
		});
	});
}

test('X: another description after the approval is held', async ({stage, author, reviewer}) => {
	await stage.site.reset();
	const {page, screen} = await author.visit(x.home);
	await x.editor(page).click();
	// Not the words of the tests before: one of them is approved still, with the same picture and no description
	await write(page, fairOffer.replace('2023', '2022'));
	await composers[0]!.attach(page, red);
	await page.locator(altBox).fill('A red Kestrel GT in front of our showroom');
	await x.post(page).click();
	await askForApproval(screen);
	const popup = await readFirst(reviewer);
	await approve(popup);
	await popup.close();
	await screen.find({name: /^Approved by Tom/});
	await page.locator(altBox).fill('A guaranteed bargain');
	await x.post(page).click();
	await screen.find({name: /^The description of picture 1 was “A red Kestrel GT/});
	await screen.click({role: 'button', name: 'Keep editing'});
	await page.locator(altBox).fill('A red Kestrel GT in front of our showroom');
	await screen.find({name: /^Approved by Tom/});
	await x.post(page).click();
	await screen.find({name: /^Posted and archived · receipt/});
	const [published] = (await stage.site.published('x')) as unknown as {alt: string[]}[];
	expect(published?.alt).toEqual(['A red Kestrel GT in front of our showroom']);
	await page.close();
});

async function picturesOf(
	stage: {site: {published(site: 'x' | 'facebook'): Promise<unknown>}},
	site: Composer['site'],
) {
	const published = (await stage.site.published(site)) as {media?: {sha256: string}[]}[];
	return published.map(({media = []}) => media.map(({sha256}) => sha256));
}
