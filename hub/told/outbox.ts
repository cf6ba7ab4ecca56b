/** What is to be told leaves by here: written in the transaction that made it true, delivered at least once. */
import type {Deps} from '../deps.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import type {Message} from './message.ts';
import type {Outcome} from './outcome.ts';

export interface Outgoing {
	/** The same at every try: whoever gets it twice can tell. */
	id: string;
	/** `mail`, or the id of a channel. */
	to: string;
	person: string | null;
	message: Message;
	attempts: number;
}

export type Post = Omit<Outgoing, 'id' | 'attempts'> & {wakes?: boolean};

export async function enqueue(trx: Transaction, deps: Pick<Deps, 'id' | 'now'>, post: Post): Promise<void> {
	await insert(trx, deps, post, deps.now());
}

/** The same, for whoever delivers it himself at once. */
export async function enqueueTaken(
	trx: Transaction,
	deps: Pick<Deps, 'id' | 'now'>,
	post: Post,
): Promise<Outgoing> {
	const id = await insert(trx, deps, post, deps.now() + lease);
	return {...post, id, attempts: 0};
}

async function insert(
	trx: Transaction,
	{id: newId, now}: Pick<Deps, 'id' | 'now'>,
	{to, person, message, wakes = false}: Post,
	next_at: number,
): Promise<string> {
	const id = `msg_${newId()}`;
	const row = {id, to, person, kind: message.kind, wakes: Number(wakes), message: JSON.stringify(message)};
	const state = {state: 'waiting' as const, attempts: 0, next_at, done_at: null, result: ''};
	await trx
		.insertInto('messages')
		.values({...row, ...state, created_at: now()})
		.execute();
	return id;
}

/** Milliseconds for which a message belongs to the process that took it. */
const lease = 2 * 60_000;
/** Messages taken at once. */
const batch = 20;

/** Takes what is due: no other process delivers it meanwhile. */
export async function take(trx: Transaction, now: number): Promise<Outgoing[]> {
	const rows = await trx
		.selectFrom('messages')
		.select(['id', 'to', 'person', 'message', 'attempts'])
		.where('state', '=', 'waiting')
		.where('next_at', '<=', now)
		.orderBy('next_at')
		.limit(batch)
		.execute();
	if (rows.length === 0) return [];
	const ids = rows.map(({id}) => id);
	await trx
		.updateTable('messages')
		.set({next_at: now + lease})
		.where('id', 'in', ids)
		.execute();
	return rows.map(row => ({...row, message: JSON.parse(row.message) as Message}));
}

export async function hasDue(db: Reader, now: number): Promise<boolean> {
	const row = await db
		.selectFrom('messages')
		.select('id')
		.where('state', '=', 'waiting')
		.where('next_at', '<=', now)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

const [second, minute, hour] = [1000, 60_000, 3_600_000];
/** Milliseconds from one try to the next. After the last one the message is put aside, where an admin sees it. */
export const waits = [10 * second, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour] as const;

export async function settleDelivery(
	trx: Transaction,
	{id, attempts}: Pick<Outgoing, 'id' | 'attempts'>,
	outcome: Outcome,
	now: number,
): Promise<void> {
	const wait = outcome.ok || outcome.final ? undefined : waits[attempts];
	const state = outcome.ok
		? ('sent' as const)
		: wait === undefined
			? ('dead' as const)
			: ('waiting' as const);
	await trx
		.updateTable('messages')
		.set({
			...{state, attempts: attempts + 1, result: outcome.result.slice(0, 500)},
			...{next_at: now + (wait ?? 0), done_at: state === 'waiting' ? null : now},
		})
		.where('id', '=', id)
		.where('state', '=', 'waiting')
		.execute();
}

/** Once more from the beginning, with the same id. */
export async function tryAgain(trx: Transaction, id: string, now: number): Promise<boolean> {
	const {numUpdatedRows} = await trx
		.updateTable('messages')
		.set({state: 'waiting', attempts: 0, next_at: now, done_at: null})
		.where('id', '=', id)
		.where('state', '=', 'dead')
		.executeTakeFirst();
	return numUpdatedRows === 1n;
}

/** Milliseconds for which messages and who was told are remembered. */
const memory = 30 * 24 * hour;

export async function forgetMessages({store, now}: Pick<Deps, 'store' | 'now'>): Promise<void> {
	const before = now() - memory;
	const old = await store.db
		.selectFrom('messages')
		.select('id')
		.where('created_at', '<', before)
		.limit(1)
		.executeTakeFirst();
	if (!old) return;
	await store.write(async trx => {
		await trx.deleteFrom('messages').where('created_at', '<', before).execute();
		await trx.deleteFrom('tellings').where('at', '<', before).execute();
	});
}
