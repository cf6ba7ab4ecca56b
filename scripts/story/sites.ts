/** How the people of the story find their way in the sites' pages: by what the sites show, never by what we add. */
import type {Page} from 'playwright-core';

export const x = {
	home: 'https://x.com/home',
	editor: (page: Page) => page.getByTestId('tweetTextarea_0').first(),
	post: (page: Page) => page.getByTestId('tweetButtonInline').first(),
	/** The site loads itself anew after it. */
	async switchTo(page: Page, handle: string): Promise<void> {
		await page.getByTestId('SideNav_AccountSwitcher_Button').click();
		const load = page.waitForEvent('load');
		await page.locator(`[data-account="${handle}"]`).click();
		await load;
	},
};

export const facebook = {
	home: 'https://www.facebook.com/',
	/** The comment box under the article that holds this text. */
	commentBox: (page: Page, text: string) =>
		page
			.locator('[role=article]')
			.filter({hasText: text})
			.first()
			.locator('form[role=presentation] [contenteditable=true]')
			.first(),
};

/** Types as a person does, key by key; characters without a key (emoji, dashes) go in as input methods put them. */
export async function write(page: Page, text: string): Promise<void> {
	await page.keyboard.type(text);
}

export async function selectAll(page: Page): Promise<void> {
	await page.keyboard.press('ControlOrMeta+a');
}
