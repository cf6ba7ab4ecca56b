/**
 * Surfaces whose composer does not show all that goes out, or that have no composer we know: what the request itself says is
 * sent for approval, and after the approval the same press lets exactly that go, once.
 */
import type {Page} from 'playwright-core';
import type {SiteId} from '#lib/core/draft.ts';
import {FACEBOOK_GROUPS, FACEBOOK_PAGES, FACEBOOK_STORIES, X_ACCOUNTS, X_POSTS} from '#sandbox/seed.ts';
import type {Weather} from '#sandbox/shared/weather.ts';
import {patience} from './wait.ts';

export interface Surface {
	site: SiteId;
	name: string;
	weather?: Partial<Weather>;
	/** Opens it, with everything in it but the words, and puts the cursor where they go. */
	enter(page: Page): Promise<unknown>;
	send(page: Page): Promise<unknown>;
	/** What the site has besides its own. */
	seed?: object;
	/** What the site's server must have published, besides the words. */
	published: object;
	/** In the runs of every change, not only at night. */
	ci?: boolean;
}

const editor = '[role=dialog] [data-testid="tweetTextarea_0"]';
const modal = async (page: Page, query = '') => {
	await page.goto(`https://x.com/compose/post${query}`);
	await page.click(editor);
};
const when = '2027-01-05T10:30';
const post = (page: Page) => page.click('[role=dialog] [data-testid=tweetButton]', {timeout: patience});
const own = X_POSTS.find(({author}) => author === X_ACCOUNTS[0]!.id)!.id;
const short = {id: '1990000000000009001', author: X_ACCOUNTS[0]!.id, text: 'Hello, Leeds.'};
const question = X_POSTS[0]!;

const x: Surface[] = [
	{
		site: 'x',
		name: 'reply settings',
		async enter(page) {
			await modal(page);
			await page.getByText('Everyone can reply').last().click();
			await page.click(editor);
		},
		send: post,
		published: {kind: 'post', audience: 'Community'},
		ci: true,
	},
	{
		site: 'x',
		name: 'poll',
		async enter(page) {
			await modal(page);
			await page.getByTestId('createPollButton').last().click();
			await page.locator('[role=dialog] [name=Choice1]').fill('Red');
			await page.locator('[role=dialog] [name=Choice2]').fill('Blue');
			await page.click(editor);
		},
		send: post,
		published: {kind: 'post', poll: {choices: ['Red', 'Blue'], minutes: 1440}},
		ci: true,
	},
	{
		site: 'x',
		name: 'edit of a post',
		enter: async page => {
			await modal(page, `?edit=${own}`);
			await page.keyboard.press('ControlOrMeta+a');
		},
		send: post,
		published: {kind: 'edit', target: own},
	},
	{
		site: 'x',
		name: 'quote',
		enter: page => modal(page, `?url=https://x.com/moira_trent/status/${question.id}`),
		send: post,
		published: {kind: 'quote', target: question.id},
	},
	{
		site: 'x',
		name: 'quote that no address tells of',
		enter: async page => {
			await modal(page, `?url=https://x.com/moira_trent/status/${question.id}`);
			await page.evaluate(() => history.replaceState(null, '', '/compose/post'));
		},
		send: post,
		published: {kind: 'quote', target: question.id},
	},
	{
		site: 'x',
		name: 'edit of a short post',
		enter: async page => {
			await modal(page, `?edit=${short.id}`);
			await page.keyboard.press('ControlOrMeta+a');
		},
		send: post,
		seed: {x: {posts: [short]}},
		published: {kind: 'edit', target: short.id},
	},
	{
		site: 'x',
		name: 'scheduled post',
		async enter(page) {
			await modal(page);
			await page.getByTestId('scheduleOption').last().click();
			await page.locator('input[type=datetime-local]').fill(when);
			await page.getByTestId('scheduledConfirmationPrimaryAction').click();
			await page.click(editor);
		},
		send: post,
		published: {kind: 'schedule'},
		ci: true,
	},
];

