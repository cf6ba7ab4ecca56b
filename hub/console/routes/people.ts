import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {admit} from '../../http/authenticate.ts';
import {changeRoles, existing, invite} from '../../identity/invites.ts';
import {listPeople} from '../../identity/people.ts';
import {journal} from '../../journal.ts';
import {answer} from '../answer.ts';
import {endSessionsOf} from '../sessions.ts';

/** Who works here. An admin gives and takes roles at and below his own place only, never his own. */
export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'listPeople', () => listPeople(store.db));
	answer(app, 'invitePerson', ({body: {name, roles}, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			const {code, person, expiresAt} = await invite(trx, deps, admin, {name}, roles);
			await journal(trx, deps, {type: 'person.invited', by: admin.person, body: {person, expiresAt}});
			return {url: `${deps.url()}/enrol#${code}`, person, expiresAt};
		}),
	);
	answer(app, 'putRoles', ({params, body: {roles}, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			const before = await existing(trx, params.person!);
			await changeRoles(trx, deps, admin, before, roles);
			if (roles.length === 0) await endSessionsOf(trx, before.id);
			return existing(trx, before.id);
		}),
	);
}
