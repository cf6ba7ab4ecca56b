import type {Page} from 'playwright-core';
import {describe, expect, test} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import {usual} from './page.fixture.ts';
import {
	company,
	draft,
	editorOf,
	holdIn,
	misleading,
	offer,
	onScreens,
	postOf,
	says,
	shoot,
} from './screens.fixture.ts';

const {composing} = onScreens();

/** By the clock of this machine, tomorrow. */
function eight(): number {
	const day = new Date();
	day.setDate(day.getDate() + 1);
	return day.setHours(8, 0, 0, 0);
}

describe('a stopped press', () => {
	const submitted = {ok: true as const, hold: holdIn('held', {approval: null, digest: digestOf(draft)})};

	test.each([
		{how: 'a click', press: async (page: Page) => postOf(page).click()},
		{how: 'Ctrl+Enter', press: async (page: Page) => page.keyboard.press('Control+Enter')},
	])('$how asks for approval; sent, it waits', async ({press}) => {
		const {page, screen} = await composing(offer, {world: {submit: submitted}});
		await screen.find(says(/^Needs a second person/));
		await press(page);
		await screen.find({role: 'heading', name: 'This post needs a second person'});
		await shoot(page, 'x-approval');
		await screen.click({role: 'button', name: 'Send for approval'});
		await screen.find(says(/^Waiting for a second person · sent/));
		await shoot(page, 'x-sent-for-approval');
		await postOf(page).click();
		await screen.find(says('This one is waiting for approval. Nothing was posted.'));
		expect(await editorOf(page).innerText()).toContain('Kestrel GT');
		await page.evaluate(hold => stagehand.change({holds: [hold]}), holdIn('approved'));
		await screen.find(says(/^Approved by Tom Okafor/));
	});

	test('while all reviewers sleep it says who is woken, and until when it waits', async () => {
		const awake = {people: 0, backAt: eight(), onCall: {name: 'Amira Said', woken: 1, most: 2}};
		const preview = {name: null, steps: [{name: 'Reviewers', need: 1, available: 4}], usual: null, awake};
		const {page, screen} = await composing(offer, {world: {submit: submitted, preview}});
		await screen.find(says(/^Needs a second person/));
		await postOf(page).click();
		await screen.find({name: /^Reviewers: off until .*08:00 · on call: Amira\.$/});
		await screen.find({name: 'wakes on-call: used 1 of 2 tonight'});
		await screen.find({
			name: /^You can’t approve your own post\. Amira can, or it will wait until .*08:00\.$/,
		});
		expect(await screen.has({role: 'button', name: 'Send for approval'})).toBe(false);
		await shoot(page, 'x-night');
		await screen.click({role: 'button', name: /^Leave for .*08:00$/});
		await screen.find(says(/^Waiting for a second person · sent/));
		const asked = await page.evaluate(() => globalThis.stagehand.desk.asked);
		const request = asked.find(({name}) => name === 'hold:submit')?.request;
		expect(request).toMatchObject({context: {leave: true}, until: expect.any(Number)});
		expect((request as {until: number}).until, 'somebody is there before it ends').toBeGreaterThan(
			awake.backAt,
		);
	});

	test('a refusal stays in the dialog, with what was typed', async () => {
		const {page, screen} = await composing(offer, {theme: 'dark'});
		await screen.find(says(/^Needs a second person/));
		await postOf(page).click();
		await screen.focus({role: 'textbox', name: 'Note to reviewer (optional)'});
		await page.keyboard.type('Please look today');
		await screen.click({role: 'button', name: 'Send for approval'});
		await screen.find({role: 'StaticText', name: 'The hub cannot be reached. Try again later.'});
		await screen.find({role: 'StaticText', name: 'Please look today'});
		await shoot(page, 'x-approval-refused-dark');
		await page.keyboard.press('Escape');
		await screen.gone({role: 'button', name: 'Send for approval'});
	});

	test('changed after approval, it says so and shows the change', async () => {
		const {page, screen} = await composing(offer, {world: {holds: [holdIn('approved')]}});
		await screen.find(says(/^Approved by Tom Okafor/));
		await page.keyboard.press('End');
		await page.keyboard.type(' weekend');
		await screen.find(says('Different from what was approved'));
		await shoot(page, 'x-changed');
		await postOf(page).click();
		await screen.find({role: 'heading', name: /differs from what Tom approved/});
		await shoot(page, 'x-changed-dialog');
		await screen.click({role: 'button', name: 'Use the approved text'});
		await screen.find(says(/^Approved by Tom Okafor/));
	});

	test('pressed before the rules were there: the answer comes with them', async () => {
		const {page, screen} = await composing('Open until six today.', {world: {late: true}});
		await postOf(page).click();
		await screen.find(says('Nothing was posted. Checking'));
		await page.evaluate(() => stagehand.bringRules());
		await screen.find(says('Checked. Press the button again.'));
	});

	test('pressed before the kit was there: the answer comes with it', async () => {
		const {page, screen} = await composing(offer, {world: {lateKit: true}});
		await postOf(page).click();
		await page.evaluate(() => stagehand.bringKit());
		await screen.find({role: 'heading', name: 'This post needs a second person'});
	});

	test('what must be changed opens the panel', async () => {
		const {page, screen} = await composing(misleading);
		await screen.find(says(/need a change/));
		await postOf(page).click();
		await screen.find(says(/^Nothing was posted\. \d things need a change/));
		await screen.find({role: 'button', name: 'Use this wording'});
	});

	test('the dialog at 200 % zoom', async () => {
		const {page, screen} = await composing(offer, {zoom: 2});
		await screen.find(says(/^Needs a second person/));
		await postOf(page).click();
		await screen.find({role: 'button', name: 'Send for approval'});
		await shoot(page, 'x-approval-zoom');
	});

	test('in an orphan the draft stays, and can be copied', async () => {
		const {page, screen} = await composing(offer);
		await screen.find(says(/^Needs a second person/));
		await page.evaluate(() => stagehand.desk.kill());
		await postOf(page).click();
		await screen.find(says(/^Countersign was updated\. Your draft is safe here\./));
		await screen.find({role: 'button', name: 'Copy draft'});
		await shoot(page, 'x-updated');
	});

	test('without the kit it is held too, and says so', async () => {
		const {page, screen} = await composing(offer, {world: {bare: true}});
		await postOf(page).click();
		await screen.find({role: 'button', name: 'Copy draft'});
		await shoot(page, 'x-not-ready');
	});

	test('document.open() does not take the lock away', async () => {
		const {page, screen} = await composing(offer);
		await screen.find(says(/^Needs a second person/));
		const passed = await page.evaluate(async () => {
			const html = document.documentElement.outerHTML;
			document.open();
			document.write(html);
			document.close();
			await Promise.resolve();
			let heard = false;
			const post = document.querySelector<HTMLElement>('[data-testid=tweetButtonInline]')!;
			post.removeAttribute('disabled');
			post.removeAttribute('aria-disabled');
			post.addEventListener('click', () => {
				heard = true;
			});
			post.click();
			return heard;
		});
		expect(passed).toBe(false);
	});
});

