import {describe, test} from 'vitest';
import {usual} from './page.fixture.ts';
import {misleading, onScreens, says, shoot} from './screens.fixture.ts';

const {visit} = onScreens();

describe('Facebook', () => {
	const page = usual.state.accounts.find(account => account.site === 'facebook')!;
	const comment =
		'If you would like to spread the cost of a newer one, finance is available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender.';

	test.each(['light', 'dark'] as const)('a comment, %s', async theme => {
		const {page: tab, screen} = await visit(`https://www.facebook.com/?theme=${theme}`);
		const box = tab.locator('form[role=presentation] [contenteditable=true]').first();
		await box.click();
		await screen.find(says(new RegExp(`^Guarded · posting as ${page.handle}`)));
		await tab.keyboard.insertText(comment);
		await screen.find(says(/^Needs a second person/));
		await shoot(tab, `facebook-comment-${theme}`);
		await tab.keyboard.press('Enter');
		await screen.find({role: 'heading', name: 'This comment needs a second person'});
		await screen.find({role: 'StaticText', name: /^About post: “Service plans/});
		await shoot(tab, `facebook-approval-${theme}`);
	});

	test.each(['light', 'dark'] as const)('the post dialog, %s', async theme => {
		const {page: tab, screen} = await visit(`https://www.facebook.com/?theme=${theme}`);
		await tab.locator('[role=region] [role=link] + [role=button]').first().click();
		await tab.locator('[role=dialog] [contenteditable=true]').first().click();
		await tab.keyboard.insertText(misleading);
		await screen.find(says(/need a change/));
		await tab.keyboard.press('Alt+Shift+G');
		await screen.find({role: 'button', name: 'Use this wording'});
		await shoot(tab, `facebook-findings-${theme}`);
	});
});
