/** Better words instead of a bounce: suggested by keyboard, accepted with one press, approved, posted. */
import {mkdirSync} from 'node:fs';
import {AxeBuilder} from '@axe-core/playwright';
import type {Page} from 'playwright-core';
import {x} from '../../scripts/story/sites.ts';
import {expect, test} from './on-stage.ts';

const draft = '2024 Finch Estate, in stock at our Leeds site. Finance available, subject to status, 18+.';
const better = draft.replace('our Leeds site', 'Harwell & Stone Leeds');

/** Pictures for docs/screens.md, when asked for. */
async function picture(page: Page, name: string) {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, {recursive: true});
	await page.screenshot({path: `${folder}/${name}.png`});
}

test('suggested, accepted, approved, posted', async ({stage, author, reviewer}) => {
	await stage.site.reset();
	const {page, screen} = await author.visit(x.home);
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	await page.keyboard.type(draft);
	await screen.find({name: /second person/});
	await x.post(page).click();
	await screen.click({name: 'Send for approval'});
	await screen.find({name: /^Waiting for a second person/});

	const review = await reviewer.open('review');
	await review.getByRole('button', {name: /Finch Estate/}).click();
	await expect(review.getByRole('heading', {name: /^Post on X/})).toBeFocused();
	await review.keyboard.press('q');
	await review.keyboard.type('Which Leeds site?');
	await picture(review, 'review-ask');
	await review.getByRole('button', {name: 'Ask Priya'}).press('Enter');
	await expect(review.getByText(/^\? Asked/)).toBeVisible();

	await screen.find({name: /^Tom asks: Which Leeds site/});
	await screen.click({name: 'Answer'});
	await page.keyboard.type('The only one we have.');
	await picture(page, 'x-question');
	await screen.click({name: 'Answer Tom'});
	await screen.find({name: /^Waiting for a second person/});

	// Another item may have come up: others' are in the queue too.
	const back = review.getByRole('button', {name: /All held items/});
	const entry = review.getByRole('button', {name: /Finch Estate/});
	await expect(back.or(entry).first()).toBeVisible();
	if (await back.isVisible()) await back.click();
	await entry.click();
	await expect(review.getByText('The only one we have.')).toBeVisible();
	await review.keyboard.press('e');
	const words = review.getByRole('textbox', {name: 'How should it read?'});
	await expect(words).toHaveValue(draft);
	await words.fill(`${draft} From £199.`);
	await expect(review.getByText(/^! This changes a claim: .*£199/)).toBeVisible();
	await words.fill(better);
	await expect(review.getByText('✓ Words only. When Priya accepts, it is approved.')).toBeVisible();
	await picture(review, 'review-suggest');
	const {violations} = await new AxeBuilder({page: review as never}).analyze();
	expect(violations.map(({id, nodes}) => `${id} ${nodes[0]?.html}`)).toEqual([]);
	await review.getByRole('button', {name: 'Suggest to Priya'}).press('Enter');
	await expect(review.getByText(/^✎ Suggested/)).toBeVisible();

	await screen.find({name: 'Tom suggests a change'});
	await picture(page, 'x-suggestion');
	await screen.click({name: 'See it'});
	await picture(page, 'x-suggestion-dialog');
	await screen.click({name: 'Close'});
	await screen.click({name: 'Accept and get approval'});
	await screen.find({name: /^Approved by Tom Okafor/});
	await expect(x.editor(page)).toHaveText(better);
	await x.post(page).click();
	await screen.find({name: /^Posted and archived · receipt/});
	expect((await stage.site.published('x')).map(({text}) => text)).toEqual([better]);
});
