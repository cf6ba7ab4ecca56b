/** What browsers are told, written in the transaction that made it true, and read by every hub process. */
import {sql} from 'kysely';
import type {HubEvent} from '#lib/api/contract.ts';
import {isWithin} from '#lib/core/identity/location.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {Deps} from './deps.ts';
import type {Reader, Transaction} from './store/schema.ts';

/** Who may hear it: everybody, the named persons alone, or they and whoever has a role other than author at the location. */
export type Audience =
	| {to: 'everybody'}
	| {to: 'persons'; persons: readonly string[]}
	| {to: 'some'; persons: readonly string[]; location: string; locations?: readonly string[]};

export interface Told {
	seq: number;
	audience: Audience;
	event: HubEvent;
}

/** Milliseconds for which a browser that was away can catch up. */
export const feedLife = 24 * 60 * 60_000;

export async function tell(
	trx: Transaction,
	{now}: Pick<Deps, 'now'>,
	audience: Audience,
	event: HubEvent,
): Promise<void> {
	await trx
		.insertInto('feed')
		.values({
			seq: sql<number>`(select coalesce(max(seq), 0) + 1 from feed)`,
			at: now(),
			audience: JSON.stringify(audience),
			event: JSON.stringify(event),
		})
		.execute();
}

/** What was told after `seq`, oldest first. */
export async function toldAfter(db: Reader, seq: number): Promise<Told[]> {
	const rows = await db
		.selectFrom('feed')
		.selectAll()
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(500)
		.execute();
	return rows.map(row => ({
		seq: row.seq,
		audience: JSON.parse(row.audience) as Audience,
		event: JSON.parse(row.event) as HubEvent,
	}));
}

export async function lastTold(db: Reader): Promise<number> {
	const row = await db
		.selectFrom('feed')
		.select(({fn}) => fn.max('seq').as('seq'))
		.executeTakeFirst();
	return row?.seq ?? 0;
}

export function mayHear(audience: Audience, {person, roles}: Pick<Actor, 'person' | 'roles'>): boolean {
	if (audience.to === 'everybody') return true;
	if (audience.persons.includes(person)) return true;
	if (audience.to === 'persons') return false;
	const places = [audience.location, ...(audience.locations ?? [])];
	return roles.some(
		({role, location}) =>
			role !== 'author' && role !== 'rule-reviewer' && places.some(place => isWithin(place, location)),
	);
}
