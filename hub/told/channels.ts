/** Webhooks, and rooms of Slack and Teams: where the company as a whole is told. */
import {randomBytes} from 'node:crypto';
import {isWithin, type Location} from '#lib/core/identity/location.ts';
import type {Kind} from '#lib/core/told/kind.ts';
import {type Channel, channelSchema} from '#lib/core/told/settings.schema.ts';
import type {Deps} from '../deps.ts';
import type {Caller} from '../http/authenticate.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {addressProblem} from './reach.ts';
import {type ChannelSecret, openSecret, sealSecret} from './sealed.ts';
import {admitAdmin, understood} from './settings.ts';

export type KnownChannel = Omit<Channel, 'url'> & {id: string; host: string; createdAt: number};

export async function listChannels(db: Reader): Promise<KnownChannel[]> {
	const rows = await db.selectFrom('told_channels').selectAll().orderBy('created_at').orderBy('id').execute();
	return rows.map(({id, about, host, created_at}) => ({
		...(JSON.parse(about) as Omit<Channel, 'url'>),
		...{id, host, createdAt: created_at},
	}));
}

/** Those that are told of this kind at this place. */
export function channelsFor(all: readonly KnownChannel[], kind: Kind, location: Location): KnownChannel[] {
	return all.filter(channel => channel.kinds.includes(kind) && isWithin(location, channel.location));
}

export interface OpenChannel extends KnownChannel {
	secret: ChannelSecret;
}

export async function openChannel(deps: Deps, id: string): Promise<OpenChannel | undefined> {
	const {db} = deps.store;
	const row = await db.selectFrom('told_channels').select('sealed').where('id', '=', id).executeTakeFirst();
	const known = row && (await listChannels(db)).find(channel => channel.id === id);
	return known && {...known, secret: await openSecret(deps.keys, id, row.sealed)};
}

/** The secret is shown this once; the receiver checks signatures with it. */
export async function addChannel(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	said: unknown,
): Promise<KnownChannel & {secret: string}> {
	const caller = await admitAdmin(trx, deps, asking);
	const {url, ...about} = understood(channelSchema, said);
	const problem = addressProblem(url, deps.told.reach);
	if (problem !== undefined) throw new Refused(400, 'malformed', `url: ${problem}.`);
	const id = `chn_${deps.id()}`;
	const secret = `whsec_${randomBytes(32).toString('base64')}`;
	const host = new URL(url).host;
	const sealed = await sealSecret(deps.keys, id, {url, secret});
	const created_at = deps.now();
	await trx
		.insertInto('told_channels')
		.values({id, about: JSON.stringify(about), sealed, host, created_at})
		.execute();
	await journal(trx, deps, {type: 'told.channel', by: caller.person, body: {id, host, ...about}});
	return {...about, id, host, createdAt: created_at, secret};
}

/** What waits for it is put aside. */
export async function removeChannel(trx: Transaction, deps: Deps, asking: Caller, id: string): Promise<void> {
	const caller = await admitAdmin(trx, deps, asking);
	const removed = await trx.deleteFrom('told_channels').where('id', '=', id).executeTakeFirst();
	if (removed.numDeletedRows !== 1n) throw new Refused(404, 'unknown-channel', 'There is no such channel.');
	await trx
		.updateTable('messages')
		.set({state: 'dead', done_at: deps.now(), result: 'the channel was removed'})
		.where('to', '=', id)
		.where('state', '=', 'waiting')
		.execute();
	await journal(trx, deps, {type: 'told.channel-removed', by: caller.person, body: {id}});
}
