/** Personal accounts are invisible to the hub: a day on one leaves no byte about it (trust.md, T28). */

import type {Page} from 'playwright-core';
import {FACEBOOK_PERSON, X_ACCOUNTS} from '#sandbox/seed.ts';
import {facebook, x} from '../../scripts/story/sites.ts';
import {expect, test} from './on-stage.ts';

const personal = X_ACCOUNTS.find(({kind}) => kind === 'personal')!;
const thought = 'Guaranteed finance for everyone, says my neighbour. Ring me on 07700 900123!';
const remark = 'No credit checks, they told my cousin at the barbecue.';

test('a day on personal accounts: everything goes out, nothing is recorded, nothing is sent', async ({
	stage,
	author,
}) => {
	await stage.site.reset();
	const {page, screen} = await author.visit(x.home);
	await switchOnX(page, personal.handle);
	await x.editor(page).click();
	await screen.find({name: 'Not guarded · personal account. Nothing here is recorded.'});
	const before = stage.tapped.length;
	await page.keyboard.type(thought);
	await x.post(page).click();
	await expect.poll(async () => (await stage.site.published('x')).map(({text}) => text)).toEqual([thought]);

	await page.goto(facebook.home);
	await page.locator('[data-sandbox=switcher]').click();
	await loaded(page, () => page.locator(`[data-actor="${FACEBOOK_PERSON.id}"]`).click());
	await facebook.commentBox(page, 'Lovely evening over the dale').click();
	await page.keyboard.type(remark);
	await page.keyboard.press('Enter');
	await expect
		.poll(async () => (await stage.site.published('facebook')).map(({text}) => text))
		.toEqual([remark]);

	const sent = stage.tapped.slice(before).map(({path, body}) => path + decoded(body));
	for (const secret of [personal.id, personal.handle, FACEBOOK_PERSON.id, 'neighbour', '900123', 'barbecue'])
		expect(sent.filter(text => text.includes(secret))).toEqual([]);
	expect(stage.tapped.slice(before).filter(({path}) => path.includes('/holds'))).toEqual([]);
	await page.close();
});

test('the same browser, back on the company account, is guarded again', async ({stage, author}) => {
	const {page, screen} = await author.visit(x.home);
	await switchOnX(page, 'HarwellStoneLeeds');
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	await stage.site.reset();
	await page.keyboard.type('Guaranteed finance for everyone!');
	await x.post(page).click();
	await screen.find({name: /needs? a change/});
	expect(await stage.site.published('x')).toEqual([]);
	await page.close();
});

async function switchOnX(page: Page, handle: string) {
	await page.getByTestId('SideNav_AccountSwitcher_Button').click();
	await loaded(page, () => page.locator(`[data-account="${handle}"]`).click());
}

/** The sites load themselves anew after a switch. */
async function loaded(page: Page, act: () => Promise<void>) {
	const load = page.waitForEvent('load');
	await act();
	await load;
}

/** Records travel as signed tokens: their payload is base64url. */
function decoded(body: string): string {
	const payloads = [...body.matchAll(/[\w-]+\.([\w-]+)\.[\w-]+/g)].map(([, payload]) => payload!);
	return body + payloads.map(payload => Buffer.from(payload, 'base64url').toString()).join('\n');
}
