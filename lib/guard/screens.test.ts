import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {holdOf, stopOrder} from './guard.fixture.ts';
import {openStage, type Stage, usual, type Visit} from './page.fixture.ts';

const hour = 3_600_000;
const offer =
	'2023 Kestrel GT, in stock at Harwell & Stone Leeds 🚗 Finance available, subject to status, 18+. ' +
	'Harwell & Stone Motors Ltd is a credit broker, not a lender. https://harwellstone.example/kestrel';
const misleading =
	'Drive away this 2023 Kestrel GT for just £239 a month! 🚗💨 Lowest rates in Leeds, guaranteed finance, no credit checks.';
const company = usual.state.accounts[0]!;

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

/** With COUNTERSIGN_SCREENSHOTS=docs/screenshots the pictures of the documentation are made by the same run. */
async function shoot(page: Page, name: string): Promise<void> {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (folder) await page.screenshot({path: join(folder, `${name}.png`)});
}

const editorOf = (page: Page) => page.getByTestId('tweetTextarea_0').first();
const postOf = (page: Page) => page.getByTestId('tweetButtonInline').first();

async function composing(text: string, options: Visit & {theme?: 'light' | 'dark'} = {}) {
	const {theme = 'light', ...visit} = options;
	const seen = await stage.visit(`https://x.com/home?theme=${theme}`, visit);
	await editorOf(seen.page).click();
	if (text) await seen.page.keyboard.insertText(text);
	return seen;
}

const lesson = {id: 'l1', title: 'claims about commission', text: 'Say how we are paid.'};

const says = (name: string | RegExp) => ({role: 'status', name});
const draft: Draft = {...emptyDraft('x', 'post', company.id), text: offer};
const approvalFor = (ms: number): Partial<AuthorHold> => ({
	approval: {reviewer: {id: 'p2', name: 'Tom Okafor'}, at: Date.now() - 60_000, expiresAt: Date.now() + ms},
	expiresAt: Date.now() + 9 * hour,
	heldAt: Date.now() - 10 * 60_000,
	account: company,
});
const holdIn = (state: AuthorHold['state'], more: Partial<AuthorHold> = {}) =>
	holdOf(draft, {...approvalFor(7 * hour), state, ...more});

