import {describe, expect, test} from 'vitest';
import {stopOrder} from './guard.fixture.ts';
import {usual, type Visit} from './page.fixture.ts';
import {
	approvalFor,
	company,
	editorOf,
	holdIn,
	hour,
	misleading,
	offer,
	onScreens,
	says,
	shoot,
} from './screens.fixture.ts';

const {composing} = onScreens();
const lesson = {id: 'l1', title: 'claims about commission', text: 'Say how we are paid.'};

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

	test('expiring', async () => {
		// Counted from now: a slow machine may have taken minutes to get here
		const holds = [holdIn('approved', approvalFor(15 * 60_000))];
		const {page, screen} = await composing(offer, {world: {holds}});
		await screen.find(says(/^Approval ends in 15 min$/));
		await shoot(page, 'x-expiring');
	});

	test('an account whose cookie the page cannot read is guarded, and no other sentence is said', async () => {
		const hidden = {...usual.state, accounts: [{...company, id: '1'}], acting: '1'};
		const {screen} = await composing('Open until six today.', {world: {state: hidden}});
		await screen.find(says(/^Looks fine$/));
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

	test('where nothing is to be listed the keys open nothing', async () => {
		const {page, screen} = await composing('The kettle is on.');
		await screen.find(says('Looks fine'));
		await page.keyboard.press('Alt+Shift+G');
		await page.keyboard.type(' Guaranteed finance!');
		await screen.find(says(/^1 thing needs a change/));
		expect(await screen.has({role: 'button', name: 'Use this wording'})).toBe(false);
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
