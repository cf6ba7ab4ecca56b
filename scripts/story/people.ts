/** What Priya and Tom do in Countersign's own screens. */
import type {Page} from 'playwright-core';
import type {Screen} from '../stage/screen.ts';
import type {Seat} from '../stage/seat.ts';
import {expectTrue} from './expect.ts';

/** In the dialog over the site: the moment of consent. */
export async function askForApproval(screen: Screen): Promise<void> {
	await screen.click({role: 'button', name: 'Send for approval'});
	await screen.find({role: 'status', name: /^Waiting for a second person/});
}

/** The reviewer opens the first item of the queue and approves it. Returns the popup, for its picture. */
export async function approveFirst(reviewer: Seat): Promise<Page> {
	const popup = await reviewer.popup();
	await popup
		.getByRole('button', {name: /Priya Nair/})
		.first()
		.click();
	await popup.getByRole('button', {name: /^Approve/}).click();
	await popup
		.getByText(/can post it until/)
		.first()
		.waitFor();
	return popup;
}

/**
 * Her screen offers no Approve; and asked past the screen, by a message of the extension's own page, her device signs and
 * the hub refuses: four eyes are persons.
 */
export async function refusedToAuthor(desk: Page): Promise<void> {
	const reply = await desk.evaluate(async () => {
		const ask = (name: string, request: unknown) => chrome.runtime.sendMessage({name, request});
		const queue = await ask('queue:list', {});
		const hold = queue.holds?.[0] ?? (await ask('hold:mine', {})).holds?.[0];
		return ask('hold:approve', {hold: hold.id, version: hold.version, digest: hold.digest});
	});
	expectTrue(
		reply.ok === false && reply.code === 'four-eyes',
		`refused as four-eyes (${JSON.stringify(reply)})`,
	);
}
