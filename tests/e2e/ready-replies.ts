/** Ready-approved replies for the tests, and how a person uses one. */
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import type {Page} from 'playwright-core';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import type {Member} from '../../scripts/stage/cast.ts';
import type {Screen} from '../../scripts/stage/screen.ts';

export const dev: Member = {name: 'Dev Patel', roles: [{role: 'author', location: 'group/north/leeds'}]};
const day = 86_400_000;
export const karen = {
	id: '122100000009002',
	author: '100090000000399',
	text:
		'You lot never told me you got commission on my PCP. 5 weeks and no answer. Absolute joke, reporting you 😡 ' +
		'my reg is AB12 CDE',
	minutesAgo: 38,
};
const closing =
	'If you want to spread the cost, finance is available, subject to status. Harwell & Stone Motors Ltd is a credit ' +
	'broker, not a lender.';
export const words = (name: string, by: string, own: string) =>
	`Hi ${name}, I’m sorry you have waited for us. Our service team will contact you by ${by}. ${closing} ${own}`;
export const complaintWords = (name: string, ref: string, by: string, own: string) =>
	`Hi ${name}, I’m sorry you’ve had to chase us. I’ve logged your complaint tonight (ref ${ref}) and our complaints ` +
	`team will contact you by ${by}. Please don’t post personal details here – message us privately and we’ll pick it ` +
	`up. ${own}, Harwell & Stone`;

function replyOf(
	own: Pick<ReadyReply, 'id' | 'title' | 'text' | 'slots' | 'operations' | 'answers'> & Partial<ReadyReply>,
): ReadyReply {
	return {
		...{v: 1, version: 1, location: 'group/north', accounts: null, settles: [], authors: []},
		...{promise: 'promise date', from: Date.now() - 60_000, until: Date.now() + 100 * day},
		...own,
	};
}

export const waiting = () =>
	replyOf({
		id: 'R-SRV-01',
		title: 'First reply to somebody who waits',
		text: words('{first name}', '{promise date}', '{own name}'),
		slots: [
			{name: 'first name', kind: 'name'},
			{name: 'promise date', kind: 'date'},
			{name: 'own name', kind: 'own-name'},
		],
		operations: ['comment'],
		answers: 'This is not good enough.',
	});

export const complaining = () =>
	replyOf({
		id: 'R-CMP-04',
		title: 'First public reply to a finance complaint',
		text: complaintWords('{first name}', '{complaint ref}', '{promise date}', '{own name}'),
		slots: [
			{name: 'first name', kind: 'name'},
			{name: 'complaint ref', kind: 'reference'},
			{name: 'promise date', kind: 'date'},
			{name: 'own name', kind: 'own-name'},
		],
		operations: ['reply'],
		answers: karen.text,
	});

export const inDanger = {
	id: '122100000009003',
	author: '100090000000398',
	text: 'I can’t cope with this, honestly, I’ll do something',
	minutesAgo: 3,
};
export const riskWords = (name: string, own: string) =>
	`Hi ${name}, thank you for telling us. You matter more than any agreement. We have sent you a private message, and ` +
	`somebody is there tonight. If you are in danger, please call 999 now. ${own}, Harwell & Stone`;

/** Nothing is promised by a day: it is tonight. */
export const helping = () =>
	replyOf({
		id: 'R-VUL-01',
		title: 'Customer may be at risk',
		text: riskWords('{first name}', '{own name}'),
		slots: [
			{name: 'first name', kind: 'name'},
			{name: 'own name', kind: 'own-name'},
		],
		operations: ['reply', 'dm'],
		answers: inDanger.text,
		promise: null,
	});

export async function picture(page: Page, name: string) {
	const folder = process.env.COUNTERSIGN_SCREENSHOTS;
	if (!folder) return;
	mkdirSync(folder, {recursive: true});
	await page.screenshot({path: join(folder, `${name}.png`)});
}

/** By keyboard alone: the list, one blank, and the words are in the box. */
export async function fill(page: Page, screen: Screen, name: string) {
	await page.keyboard.press('Alt+Shift+KeyR');
	await screen.find({role: 'heading', name: 'Ready-approved replies'});
	await page.keyboard.press('Tab');
	await page.keyboard.type(name);
}
