/** Who would hear at once of what somebody is about to send, and who would be woken: said before it is sent. */
import type {Kind} from '#lib/core/told/kind.ts';
import {isQuiet, mayTell, night, quietUntil} from '#lib/core/told/quiet.ts';
import type {ToldPerson} from '#lib/core/told/settings.schema.ts';
import type {Deps} from '../deps.ts';
import {findPerson} from '../identity/people.ts';
import {peopleToTell, type Told} from './people.ts';
import {settingsOf} from './settings.ts';

export interface Awake {
	people: number;
	backAt: number | null;
	onCall: {name: string; woken: number; most: number} | null;
}

/** Of these, who may decide. Whoever has said no quiet hours is there as far as anybody knows. */
export async function awakeOf(deps: Deps, able: readonly string[], kind: Kind): Promise<Awake> {
	const now = deps.now();
	const {db} = deps.store;
	const said = able.length === 0 ? [] : await quietHours(deps, able);
	const asleep = said.filter(({wishes}) => isQuiet(wishes, now));
	if (asleep.length < able.length || able.length === 0)
		return {people: able.length - asleep.length, backAt: null, onCall: null};
	const back = asleep.map(({wishes}) => quietUntil(wishes, now)).filter(at => at !== undefined);
	// Without a mail server nobody is woken
	const settings = await settingsOf(db);
	const reached = deps.told.mailer ? await peopleToTell(db, settings, now, able) : [];
	const order = settings.ladder.flatMap(({persons}) => persons ?? able);
	const onCall = order
		.map(id => reached.find(person => person.id === id))
		.find(person => person && isWoken(person, kind, now));
	return {
		people: 0,
		backAt: back.length === 0 ? null : Math.min(...back),
		onCall: onCall ? await callOf(deps, onCall, now) : null,
	};
}

const isWoken = (person: Told, kind: Kind, now: number) =>
	!person.isAway && person.atOnce.includes(kind) && mayTell(person, kind, {...person, now}) === 'wakes';

async function callOf(
	{store}: Deps,
	{id, wokenAt, wakesAtMost}: Told,
	now: number,
): Promise<Awake['onCall']> {
	const name = (await findPerson(store.db, id))?.name ?? '';
	return {name, woken: wokenAt.filter(at => at > now - night).length, most: wakesAtMost};
}

async function quietHours({store}: Deps, people: readonly string[]) {
	const rows = await store.db
		.selectFrom('told_people')
		.select(['person', 'wishes'])
		.where('person', 'in', people)
		.execute();
	return rows.map(({person, wishes}) => ({person, wishes: JSON.parse(wishes) as ToldPerson}));
}
