/** What left lately, and what came of it: for the admin's page. */
import type {Delivery} from '#lib/api/console/told.ts';
import {listPeople} from '../identity/people.ts';
import type {Reader} from '../store/schema.ts';
import {listChannels} from './channels.ts';

/** Deliveries in one answer. */
const most = 50;

export async function lastDeliveries(db: Reader, only?: string): Promise<Delivery[]> {
	const rows = await db
		.selectFrom('messages')
		.select(['id', 'to', 'person', 'kind', 'created_at', 'state', 'attempts', 'next_at', 'result'])
		.$if(only !== undefined, query => query.where('id', '=', only!))
		// What was put aside waits for an admin: it stays in sight
		.orderBy(({eb}) => eb.case().when('state', '=', 'dead').then(0).else(1).end())
		.orderBy('created_at', 'desc')
		.orderBy('id')
		.limit(most)
		.execute();
	const channels = new Map((await listChannels(db)).map(channel => [channel.id, channel]));
	const people = new Map((await listPeople(db)).map(({id, name}) => [id, name]));
	return rows.map(row => {
		const channel = channels.get(row.to);
		const isMail = row.to === 'mail';
		return {
			...{id: row.id, kind: row.kind as Delivery['kind'], at: row.created_at, state: row.state},
			to: isMail
				? (people.get(row.person ?? '') ?? 'somebody who left')
				: (channel?.name ?? 'a channel that was removed'),
			how: isMail ? ('mail' as const) : (channel?.format ?? ('gone' as const)),
			...{attempts: row.attempts, result: row.result},
			nextAt: row.state === 'waiting' && row.attempts > 0 ? row.next_at : null,
		};
	});
}