describe('what becomes of it', () => {
	const outgoing = {name: 'CreateTweet', account: company.id, draft, note: ''};

	const letGo = async (page: Page) => {
		await page.evaluate(
			ask => stagehand.fromPage({type: 'ask', id: 1, transport: 'xhr', outgoing: ask}),
			outgoing,
		);
		await expect
			.poll(() => page.evaluate(() => stagehand.toPage))
			.toContainEqual({type: 'verdict', id: 1, go: true, reason: ''});
	};
	const answered = (page: Page, status: number, body: string) =>
		page.evaluate(answer => stagehand.fromPage({type: 'answered', id: 1, name: 'CreateTweet', ...answer}), {
			status,
			body,
		});
	const taken = '{"data":{"create_tweet":{"tweet_results":{"result":{"rest_id":"1990000000000000001"}}}}}';

	test.each([
		{what: 'posted', status: 200, body: taken, said: 'Posted and archived · receipt HS-L-000412'},
		{
			what: 'refused',
			status: 400,
			body: '{"errors":[{"code":344,"message":"Daily limit"}]}',
			said: /^The site did not post it/,
		},
	])(
		'$what while the next one is written: the line is about what stands there',
		async ({status, body, said}) => {
			const {page, screen} = await composing(offer, {world: {holds: [holdIn('approved')]}});
			await screen.find(says(/^Approved by Tom Okafor/));
			await letGo(page);
			await page.keyboard.press('Control+a');
			await page.keyboard.insertText(misleading);
			await screen.find(says(/^\d things need a change/));
			await answered(page, status, body);
			await screen.find({role: 'StaticText', name: said});
			await screen.find(says(/^\d things need a change/));
		},
	);

	test('posted and archived, with the receipt', async () => {
		const {page, screen} = await composing(offer, {world: {holds: [holdIn('approved')]}});
		await screen.find(says(/^Approved by Tom Okafor/));
		await letGo(page);
		await answered(page, 200, taken);
		await screen.find(says('Posted and archived · receipt HS-L-000412'));
		// The site empties its composer; the news stays until something new is typed.
		await page.keyboard.press('Control+a');
		await page.keyboard.press('Delete');
		await page.waitForFunction(
			() => document.querySelector('[data-testid=tweetTextarea_0]')?.textContent?.trim() === '',
		);
		await screen.find(says('Posted and archived · receipt HS-L-000412'));
		await shoot(page, 'x-posted');
	});

	test('an answer that nobody saw: a double click is stopped, a press after a look goes', async () => {
		const {page, screen} = await composing('Open until six today.');
		const clean = {...outgoing, draft: {...draft, text: 'Open until six today.'}};
		await screen.find(says(/^Looks fine$/));
		await page.evaluate(
			ask => stagehand.fromPage({type: 'ask', id: 1, transport: 'xhr', outgoing: ask}),
			clean,
		);
		await expect
			.poll(() => page.evaluate(() => stagehand.toPage))
			.toContainEqual({type: 'verdict', id: 1, go: true, reason: ''});
		await page.evaluate(() => stagehand.fromPage({type: 'failed', id: 1, reason: 'network'}));
		await screen.find(says(/^Nobody saw whether the site posted it/));
		let sent = 0;
		await page.exposeFunction('sent', () => {
			sent++;
		});
		await page.evaluate(() =>
			document.addEventListener('click', () => (window as unknown as {sent(): void}).sent(), {capture: true}),
		);
		await postOf(page).dblclick();
		await screen.find(says(/^Not posted again: it may be public already/));
		expect(sent).toBe(0);
		await shoot(page, 'x-in-doubt');
		await expect
			.poll(
				async () => {
					await postOf(page).click();
					return sent;
				},
				{interval: 2000, timeout: 15_000},
			)
			.toBeGreaterThan(0);
	});

	test("somebody's own account: not one message names it or what is typed", async () => {
		const {page, screen} = await composing('My own holiday', {
			world: {state: {...usual.state, accounts: [{...company, id: '1'}]}},
		});
		await screen.find(says(/^Not guarded/));
		await postOf(page).click();
		const asked = await page.evaluate(() => stagehand.desk.asked);
		expect(asked.every(({name}) => name === 'page:hello')).toBe(true);
	});
});
