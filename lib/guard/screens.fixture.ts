/** For tests: the guard's own lines and dialogs on the sandbox's pages, in a real browser. */
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import {afterAll, beforeAll} from 'vitest';
import {type Draft, emptyDraft} from '#lib/core/draft.ts';
import type {AuthorHold} from '#lib/messaging/catalogue.ts';
import {holdOf} from './guard.fixture.ts';
import {openStage, type Stage, usual, type Visit} from './page.fixture.ts';

export const hour = 3_600_000;
export const offer =
	'2023 Kestrel GT, in stock at Harwell & Stone Leeds 🚗 Finance available, subject to status, 18+. ' +
	'Harwell & Stone Motors Ltd is a credit broker, not a lender. https://harwellstone.example/kestrel';
export const misleading =
	'Drive away this 2023 Kestrel GT for just £239 a month! 🚗💨 Lowest rates in Leeds, guaranteed finance, no credit checks.';
export const company = usual.state.accounts[0]!;

/** A stage for the file that calls it. */
export function onScreens() {
	let stage: Stage;
	beforeAll(async () => {
		stage = await openStage();
	});
	afterAll(() => stage.close());
	return {
		visit: (...what: Parameters<Stage['visit']>) => stage.visit(...what),
		async composing(text: string, options: Visit & {theme?: 'light' | 'dark'} = {}) {
			const {theme = 'light', ...visit} = options;
			const seen = await stage.visit(`https://x.com/home?theme=${theme}`, visit);
			await editorOf(seen.page).click();
			if (text) await seen.page.keyboard.insertText(text);
			return seen;
		},
	};
}

/** With COUNTERSIGN_SCREENSHOTS=docs/screenshots the pictures of the documentation are made by the same run. */
export async function shoot(page: Page, name: string): Promise<void> {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (folder) await page.screenshot({path: join(folder, `${name}.png`)});
}

export const editorOf = (page: Page) => page.getByTestId('tweetTextarea_0').first();
export const postOf = (page: Page) => page.getByTestId('tweetButtonInline').first();
export const says = (name: string | RegExp) => ({role: 'status', name});

export const draft: Draft = {...emptyDraft('x', 'post', company.id), text: offer};
export const approvalFor = (ms: number): Partial<AuthorHold> => ({
	approval: {reviewer: {id: 'p2', name: 'Tom Okafor'}, at: Date.now() - 60_000, expiresAt: Date.now() + ms},
	expiresAt: Date.now() + 9 * hour,
	heldAt: Date.now() - 10 * 60_000,
	account: company,
});
export const holdIn = (state: AuthorHold['state'], more: Partial<AuthorHold> = {}) =>
	holdOf(draft, {...approvalFor(7 * hour), state, ...more});
