import {afterAll, beforeAll, expect, test} from 'vitest';
import {openStage, type Stage, until} from './support/stage.ts';

const LEEDS = '61550000000101';

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

test('a comment knows its post although links show only a pfbid', async () => {
	await stage.control('POST /weather', {permalinks: 'pfbid'});
	const {page, guard} = await stage.open('https://www.facebook.com/');
	await guard((end, account) => {
		end.accounts(account!);
		end.answerWith('go');
	}, LEEDS);
	const story = page.locator('[aria-posinset] > [role=article]').first();
	await story.locator('> form [role=textbox]').click();
	await page.keyboard.insertText('Thank you');
	const draft = await guard(end => end.draft());
	await page.keyboard.press('Enter');
	await until(async () => (await stage.published()).length === 1);
	const [published] = await stage.published();
	expect(draft).toMatchObject({operation: 'comment', target: {kind: 'post', id: published!.target}});
	const asked = await guard(end => end.heard.find(message => message.type === 'ask'));
	expect(asked).toMatchObject({outgoing: {draft}});
});