const home = 'https://www.facebook.com/';
const box = '[role=dialog] [data-lexical-editor=true]';
const story = FACEBOOK_STORIES[0]!.id;
const ours = FACEBOOK_STORIES.find(({author}) => author === FACEBOOK_PAGES[0]!.id)!.id;
const plain = (url: string) => async (page: Page) => {
	await page.goto(url);
	await page.click('textarea');
};
const press = (name: string) => (page: Page) =>
	page.getByRole('button', {name, exact: true}).last().click({timeout: patience});
const share = async (page: Page) => {
	await page.goto(home);
	await page.locator(`[data-story="${story}"] [aria-label=Share]`).first().click();
	await page.click(box);
};
const shareNow = (page: Page) => page.click('[data-ad-rendering-role=share_button]', {timeout: patience});

const facebook: Surface[] = [
	{
		site: 'facebook',
		name: 'story',
		enter: plain('https://www.facebook.com/stories/create'),
		send: press('Share to story'),
		published: {kind: 'story'},
		ci: true,
	},
	{
		site: 'facebook',
		name: 'answer to a story',
		enter: plain('https://www.facebook.com/stories/1'),
		send: press('Reply'),
		published: {kind: 'dm', target: '1'},
	},
	{
		site: 'facebook',
		name: 'reel',
		enter: plain('https://www.facebook.com/reel'),
		async send(page) {
			const next = page.getByRole('button', {name: 'Next', exact: true});
			while (await next.isVisible()) await next.click();
			await press('Share')(page);
		},
		published: {kind: 'reel'},
	},
	{
		site: 'facebook',
		name: 'note',
		enter: plain('https://www.facebook.com/notes/create'),
		send: press('Share'),
		published: {kind: 'note'},
	},
	{
		site: 'facebook',
		name: 'share with text',
		enter: share,
		send: shareNow,
		published: {kind: 'share', target: story},
		ci: true,
	},
	{
		site: 'facebook',
		name: 'share into a group',
		async enter(page) {
			await share(page);
			await page.getByRole('combobox', {name: 'Share'}).selectOption(FACEBOOK_GROUPS[0]!.id);
			await page.click(box);
		},
		send: shareNow,
		published: {audience: FACEBOOK_GROUPS[0]!.id},
	},
	{
		site: 'facebook',
		name: 'post for friends only',
		async enter(page) {
			await page.goto(home);
			await page.click('[role=region] [role=link] + [role=button]');
			await page
				.locator('[role=dialog] [aria-label=Everyone], [role=dialog] [aria-label=Public]')
				.first()
				.click();
			await page.click(box);
		},
		send: page => page.click('[role=dialog] [aria-label=Post]', {timeout: patience}),
		published: {kind: 'post', audience: 'FRIENDS'},
	},
	{
		site: 'facebook',
		name: 'scheduled post',
		async enter(page) {
			await page.goto(home);
			await page.click('[role=region] [role=link] + [role=button]');
			await page.getByRole('button', {name: 'Schedule post', exact: true}).click();
			await page.locator('input[type=datetime-local]').fill(when);
			await page.click(box);
		},
		send: page => page.click('[role=dialog] footer [role=button]', {timeout: patience}),
		published: {kind: 'schedule'},
	},
	{
		site: 'facebook',
		name: 'edit of a post',
		async enter(page) {
			await page.goto(home);
			await page.locator(`[data-story="${ours}"] [aria-label=More]`).first().click();
			await page.getByRole('menuitem', {name: 'Edit post'}).click();
			await page.click(box);
			await page.keyboard.press('ControlOrMeta+a');
		},
		send: page => page.click('[role=dialog] footer [role=button]', {timeout: patience}),
		published: {kind: 'edit', target: ours},
	},
	{
		site: 'facebook',
		name: 'Business Suite, scheduled',
		async enter(page) {
			await page.goto('https://business.facebook.com/latest/composer/');
			await page.getByRole('switch').check();
			await page.getByLabel('Date picker').fill('01/05/2027');
			await page.getByRole('spinbutton', {name: 'hours'}).fill('10');
			await page.getByRole('spinbutton', {name: 'minutes'}).fill('30');
			await page.click('[role=combobox][contenteditable=true]');
		},
		send: press('Schedule'),
		published: {kind: 'schedule'},
	},
];

export const surfaces: readonly Surface[] = [...x, ...facebook];
