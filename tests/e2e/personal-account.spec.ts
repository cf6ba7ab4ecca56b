/** Personal accounts are invisible to the hub: a day on one leaves no byte about it (trust.md, T28). */

import {FACEBOOK_PAGES, FACEBOOK_PERSON, X_ACCOUNTS} from '#sandbox/seed.ts';
import type {Seat} from '../../scripts/stage/seat.ts';
import type {Tapped} from '../../scripts/stage/tap.ts';
import {facebook, x} from '../../scripts/story/sites.ts';
import {expect, test} from './on-stage.ts';

const personal = X_ACCOUNTS.find(({kind}) => kind === 'personal')!;
const thought = 'Guaranteed finance for everyone, says my neighbour. Ring me on 07700 900123!';
const remark = 'No credit checks, they told my cousin at the barbecue.';
const secrets = [personal.id, personal.handle, FACEBOOK_PERSON.id, 'neighbour', '900123', 'barbecue'];

/** A browser of its own, whose every word to the hub is kept. */
let dev: Seat;
let sent: () => Tapped[];
test.beforeAll(async ({stage}) => {
	const before = stage.tapped.length;
	sent = () => stage.tapped.slice(before);
	const roles = [{role: 'author' as const, location: 'group/north/leeds'}];
	dev = await stage.enrol({name: 'Dev Patel', roles}, {isTapped: true, place: '-tapped'});
	await expect.poll(() => sent().map(({path}) => path)).toContain('/v1/me');
});
test.afterAll(() => dev.context.close());

test('a day on personal accounts: everything goes out, nothing is recorded, nothing is sent', async ({
	stage,
}) => {
	await stage.site.reset();
	const {page, screen} = await dev.visit(x.home);
	await x.switchTo(page, personal.handle);
	await x.editor(page).click();
	await screen.find({name: 'Not guarded · personal account. Nothing here is recorded.'});
	await page.keyboard.type(thought);
	await x.post(page).click();
	await expect.poll(async () => (await stage.site.published('x')).map(({text}) => text)).toEqual([thought]);

	await page.goto(facebook.home);
	await page.locator('[data-sandbox=switcher]').click();
	const load = page.waitForEvent('load');
	await page.locator(`[data-actor="${FACEBOOK_PERSON.id}"]`).click();
	await load;
	await facebook.commentBox(page, 'Lovely evening over the dale').click();
	await page.keyboard.type(remark);
	await page.keyboard.press('Enter');
	await expect
		.poll(async () => (await stage.site.published('facebook')).map(({text}) => text))
		.toEqual([remark]);

	expect(saying(secrets)).toEqual([]);
	expect(sent().filter(({method, path}) => method === 'POST' && path === '/v1/holds')).toEqual([]);
	const records = sent().filter(({path}) => path.includes('/records'));
	expect(records.filter(request => !decoded(request.body).includes('"kind":"heartbeat"'))).toEqual([]);
	await page.close();
});

test('the hub hears of an account only from the person: asked, shown what they will see, told', async () => {
	const {page} = await dev.visit(x.home);
	await x.switchTo(page, personal.handle);
	await expect(page.getByTestId('AppTabBar_Profile_Link')).toHaveAttribute('href', `/${personal.handle}`);
	const popup = await dev.popup();
	await popup.getByText('Your X account here is not in the company’s register').waitFor();
	await popup.getByRole('button', {name: 'It is the company’s…'}).click();
	await expect(popup.getByLabel('Handle, with its @')).toHaveValue(`@${personal.handle}`);
	await popup.getByRole('button', {name: 'No, it is private'}).click();
	expect(saying(secrets)).toEqual([]);

	await popup.getByRole('button', {name: 'It is the company’s…'}).click();
	await popup.getByText(`its number on X (${personal.id})`).waitFor();
	await popup.getByLabel('Name above the handle').fill('Priya at Harwell & Stone');
	await popup.getByRole('button', {name: 'Tell my admins'}).click();
	await popup.getByText('Your admins were told.').waitFor();
	const [offer, ...others] = sent().filter(({path}) => path === '/v1/accounts/offers');
	expect(others).toEqual([]);
	expect(JSON.parse(offer!.body)).toEqual({
		...{site: 'x', id: personal.id, handle: `@${personal.handle}`},
		name: 'Priya at Harwell & Stone',
	});
	await Promise.all([popup.close(), page.close()]);
});

test('the same browser, back on the company account, is guarded again', async ({stage}) => {
	const {page, screen} = await dev.visit(x.home);
	await x.switchTo(page, 'HarwellStoneLeeds');
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	await stage.site.reset();
	await page.keyboard.type('Guaranteed finance for everyone!');
	await x.post(page).click();
	await screen.find({name: /needs? a change/});
	expect(await stage.site.published('x')).toEqual([]);
	await page.close();

	// What the hub may know arrives there, so what it did not get was not sent. What was stopped goes with the next post.
	const clean = 'Come and see us on Saturday.';
	const {page: next, screen: nextScreen} = await dev.visit(x.home);
	await x.editor(next).click();
	await nextScreen.find({name: /^Guarded/});
	await next.keyboard.type(clean);
	await x.post(next).click();
	await expect.poll(async () => (await stage.site.published('x')).map(({text}) => text)).toEqual([clean]);
	await expect.poll(() => saying(['"kind":"gate.blocked"'])).not.toEqual([]);
	await next.close();
});

test('a company page is guarded also where the site hides from scripts who acts', async () => {
	const url = new URL(facebook.home).origin;
	await dev.context.addCookies([{name: 'i_user', value: FACEBOOK_PAGES[0]!.id, url, httpOnly: true}]);
	const {page, screen} = await dev.visit(facebook.home);
	await facebook.commentBox(page, 'Lovely evening over the dale').click();
	await screen.find({name: /^Guarded/});
	await page.close();
});

/** Requests in which one of these words stands. Records travel as signed tokens: their payload is base64url. */
function saying(words: readonly string[]): string[] {
	const texts = sent().map(({path, body}) => path + decoded(body));
	return texts.filter(text => words.some(word => text.includes(word)));
}

function decoded(body: string): string {
	const payloads = [...body.matchAll(/[\w-]+\.([\w-]+)\.[\w-]+/g)].map(([, payload]) => payload!);
	return body + payloads.map(payload => Buffer.from(payload, 'base64url').toString()).join('\n');
}
