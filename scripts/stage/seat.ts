import type {BrowserContext, Page} from 'playwright-core';
import {openExtensionPage} from './chromium.ts';
import {type Screen, screenOf} from './screen.ts';

/** A person at a browser that is enrolled. */
export interface Seat {
	name: string;
	context: BrowserContext;
	/** A page of a site, with eyes for what Countersign shows in it. */
	visit(url: string): Promise<{page: Page; screen: Screen}>;
	/** The popup's page in a tab of its own: Chromium gives tests no way to press the toolbar. */
	popup(): Promise<Page>;
	open(name: string, hash?: string): Promise<Page>;
}

/** Enrols as a person does: the invite's link opens the options page, one button. */
export async function takeSeat(
	context: BrowserContext,
	{name, hub, code}: {name: string; hub: string; code: string},
): Promise<Seat> {
	const options = await openExtensionPage(context, 'options', `#${new URLSearchParams({hub, code})}`);
	await options.getByRole('button', {name: /^Enrol/}).click();
	await options.getByText(name).first().waitFor();
	await options.close();
	return {
		name,
		context,
		async visit(url) {
			const page = await context.newPage();
			await page.goto(url);
			return {page, screen: await screenOf(page)};
		},
		async popup() {
			const page = await openExtensionPage(context, 'popup');
			await page.setViewportSize({width: 400, height: 600});
			return page;
		},
		open: (page, hash) => openExtensionPage(context, page, hash),
	};
}
