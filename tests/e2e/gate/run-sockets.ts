/** Messages that leave by a socket: denied, or checked and recorded, as the account's admin chose. */

import type {Blind} from '#lib/core/policy/unseen.ts';
import {FACEBOOK_PAGES, X_ACCOUNTS, X_CUSTOMERS} from '#sandbox/seed.ts';
import {accounts} from '../../../scripts/stage/cast.ts';
import {screenOf, until} from '../../../scripts/stage/screen.ts';
import type {Bench} from './bench.ts';
import {groundTruth} from './ground-truth.ts';
import {longest} from './wait.ts';

const boxes = {
	x: {
		url: `https://x.com/i/chat/${X_CUSTOMERS[0]!.id}`,
		editor: '[data-testid="dm-composer-textarea"]',
		account: X_ACCOUNTS[0]!.id,
	},
	facebook: {
		url: 'https://www.facebook.com/messages/t/100090000000301',
		editor: '[role=main] [role=textbox]',
		account: FACEBOOK_PAGES[0]!.id,
	},
} as const;

async function choose(bench: Bench, account: string, blind: Blind): Promise<void> {
	const registered = accounts.find(({id}) => id === account)!;
	await bench.stage.admin.call('registerAccount', {...registered, blind});
}

/** What became public: while denied; clean words after the admin let them go; forbidden ones even then. */
export async function runSocket(bench: Bench, site: keyof typeof boxes) {
	const {url, editor, account} = boxes[site];
	await bench.stage.site.reset();
	const {context} = await bench.seat('unmanaged');
	await context.clearCookies();
	const page = await context.newPage();
	const screen = await screenOf(page);
	const texts = async () => (await groundTruth(bench.stage).published(site)).map(({text}) => text);
	const put = (blind: Blind) => choose(bench, account, blind);
	const write = async (text: string) => {
		await page.click(editor);
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.type(text);
	};
	try {
		await page.goto(url);
		await write('Your car is ready.');
		await page.keyboard.press('Enter');
		await screen.find({name: /Your company doesn’t send them from this account/});
		const denied = await texts();
		await put('capture');
		await screen.find({name: /What you type is checked and recorded/});
		await page.click(editor);
		await page.keyboard.press('Enter');
		await screen.find({name: /^Posted and archived/});
		const captured = await until(
			async () => ((await texts()).length > 0 ? texts() : undefined),
			'the message',
		);
		await write('Guaranteed finance for everyone!');
		await page.keyboard.press('Enter');
		await screen.find({name: /^Nothing was posted/});
		return {denied, captured, forbidden: (await texts()).slice(captured.length)};
	} finally {
		await put('closed');
		await page.close();
	}
}

/** The site for telephones, all of which goes by a socket: what became public. */
export async function runMobile(bench: Bench) {
	await bench.stage.site.reset();
	const {context} = await bench.seat('unmanaged');
	const page = await context.newPage();
	const screen = await screenOf(page);
	const said = async () => {
		await page.goto('https://m.facebook.com/');
		await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent);
		return (await page.locator('[role=status]').textContent()) === 'No connection' || undefined;
	};
	try {
		// Signed in there for the first time, it connects before anybody knows who acts.
		await until(said, 'a page without a connection', longest);
		await page.click('textarea');
		await page.keyboard.type('Guaranteed finance for everyone!');
		await screen.find({name: /^Countersign can't see this page\. Company posting is paused\./});
		await page.click('text=Post');
		return (await groundTruth(bench.stage).published('facebook')).map(({text}) => text);
	} finally {
		await page.close();
	}
}
