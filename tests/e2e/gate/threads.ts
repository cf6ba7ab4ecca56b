/** A thread on X: approved as a whole, and then what can happen to it. */
import type {Page} from 'playwright-core';
import type {Weather} from '#sandbox/shared/weather.ts';
import {patience} from './wait.ts';

export interface ThreadTurn {
	name: string;
	/** The site's weather while it is sent, after the approval. */
	weather?: Partial<Weather>;
	/** What the author does to it after the approval. */
	change?: (page: Page) => Promise<unknown>;
	/** How many of the approved parts are public after the first press. */
	first: number;
	/** How many after a second press, without another approval. */
	second?: number;
	/** What the author reads then. */
	says: RegExp;
	ci?: boolean;
}

const all = 3;

export const threadTurns: readonly ThreadTurn[] = [
	{name: 'nothing: it is posted', first: all, says: /^Posted and archived/, ci: true},
	{
		name: 'a word more in part 2',
		change: page => retype(page, 1, text => `${text} Today.`),
		first: 0,
		says: /differs from what Tom approved/,
		ci: true,
	},
	{
		name: 'one part more',
		async change(page) {
			await page.click('[role=dialog] [data-testid=addButton]');
			await page.click(editor(all));
			await page.keyboard.type('And one more.');
		},
		first: 0,
		says: /differs from what Tom approved/,
	},
	{
		name: 'two parts change places',
		async change(page) {
			const [second, third] = [await textOf(page, 1), await textOf(page, 2)];
			await retype(page, 1, () => third);
			await retype(page, 2, () => second);
		},
		first: 0,
		says: /differs from what Tom approved/,
	},
	{
		name: 'without its last part',
		change: async page => writeThread(page, [await textOf(page, 0), await textOf(page, 1)]),
		first: 0,
		says: /This thread needs a second person/,
	},
	{
		name: 'the site refuses part 2, and takes the rest under part 1',
		weather: {fail: {nth: 2, kind: '344'}, threadRest: 'under'},
		first: 1,
		second: all,
		says: /^1 of 3 posted\. The site did not take part 2/,
		ci: true,
	},
	{
		name: 'the site refuses part 3, and takes the rest under part 2',
		weather: {fail: {nth: 3, kind: '344'}, threadRest: 'under'},
		first: 2,
		second: all,
		says: /^2 of 3 posted\. The site did not take part 3/,
	},
	{
		name: 'the site refuses part 2, and would post the rest as another thread',
		weather: {fail: {nth: 2, kind: '344'}, threadRest: 'anew'},
		first: 1,
		second: 1,
		says: /^1 of 3 posted\. The site did not take part 2/,
	},
	{
		name: 'the site fails inside at part 2',
		weather: {fail: {nth: 2, kind: '131'}, threadRest: 'under'},
		first: 1,
		second: 1,
		says: /^Nobody saw whether the site posted part 2 of 3/,
	},
	{name: 'slow answers', weather: {slow: 1200}, first: all, says: /^Posted and archived/},
	{name: 'the new front end', weather: {frontEnd: 'x-web'}, first: all, says: /^Posted and archived/},
	{name: 'the button moves', weather: {buttonMoves: true}, first: all, says: /^Posted and archived/},
];

const editor = (i: number) => `[role=dialog] [data-testid="tweetTextarea_${i}"]`;

const textOf = (page: Page, part: number) => page.locator(editor(part)).innerText();

async function retype(page: Page, part: number, change: (text: string) => string): Promise<void> {
	const text = change(await textOf(page, part));
	await page.click(editor(part));
	await page.keyboard.press('ControlOrMeta+a');
	await page.keyboard.type(text);
}

/** Writes a thread into the dialog. */
export async function writeThread(page: Page, parts: readonly string[]): Promise<void> {
	await page.goto('https://x.com/compose/post');
	for (const [i, text] of parts.entries()) {
		if (i > 0) await page.click('[role=dialog] [data-testid=addButton]');
		await page.click(editor(i));
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type(text);
	}
}

export const postAll = (page: Page) =>
	page.click('[role=dialog] [data-testid=tweetButton]', {timeout: patience});
