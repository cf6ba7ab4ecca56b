/** Whom an e-mail reaches, and what is known of each of them now. */
import type {RoleAt} from '#lib/core/identity/roles.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {PersonId} from '#lib/core/review/hold.ts';
import {night} from '#lib/core/told/quiet.ts';
import type {ToldPerson, ToldSettings} from '#lib/core/told/settings.schema.ts';
import {rolesOfMany} from '../identity/people.ts';
import {abilitiesOf, isAway} from '../review/abilities.ts';
import type {Reader} from '../store/schema.ts';
import {noWishes} from './settings.ts';

export interface Told extends ToldPerson {
	id: PersonId;
	/** As who he would be if he looked at an item now. */
	actor: Actor;
	isAway: boolean;
	/** Milliseconds since 1970, within a night. */
	wokenAt: number[];
	/** When he was last told at once of what waits. */
	lastAt: number;
}

/** Everybody with an address who still has a role here. */
export async function peopleToTell(db: Reader, settings: ToldSettings, now: number): Promise<Told[]> {
	const rows = await db
		.selectFrom('told_people')
		.select(['person', 'wishes'])
		.where('email', '!=', '')
		.orderBy('person')
		.execute();
	if (rows.length === 0) return [];
	const ids = rows.map(({person}) => person);
	const roles = await rolesOfMany(db, ids);
	const past = await lately(db, now);
	const found: Told[] = [];
	for (const {person, wishes} of rows) {
		const own = roles.get(person);
		if (!own) continue;
		const said = {...noWishes(settings), ...(JSON.parse(wishes) as ToldPerson)};
		found.push({...said, id: person, ...(await standing(db, person, own, now)), ...past(person)});
	}
	return found;
}

async function standing(db: Reader, person: PersonId, roles: readonly RoleAt[], now: number) {
	const actor = {person, device: '', roles, ...(await abilitiesOf(db, person, now))};
	return {actor, isAway: await isAway(db, person, now)};
}

/** The ladder's messages of the last night. */
async function lately(db: Reader, now: number) {
	const rows = await db
		.selectFrom('messages')
		.select(['person', 'created_at', 'wakes', 'kind'])
		.where('created_at', '>', now - night)
		.where('person', 'is not', null)
		.execute();
	const own = Map.groupBy(rows, ({person}) => person);
	return (person: PersonId) => {
		const all = own.get(person) ?? [];
		const ladder = all.filter(({kind}) => ['customer-waiting', 'post-waiting', 'overdue'].includes(kind));
		return {
			wokenAt: all.filter(({wakes}) => wakes === 1).map(({created_at}) => created_at),
			lastAt: Math.max(0, ...ladder.map(({created_at}) => created_at)),
		};
	};
}

export async function addressOf(db: Reader, person: PersonId): Promise<string> {
	const row = await db
		.selectFrom('told_people')
		.select('email')
		.where('person', '=', person)
		.executeTakeFirst();
	return row?.email ?? '';
}
