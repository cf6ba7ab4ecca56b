/** Whom an e-mail reaches, and what is known of each of them now. */
import type {RoleAt} from '#lib/core/identity/roles.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {PersonId} from '#lib/core/review/hold.ts';
import {night} from '#lib/core/told/quiet.ts';
import type {ToldPerson, ToldSettings} from '#lib/core/told/settings.schema.ts';
import {rolesOfMany} from '../identity/people.ts';
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

/** Everybody, or those of `only`, with an address who still has a role here. */
export async function peopleToTell(
	db: Reader,
	settings: ToldSettings,
	now: number,
	only?: readonly PersonId[],
): Promise<Told[]> {
	const rows = await db
		.selectFrom('told_people')
		.select(['person', 'wishes'])
		.where('email', '!=', '')
		.$if(only !== undefined, query => query.where('person', 'in', only!))
		.orderBy('person')
		.execute();
	if (rows.length === 0) return [];
	const ids = rows.map(({person}) => person);
	const roles = await rolesOfMany(db, ids);
	const [stands, past] = [await standing(db, ids, now), await lately(db, ids, now)];
	return rows.flatMap(({person, wishes}) => {
		const own = roles.get(person);
		if (!own) return [];
		const said = {...noWishes(settings), ...(JSON.parse(wishes) as ToldPerson)};
		return [{...said, id: person, ...stands(person, own), ...past(person)}];
	});
}

/** What all of them may do besides their roles, and who is away: in two questions. */
async function standing(db: Reader, ids: readonly PersonId[], now: number) {
	const competences = await db.selectFrom('competences').selectAll().where('person', 'in', ids).execute();
	const absences = await db
		.selectFrom('absences')
		.select(['person', 'delegate'])
		.where('since', '<=', now)
		.where('until', '>', now)
		.execute();
	const away = new Set(absences.map(({person}) => person));
	const able = Map.groupBy(competences, ({person}) => person);
	const instead = Map.groupBy(absences, ({delegate}) => delegate);
	return (person: PersonId, roles: readonly RoleAt[]) => {
		const standsInFor = (instead.get(person) ?? []).map(absence => absence.person);
		const actor = {person, device: '', roles, competences: able.get(person) ?? [], standsInFor};
		return {actor, isAway: away.has(person)};
	};
}

/** The ladder's messages of the last night. */
async function lately(db: Reader, ids: readonly PersonId[], now: number) {
	const rows = await db
		.selectFrom('messages')
		.select(['person', 'created_at', 'wakes', 'kind'])
		.where('created_at', '>', now - night)
		.where('person', 'in', ids)
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
