/** Messages that leave by a socket: denied, or checked and recorded, as the account's admin chose. */
import {FACEBOOK_PAGES, X_ACCOUNTS, X_CUSTOMERS} from '#sandbox/seed.ts';
import {accounts} from '../../../scripts/stage/cast.ts';
import {screenOf, until} from '../../../scripts/stage/screen.ts';
import type {Bench} from './bench.ts';
import {groundTruth} from './ground-truth.ts';

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

/** What became public: while denied; clean words after the admin let them go; forbidden ones even then. */
export async function runSocket(bench: Bench, site: keyof typeof boxes) {
	const {url, editor, account} = boxes[site];
	await bench.stage.site.reset();
	const {context} = await bench.seat('unmanaged');
	await context.clearCookies();
	const page = await context.newPage();
	const screen = await screenOf(page);
	const texts = async () => (await groundTruth(bench.stage).published(site)).map(({text}) => text);
	const put = async (blind: 'closed' | 'capture') => {
		const registered = accounts.find(({id}) => id === account)!;
		await bench.stage.admin.call('registerAccount', {...registered, blind});
	};
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