describe('the line beside Post', () => {
	test.each<{name: string; text: string; world?: Visit['world']; expected: RegExp; theme?: 'light' | 'dark'}>(
		[
			{name: 'idle', text: '', expected: /^Guarded · posting as @HarwellStoneLeeds · you are Priya Nair$/},
			{name: 'idle-dark', text: '', theme: 'dark', expected: /^Guarded · posting as/},
			{
				name: 'lesson',
				text: '',
				world: {state: {...usual.state, lesson}},
				expected: /^Changed: claims about commission$/,
			},
			{
				name: 'lesson-waits',
				text: 'Open until six today.',
				world: {state: {...usual.state, lesson}},
				expected: /^Looks fine$/,
			},
			{name: 'clean', text: 'Open until six today.', expected: /^Looks fine$/},
			{name: 'second-person', text: offer, expected: /^Needs a second person/},
			{
				name: 'personal',
				text: '',
				world: {state: {...usual.state, accounts: [{...company, id: '1'}]}},
				expected: /^Not guarded · personal account\. Nothing here is recorded\.$/,
			},
			{
				name: 'offline',
				text: '',
				world: {state: {...usual.state, hub: 'offline', outbox: 3}},
				expected: /^Offline\. Approvals wait\. 3 records to send\.$/,
			},
			{
				name: 'old-rules',
				text: '',
				world: {
					state: {
						...usual.state,
						policy: null,
						policyNote: 'Rules are 5 h old. Finance posts wait until updated.',
					},
				},
				expected: /^Rules are 5 h old\. Finance posts wait until updated\.$/,
			},
			{
				name: 'stopped',
				text: 'Open until six today.',
				world: {
					state: {
						...usual.state,
						stops: [{...stopOrder, from: Date.now() - hour, until: Date.now() + hour}],
					},
				},
				expected:
					/^Posting is stopped for all branches until [\w ]*\d\d:\d\d – Helen Marsh: "National mourning"$/,
			},
			{
				name: 'no-records',
				text: '',
				world: {state: {...usual.state, outboxBroken: true}},
				expected: /can't keep records on this computer/,
			},
			{
				name: 'waiting',
				text: offer,
				world: {holds: [holdIn('held', {approval: null})]},
				expected: /^Waiting for a second person · sent/,
			},
			{
				name: 'approved',
				text: offer,
				world: {holds: [holdIn('approved')]},
				expected: /^Approved by Tom Okafor · post until/,
			},
			{
				name: 'approved-dark',
				text: offer,
				theme: 'dark',
				world: {holds: [holdIn('approved')]},
				expected: /^Approved by Tom Okafor · post until/,
			},
			{
				name: 'expiring',
				text: offer,
				world: {holds: [holdIn('approved', approvalFor(15 * 60_000))]},
				expected: /^Approval ends in 15 min$/,
			},
			{
				name: 'returned',
				text: offer,
				world: {
					holds: [
						holdIn('changes_requested', {
							approval: null,
							returned: {
								by: {id: 'p2', name: 'Tom Okafor'},
								reason: 'missing-information',
								note: 'Say which branch has it.',
								at: Date.now(),
							},
						}),
					],
				},
				expected: /^Tom returned this: Missing information$/,
			},
		],
	)('$name', async ({name, text, world, expected, theme}) => {
		const {page, screen} = await composing(text, {...(world && {world}), ...(theme && {theme})});
		await screen.find(says(expected));
		await shoot(page, `x-${name}`);
	});

	test('the panel says what, why and what to say instead; a fix goes into the editor, undo takes it back', async () => {
		const {page, screen} = await composing(misleading);
		await screen.find(says(/^\d things need a change/));
		await page.keyboard.press('Alt+Shift+G');
		await screen.find({role: 'button', name: 'Use this wording'});
		await shoot(page, 'x-findings');
		const before = await editorOf(page).innerText();
		await screen.click({role: 'button', name: 'Use this wording'});
		await screen.changed(() => editorOf(page).innerText(), before);
		expect(await editorOf(page).innerText()).not.toContain('guaranteed finance');
		await page.keyboard.press('Control+z');
		await expect.poll(() => editorOf(page).innerText()).toBe(before);
	});

	test('underlines are painted over the editor, whose DOM stays as the site made it', async () => {
		const {page, screen} = await composing(misleading);
		await screen.find(says(/^\d things need a change/));
		const painted = await page.evaluate(() =>
			['block', 'review', 'advise'].map(look =>
				[...(CSS.highlights.get(`countersign-${look}`) ?? [])].map(range => (range as Range).toString()),
			),
		);
		expect(painted[0]).toContain('Lowest rates');
		expect(painted[1]).toContain('£239 a month');
		const blocks = await editorOf(page).evaluate(editor =>
			[...editor.querySelectorAll('*')]
				.filter(({tagName}) => !['DIV', 'SPAN'].includes(tagName))
				.map(({tagName}) => tagName),
		);
		expect(blocks).toEqual([]);
	});

	test('a disputed finding keeps its reason', async () => {
		const {page, screen} = await composing(misleading);
		await screen.find(says(/^\d things need a change/));
		await page.keyboard.press('Alt+Shift+G');
		await screen.click({role: 'button', name: 'Not a problem here…'});
		await page.keyboard.type('A quotation');
		await page.keyboard.press('Enter');
		await screen.find({role: 'button', name: 'You said: A quotation'});
		expect(await editorOf(page).innerText()).not.toContain('A quotation');
	});

	test('Escape leaves the panel and nothing else', async () => {
		const {page, screen} = await composing(misleading);
		await screen.find(says(/^\d things need a change/));
		await page.keyboard.press('Alt+Shift+G');
		await screen.find({role: 'button', name: 'Use this wording'});
		await page.keyboard.press('Escape');
		await screen.gone({role: 'button', name: 'Use this wording'});
		expect(await editorOf(page).evaluate(editor => editor === document.activeElement)).toBe(true);
	});

	test('findings in the dark, and with 200 % zoom', async () => {
		const dark = await composing(misleading, {theme: 'dark'});
		await dark.screen.find(says(/^\d things need a change/));
		await dark.page.keyboard.press('Alt+Shift+G');
		await dark.screen.find({role: 'button', name: 'Use this wording'});
		await shoot(dark.page, 'x-findings-dark');
		const large = await composing(misleading, {zoom: 2});
		await large.screen.find(says(/^\d things need a change/));
		await large.page.keyboard.press('Alt+Shift+G');
		await large.screen.find({role: 'button', name: 'Use this wording'});
		await shoot(large.page, 'x-findings-zoom');
	});
});

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

	test('posted and archived, with the receipt', async () => {
		const {page, screen} = await composing(offer, {world: {holds: [holdIn('approved')]}});
		await screen.find(says(/^Approved by Tom Okafor/));
		await page.evaluate(
			ask => stagehand.fromPage({type: 'ask', id: 1, transport: 'xhr', outgoing: ask}),
			outgoing,
		);
		await expect
			.poll(() => page.evaluate(() => stagehand.toPage))
			.toContainEqual({type: 'verdict', id: 1, go: true, reason: ''});
		const body = '{"data":{"create_tweet":{"tweet_results":{"result":{"rest_id":"1990000000000000001"}}}}}';
		await page.evaluate(
			text => stagehand.fromPage({type: 'answered', id: 1, name: 'CreateTweet', status: 200, body: text}),
			body,
		);
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

describe('Facebook', () => {
	const page = usual.state.accounts.find(account => account.site === 'facebook')!;
	const comment =
		'If you would like to spread the cost of a newer one, finance is available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender.';

	test.each(['light', 'dark'] as const)('a comment, %s', async theme => {
		const {page: tab, screen} = await stage.visit(`https://www.facebook.com/?theme=${theme}`);
		const box = tab.locator('form[role=presentation] [contenteditable=true]').first();
		await box.click();
		await screen.find(says(new RegExp(`^Guarded · posting as ${page.handle}`)));
		await tab.keyboard.insertText(comment);
		await screen.find(says(/^Needs a second person/));
		await shoot(tab, `facebook-comment-${theme}`);
		await tab.keyboard.press('Enter');
		await screen.find({role: 'heading', name: 'This comment needs a second person'});
		await shoot(tab, `facebook-approval-${theme}`);
	});

	test.each(['light', 'dark'] as const)('the post dialog, %s', async theme => {
		const {page: tab, screen} = await stage.visit(`https://www.facebook.com/?theme=${theme}`);
		await tab.locator('[role=region] [role=link] + [role=button]').first().click();
		await tab.locator('[role=dialog] [contenteditable=true]').first().click();
		await tab.keyboard.insertText(misleading);
		await screen.find(says(/need a change/));
		await tab.keyboard.press('Alt+Shift+G');
		await screen.find({role: 'button', name: 'Use this wording'});
		await shoot(tab, `facebook-findings-${theme}`);
	});
});
