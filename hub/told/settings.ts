/** What the company says about being told, and what each person says for himself. */
import type * as z from 'zod';
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {PersonId} from '#lib/core/review/hold.ts';
import {kinds} from '#lib/core/told/kind.ts';
import {
	fieldProblem,
	noSettings,
	type ToldPerson,
	type ToldSettings,
	toldPersonSchema,
	toldSettingsSchema,
} from '#lib/core/told/settings.schema.ts';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {findPerson} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';

const id = 'company';

export async function settingsOf(db: Reader): Promise<ToldSettings> {
	const row = await db.selectFrom('told_settings').select('settings').where('id', '=', id).executeTakeFirst();
	return row ? {...noSettings, ...(JSON.parse(row.settings) as ToldSettings)} : noSettings;
}

/** By an admin of the whole firm. Throws `malformed` with the name of the field. */
export async function saveSettings(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	said: unknown,
): Promise<ToldSettings> {
	const caller = await admitAdmin(trx, deps, asking);
	const settings = understood(toldSettingsSchema, said);
	for (const [n, {persons}] of settings.ladder.entries())
		for (const person of persons ?? [])
			if (!(await findPerson(trx, person)))
				throw new Refused(400, 'malformed', `ladder, ${n + 1}, persons: there is no such person.`);
	const row = {settings: JSON.stringify(settings), by: caller.person, at: deps.now()};
	await trx
		.insertInto('told_settings')
		.values({id, ...row})
		.onConflict(conflict => conflict.column('id').doUpdateSet(row))
		.execute();
	await journal(trx, deps, {type: 'told.settings', by: caller.person, body: {settings}});
	return settings;
}

/** Throws `malformed`, naming the field and not what stands in it. */
export function understood<T extends z.ZodType>(schema: T, said: unknown): z.output<T> {
	const result = schema.safeParse(said);
	const problem = fieldProblem(result);
	if (problem !== undefined) throw new Refused(400, 'malformed', `${problem}.`);
	return result.data as z.output<T>;
}

export async function admitAdmin(trx: Transaction, deps: Deps, asking: Caller): Promise<Caller> {
	const caller = await admit(trx, asking, deps.now());
	if (!hasRole(caller.roles, 'admin', everywhere))
		throw new Refused(403, 'not-an-admin', 'Only an admin of the whole firm says how people are told.');
	return caller;
}

/** What holds for somebody who has said nothing: no e-mail, so nothing reaches him but channels. */
export function noWishes({zone}: ToldSettings): ToldPerson {
	return {
		...{email: '', zone, quiet: {from: '22:00', to: '07:00', freeDays: []}},
		...{wakeFor: [], wakesAtMost: 2, summaries: ['08:00']},
		atOnce: kinds.filter(kind => kind !== 'post-waiting'),
	};
}

export async function wishesOf(db: Reader, person: PersonId, settings: ToldSettings): Promise<ToldPerson> {
	const row = await db
		.selectFrom('told_people')
		.select('wishes')
		.where('person', '=', person)
		.executeTakeFirst();
	return row ? {...noWishes(settings), ...(JSON.parse(row.wishes) as ToldPerson)} : noWishes(settings);
}

/** Each his own, and nobody else's: an admin cannot switch off a person's quiet hours. */
export async function saveWishes(
	trx: Transaction,
	deps: Deps,
	asking: Caller,
	said: unknown,
): Promise<ToldPerson> {
	const {person} = await admit(trx, asking, deps.now());
	const wishes = understood(toldPersonSchema, said);
	const {domains} = await settingsOf(trx);
	const domain = wishes.email.toLowerCase().split('@')[1];
	if (domain !== undefined && domains.length > 0 && !domains.includes(domain))
		throw new Refused(
			400,
			'malformed',
			`email: has to end in ${domains.map(each => `@${each}`).join(' or ')}.`,
		);
	const row = {email: wishes.email, wishes: JSON.stringify(wishes), at: deps.now()};
	await trx
		.insertInto('told_people')
		.values({person, ...row})
		.onConflict(conflict => conflict.column('person').doUpdateSet(row))
		.execute();
	const {email: _, ...body} = wishes;
	await journal(trx, deps, {type: 'told.wishes', by: person, body});
	return wishes;
}
