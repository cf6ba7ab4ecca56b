/** What Priya and Tom do in Countersign's own screens. */
import type {Page} from 'playwright-core';
import type {Screen} from '../stage/screen.ts';
import type {Seat} from '../stage/seat.ts';
import {expectTrue} from './expect.ts';

export interface People {
	author: Seat;
	reviewer: Seat;
}

/** In the dialog over the site: the moment of consent. */
export async function askForApproval(screen: Screen): Promise<void> {
	await screen.click({role: 'button', name: 'Send for approval'});
	await screen.find({name: /^Waiting for a second person/});
}

/** The reviewer opens Priya's first item in his queue: what the public will see, and why it was held. */
export async function readFirst(reviewer: Seat): Promise<Page> {
	const popup = await reviewer.popup();
	const item = popup.getByRole('button', {name: /Priya Nair/}).first();
	// The desk goes on where it was left: perhaps at somebody else's item.
	const back = popup.getByRole('button', {name: /All held items/});
	await item.or(back).waitFor();
	if (await back.isVisible()) await back.click();
	await item.click();
	await popup.getByRole('button', {name: /^Approve/}).waitFor();
	return popup;
}

export async function approve(popup: Page): Promise<Page> {
	await popup.getByRole('button', {name: /^Approve/}).click();
	await popup
		.getByText(/can post it until/)
		.first()
		.waitFor();
	return popup;
}

/**
 * She is a reviewer too, but of others: her screen offers no Approve for this one. And asked past the screen, by a message
 * of the extension's own page, her device signs and the hub refuses: four eyes are persons.
 */
export async function refusedToAuthor(desk: Page): Promise<void> {
	await desk.getByText('so someone else must approve it').first().waitFor();
	const reply = await desk.evaluate(async () => {
		const ask = async (countersign: string, request: unknown) =>
			(await chrome.runtime.sendMessage({countersign, request})).reply;
		const {mine} = await ask('queue:list', {});
		const {id, version, digest} = mine[0];
		return ask('hold:approve', {hold: id, version, digest});
	});
	expectTrue(reply?.code === 'four-eyes', `refused as four-eyes, not ${JSON.stringify(reply)}`);
}
