/** Monday, 08:10: 40 held items in four kinds (product.md, 6.3), written by two authors for eighteen branches. */

import type {Connected} from '#hub/client.ts';
import type {Account} from '#lib/api/contract.ts';
import {hire, type Item, submit} from './queue.ts';
import type {Stage} from './stage.ts';

const branches =
	'Hull Bradford Sheffield Derby Harrogate Wakefield Halifax Ripon Selby Skipton Otley Malton Whitby Thirsk Goole Beverley'.split(
		' ',
	);
const broker = 'Harwell & Stone Motors Ltd is a credit broker, not a lender.';
const christmas =
	'Our Christmas hours: closed on Friday 25 December, open again on Saturday 26 December from nine. Happy Christmas from all of us!';
/** As the one branch has it that did not look. */
const wrongChristmas = christmas.replace('closed', 'open');
const offer = `2023 Kestrel GT, in stock now. Finance available, subject to status, 18+. ${broker}`;

const customers: Item[] = [
	['Jamal', 'Is the £199 deal still on? Can I do it with no deposit?', '7001'],
	['Rae', 'Do you take part exchange against finance?', '7002'],
	['Rae', 'Do you take part exchange against finance?', '7002'],
	['Moira', 'How long is the finance decision?', '7003'],
	['Bryn', 'Can my son be on the agreement?', '7004'],
].map(([name, inReplyTo, id], n) => ({
	author: n === 2 ? 'Priya Nair' : 'Dev Patel',
	site: 'facebook',
	operation: 'comment',
	text: `Hi ${name}, finance is available, subject to status. ${broker} Ask us at the counter. ${n === 2 ? 'Priya' : 'Dev'}`,
	inReplyTo: inReplyTo!,
	until: 2 + n,
	change: {target: {kind: 'comment', id: id!}},
}));

const others: Item[] = [
	'The kettle is on and the showroom is warm.',
	'Thank you, Leeds Pride, for a lovely Sunday.',
	'Our team cleaned the canal bank on Saturday.',
	'Three new apprentices started today. Welcome!',
	'We are hiring a valeter in Leeds.',
	'Well done to the under-nines on their cup.',
	'The road in front of our site is open again.',
	'Our charity walk raised a good sum. Thank you all.',
].map(text => ({author: 'Dev Patel', text, until: 30}));

function finance(accounts: readonly Account[]): Item[] {
	const six = accounts
		.slice(0, 6)
		.map(({id}) => ({author: 'Priya Nair', text: offer, until: 8, change: {account: id}}));
	const single = ['Finch', 'Merlin', 'Swift'].map(model => ({
		author: 'Dev Patel',
		text: `2022 ${model} SE at our Leeds site. Finance available, subject to status, 18+. ${broker}`,
		until: 9,
	}));
	return [...six, ...single];
}

const hours = (accounts: readonly Account[]): Item[] =>
	accounts.map(({id}, n) => ({
		author: n % 2 ? 'Priya Nair' : 'Dev Patel',
		text: n === accounts.length - 1 ? wrongChristmas : christmas,
		until: 24,
		change: {account: id},
	}));

/** Opens the branches' accounts and fills the queue. */
export async function mondayMorning(stage: Stage): Promise<void> {
	const known = (await stage.admin.call('accounts')).filter(({site}) => site === 'x');
	const accounts = [...known];
	for (const [n, branch] of branches.entries()) {
		const account: Account = {
			...known[0]!,
			id: `14500000000000003${String(n).padStart(2, '0')}`,
			handle: `@HarwellStone${branch}`,
			name: `Harwell & Stone ${branch}`,
		};
		await stage.admin.call('registerAccount', account);
		accounts.push(account);
	}
	const devices = new Map<string, Connected>();
	for (const item of [...customers, ...finance(accounts), ...hours(accounts), ...others]) {
		const device = devices.get(item.author) ?? (await hire(stage, item.author));
		devices.set(item.author, device);
		await submit(device, item);
	}
}
