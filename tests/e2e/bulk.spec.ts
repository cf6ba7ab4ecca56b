/** Identical items of many branches are one decision; each is signed by itself. Haste is noticed. */
import {AxeBuilder} from '@axe-core/playwright';
import {hire, submit} from '../../scripts/stage/queue.ts';
import {expect, test} from './on-stage.ts';
import {slowAnswers} from './slow-answers.ts';

const opening =
	'Our Christmas hours: closed on Friday 25 December, open again on Saturday 26 December from nine.';

test('judged once, with the odd one out shown', async ({stage, reviewer}) => {
	const dev = await hire(stage, 'Dev Patel');
	for (const text of [opening, `${opening} `, `${opening}\n`, opening.replace('nine', 'ten')])
		await submit(dev, {author: 'Dev Patel', text});
	const review = await reviewer.open('review');
	const list = await slowAnswers(review, 'queue:list');
	await review.getByRole('button', {name: /^Judge 3 together/}).click();
	await expect(review.getByText(/differs from the other 3\. Looks odd\?/)).toBeVisible();
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (folder) await review.screenshot({path: `${folder}/review-alike.png`});
	const {violations} = await new AxeBuilder({page: review as never}).analyze();
	expect(violations.map(({id, nodes}) => `${id} ${nodes[0]?.html}`)).toEqual([]);
	await list.shut();
	await review.getByRole('button', {name: 'Approve all 3'}).press('Enter');
	await expect(review.getByRole('status').first()).toHaveText('✓ 3 approved. Everybody has been told.');
	// They are out of the list before the background has told of it
	await expect(review.getByRole('heading', {name: 'Held items'})).toBeVisible();
	await expect(review.getByRole('button', {name: 'Judge 3 together'})).toHaveCount(0);
	await list.open();
	const left = await dev.client.call('holds', undefined, {view: 'mine'});
	const states = left.filter(({draft}) => draft.text.startsWith('Our Christmas')).map(({state}) => state);
	expect(states.sort()).toEqual(['approved', 'approved', 'approved', 'held']);
	// The next one finds an empty queue.
	const odd = left.find(({draft, state}) => draft.text.startsWith('Our Christmas') && state === 'held')!;
	await dev.client.call('command', {type: 'withdraw'}, {id: odd.id});
});
