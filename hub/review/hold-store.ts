import type {HoldEvent} from '#lib/core/review/event.ts';
import {evolve} from '#lib/core/review/evolve.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {nextChange} from '#lib/core/review/settle.ts';
import type {Appended} from '../archive/archive.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {journal} from '../journal.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {tellOfEvents} from '../told/on-events.ts';

/** More to be archived with an event of this type: a token, a certificate. */
export type Attachments = Partial<Record<HoldEvent['type'], object>>;

export async function loadHold(db: Reader, id: string): Promise<Hold | undefined> {
	const row = await db.selectFrom('holds').select('hold').where('id', '=', id).executeTakeFirst();
	return row && parseHold(row.hold);
}

/** Its history is there, its words are not. */
export async function wasErased(trx: Transaction, id: string): Promise<boolean> {
	return (await historyLength(trx, id)) > 0 && (await loadHold(trx, id)) === undefined;
}

/** A hold as it was stored, perhaps by an older version that knew less about it. */
export function parseHold(json: string): Hold {
	const none = {
		next: null,
		accepted: null,
		suggestion: null,
		claimants: [],
		questions: [],
		route: null,
		warned: null,
	};
	return {...none, ...(JSON.parse(json) as Hold)};
}

/** Applies events: each is one row of the history and one entry of the archive, all in the caller's transaction. */
export async function saveEvents(
	trx: Transaction,
	deps: Deps,
	before: Hold | undefined,
	events: readonly HoldEvent[],
	attachments: Attachments = {},
): Promise<Hold | undefined> {
	let hold = before;
	let n = before ? await historyLength(trx, before.id) : 0;
	for (const event of events) {
		hold = evolve(hold, event);
		n += 1;
		const {type, at, by} = event;
		// The archive alone keeps what it says: there an erasure destroys it
		const {index: seq} = await archiveEvent(trx, deps, hold, event, attachments[type]);
		await trx.insertInto('hold_events').values({hold: hold.id, n, type, at, by, seq}).execute();
	}
	if (!hold || events.length === 0) return hold;
	await putHold(trx, hold, deps.now());
	await announce(trx, deps, hold);
	await tellOfEvents(trx, deps, hold, events);
	return hold;
}

async function historyLength(trx: Transaction, hold: string): Promise<number> {
	const row = await trx
		.selectFrom('hold_events')
		.select(({fn}) => fn.max('n').as('n'))
		.where('hold', '=', hold)
		.executeTakeFirst();
	return row?.n ?? 0;
}

async function archiveEvent(
	trx: Transaction,
	deps: Deps,
	hold: Hold,
	event: HoldEvent,
	attachment: object = {},
): Promise<Appended> {
	const {draft, policy} = hold.submission;
	return journal(trx, deps, {
		type: `hold.${event.type}`,
		at: event.at,
		by: event.by,
		hold: {id: hold.id, version: hold.version, state: hold.state},
		site: draft.site,
		account: draft.account,
		siteIds: event.type === 'sent' && event.siteId ? [event.siteId] : [],
		policy,
		// Files live as long as an entry that names them
		media: event.type === 'held' ? draft.media.map(({sha256}) => sha256) : [],
		body: {event, ...attachment},
	});
}

async function putHold(trx: Transaction, hold: Hold, now: number): Promise<void> {
	const {draft} = hold.submission;
	const row = {
		state: hold.state,
		author: hold.authors[0]!,
		location: hold.location,
		site: draft.site,
		account: draft.account,
		next_change: nextChange(hold),
		updated_at: now,
		hold: JSON.stringify(hold),
	};
	await trx
		.insertInto('holds')
		.values({id: hold.id, ...row})
		.onConflict(conflict => conflict.column('id').doUpdateSet(row))
		.execute();
	await trx
		.insertInto('hold_authors')
		.values(hold.authors.map(person => ({person, hold: hold.id})))
		.onConflict(conflict => conflict.doNothing())
		.execute();
}

/** Authors, the place, and whoever a step names elsewhere. */
async function announce(trx: Transaction, deps: Deps, hold: Hold): Promise<void> {
	const {id, state, authors, location, route} = hold;
	const steps = route?.steps ?? [];
	const named = steps.flatMap(({persons, wider}) => [...(persons ?? []), ...wider.persons]);
	const locations = steps.flatMap(step => [...step.locations, ...step.wider.locations]);
	const audience = {to: 'some', persons: [...authors, ...named], location, locations} as const;
	await tell(trx, deps, audience, {type: 'hold', id, state});
}
