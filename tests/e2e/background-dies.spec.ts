/** A browser may end our background at any moment: the screens ask again by themselves, and nothing typed is lost. */
import {endBackground, killBackground, shutStore} from '../../scripts/stage/background.ts';
import {hire, submit} from '../../scripts/stage/queue.ts';
import {x} from '../../scripts/story/sites.ts';
import {expect, test} from './on-stage.ts';

test.describe.configure({mode: 'serial'});

let dev: Awaited<ReturnType<typeof hire>>;
let held: string;
// The next file finds an empty queue, and the desk at its list.
test.afterAll(() => dev.client.call('command', {type: 'withdraw'}, {id: held}));

test('the list comes although the background died while it was asked for it', async ({stage, reviewer}) => {
	dev = await hire(stage, 'Dev Patel');
	const text = 'Finance available on every Finch, subject to status.';
	held = await submit(dev, {author: 'Dev Patel', text});
	const first = await reviewer.popup();
	await expect(first.getByRole('button', {name: /every Finch/})).toBeVisible();
	await first.close();

	const store = await shutStore(reviewer.context);
	const popup = await reviewer.popup();
	await expect(popup.getByRole('status').first()).toContainText('Waiting for the list');
	await killBackground(popup);
	await expect(popup.getByRole('status').first()).toContainText('asks again by itself');
	await store.open();
	await expect(popup.getByRole('button', {name: /every Finch/})).toBeVisible();
	await expect(popup.getByText('asks again by itself')).toHaveCount(0);
	await popup.close();
});

test('what is typed while the background is dead is there again', async ({reviewer}) => {
	const popup = await reviewer.popup();
	await popup.getByRole('button', {name: /every Finch/}).click();
	await popup.getByRole('button', {name: /^Return/}).click();
	const note = popup.getByRole('textbox', {name: /What should Dev do/});
	await note.pressSequentially('Please say ');
	const store = await shutStore(reviewer.context);
	await killBackground(popup);
	await note.pressSequentially('which lender.');
	await killBackground(popup);
	await popup.close();
	await store.open();
	const again = await reviewer.popup();
	await expect(again.getByRole('textbox', {name: /What should Dev do/})).toHaveValue(
		'Please say which lender.',
	);
	await again.close();
});

test('a page where somebody writes brings its background back by itself', async ({stage, author}) => {
	const {page, screen} = await author.visit(x.home);
	await x.editor(page).click();
	await screen.find({name: /^Guarded/});
	// Its alarm would bring it back too, half a minute later
	await author.context.serviceWorkers()[0]!.evaluate(() => chrome.alarms.clearAll());
	await endBackground(page);
	const reason = 'A background that was asleep';
	const everybody = {location: 'group', account: null, reason, until: Date.now() + 3_600_000};
	const {id} = await stage.admin.call('stop', everybody);
	await screen.find({name: new RegExp(`Posting is stopped .*${reason}`)});
	await stage.admin.call('endStop', undefined, {id});
	await screen.find({name: /^Guarded/});
	await page.close();
});
