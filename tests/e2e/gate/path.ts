/** How a person sends. */
import type {Page} from 'playwright-core';
import type {SiteId} from '#lib/core/draft.ts';
import type {Weather} from '#sandbox/shared/weather.ts';
import {patience} from './wait.ts';

export interface Path {
	site: SiteId;
	name: string;
	weather?: Partial<Weather>;
	/** Opens the page and puts the cursor into the composer. */
	enter(page: Page): Promise<unknown>;
	/** Puts the cursor back into it. */
	refocus(page: Page): Promise<unknown>;
	send(page: Page): Promise<unknown>;
	/** The composer does not survive a stopped attempt as it was: the second half opens it anew. */
	again?: boolean;
	/** `no`: a clean text may be held too, because the site has become another than the adapter knows. */
	clean?: 'once' | 'once or held';
	/** In the runs of every change, not only at night. */
	ci?: boolean;
}

/** A page, and the composer on it that a click opens. */
export const on = (url: string, selector: string) => ({
	async enter(page: Page) {
		await page.goto(url);
		await page.click(selector);
	},
	refocus: (page: Page) => page.focus(selector),
});
export const click = (selector: string) => (page: Page) => page.click(selector, {timeout: patience});
export const press = (key: string) => (page: Page) => page.keyboard.press(key);
