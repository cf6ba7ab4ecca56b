/** A Monday morning's queue, written by people at Node devices: for pictures of the screens and their tests. */
import {type Connected, enrol} from '#hub/client.ts';
import {pathOf} from '#lib/api/client.ts';
import {type Account, endpoints} from '#lib/api/contract.ts';
import {type Draft, digestOf, emptyDraft, type Operation} from '#lib/core/draft.ts';
import type {Member} from './cast.ts';
import {accounts} from './cast.ts';
import {type Picture, picture} from './pictures.ts';
import type {Stage} from './stage.ts';

const hour = 60 * 60_000;

export interface Item {
	author: string;
	operation?: Operation;
	site?: 'x' | 'facebook';
	text: string;
	inReplyTo?: string;
	note?: string;
	/** Hours until it must be out. */
	until?: number;
	change?: Partial<Draft>;
	picture?: {file: Picture; alt: string};
}

const opening =
	'Our showroom is closed over Christmas and open again on Monday. Happy Christmas from all of us at Harwell & Stone!';

export const items: readonly Item[] = [
	{
		author: 'Priya Nair',
		text: '2023 Kestrel GT, in stock at our Leeds site. Finance available, subject to status, 18+. Harwell & Stone Motors Ltd is a credit broker, not a lender. The best service in Yorkshire! https://harwellstone.example/kestrel',
		note: 'For the weekend, please.',
		until: 7,
		picture: {
			file: picture('kestrel.png', [90, 96, 104]),
			alt: 'A grey Kestrel GT in front of our Leeds showroom',
		},
	},
	{
		author: 'Dev Patel',
		site: 'facebook',
		operation: 'comment',
		text: 'Hi Jamal, that offer ended on Friday. We have a new one: finance is available, subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender. Dev',
		inReplyTo: 'Is the £199 deal still on? Can I do it with no deposit?',
		until: 2,
		change: {target: {kind: 'comment', id: '7001'}},
	},
	{author: 'Dev Patel', text: 'Test dr\u0456ves all week\u200Bend, no app\u202Etniop\u202Cment needed 🚗'},
	{author: 'Priya Nair', text: opening},
	{author: 'Dev Patel', site: 'facebook', text: opening},
	{
		author: 'Tom Okafor',
		text: 'Finance available on every Finch this week, subject to status.',
		note: 'Please look soon.',
	},
];

/** Submits them all; resolves with the hold ids in the same order. */
export async function fillQueue(stage: Stage): Promise<string[]> {
	const devices = new Map<string, Connected>();
	const ids: string[] = [];
	for (const item of items) {
		const device = devices.get(item.author) ?? (await hire(stage, item.author));
		devices.set(item.author, device);
		ids.push(await submit(device, item));
	}
	return ids;
}

/** An author who exists already gets a further device; anybody else is hired as an author at Leeds. */
export async function hire(stage: Stage, name: string): Promise<Connected> {
	const known = (await stage.admin.call('people')).find(
		person => person.name === name && person.roles.some(({role}) => role === 'author'),
	);
	const roles: Member['roles'] = known?.roles ?? [{role: 'author', location: 'group/north/leeds'}];
	const person = known ? {id: known.id} : {name};
	const invite = await stage.admin.call('invite', {person, roles});
	return enrol({url: stage.hubUrl()}, invite.url, name);
}

export async function submit({client}: Pick<Connected, 'client'>, item: Item): Promise<string> {
	const {site = 'x', operation = 'post', text, inReplyTo, note = '', until = 24, change = {}} = item;
	const account = accounts.find((one: Account) => one.site === site)!;
	const media = item.picture ? [await upload(client, item.picture)] : [];
	const draft = {...emptyDraft(site, operation, account.id), text, media, ...change};
	const {meta} = await client.call('policy');
	const id = crypto.randomUUID();
	await client.call('submit', {
		id,
		draft: draft as never,
		digest: digestOf(draft),
		policy: digestIn(meta),
		findings: [],
		context: {url: `https://${site}.com/`, ...(inReplyTo === undefined ? {} : {inReplyTo})},
		note,
		until: Date.now() + until * hour,
	});
	return id;
}

/** Sends the file as the extension does. */
async function upload(client: Connected['client'], {file, alt}: NonNullable<Item['picture']>) {
	const {sha256, buffer, mimeType} = file;
	const path = pathOf(endpoints.putBlob.path, {sha256, at: 0, size: buffer.length});
	const headers = {'content-type': 'application/octet-stream'};
	await client.raw('PUT', path, {body: new Uint8Array(buffer), headers});
	return {sha256, type: mimeType, alt};
}

function digestIn(meta: string): string {
	return (JSON.parse(Buffer.from(meta.split('.')[1]!, 'base64url').toString()) as {digest: string}).digest;
}
