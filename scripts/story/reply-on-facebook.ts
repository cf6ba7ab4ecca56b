import type {Stage} from '../stage/stage.ts';
import {expectEqual} from './expect.ts';
import {approve, askForApproval, type People, readFirst} from './people.ts';
import {facebook, write} from './sites.ts';
import type {StepTeller} from './tell.ts';
import {customerReply} from './texts.ts';

/** Walkthrough (b), shortened: a customer's question under a post of the page is answered. */
export async function replyOnFacebook(
	stage: Stage,
	{author, reviewer}: People,
	step: StepTeller,
): Promise<void> {
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
		await page.bringToFront();
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
	await page.close();
}
