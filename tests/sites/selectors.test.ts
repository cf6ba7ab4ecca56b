import type {Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {selectors as facebook} from '#lib/sites/facebook/selectors.ts';
import type {Selector} from '#lib/sites/selector.ts';
import {selectors as x} from '#lib/sites/x/selectors.ts';
import {openStage, type Stage} from './support/stage.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const feed = async () => (await stage.open('https://www.facebook.com/')).page;
const states: Record<string, () => Promise<Page>> = {
	'/home': async () => (await stage.open('https://x.com/home')).page,
	'/compose/post': async () => (await stage.open('https://x.com/compose/post')).page,
	feed,
	async 'post dialog'() {
		const page = await feed();
		await page.locator('[role=region] [role=link] + [role=button]').click();
		return page;
	},
};
const ready: Record<string, string> = {
	'/home': x.toolBar.css,
	'/compose/post': `[role=dialog] ${x.toolBar.css}`,
	feed: facebook.commentForm.css,
	'post dialog': facebook.dialogForm.css,
};

test.each(Object.keys(states))('%s: each selector is found as often as it says', async state => {
	const page = await states[state]!();
	await page.locator(ready[state]!).first().waitFor({state: 'attached'});
	const tables: Record<string, Selector>[] = [x, facebook];
	const expected = tables.flatMap(Object.entries).filter(([, {expect}]) => state in expect);
	const found = await Promise.all(
		expected.map(async ([name, {css}]) => [name, await page.locator(`css=${css}`).count()]),
	);
	expect(Object.fromEntries(found)).toEqual(
		Object.fromEntries(expected.map(([name, {expect}]) => [name, expect[state]])),
	);
	await page.close();
});
