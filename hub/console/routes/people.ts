import type {FastifyInstance} from 'fastify';
import {browserOrPropose, end, inviteOrPropose, rolesOrPropose, staff} from '../../company/people.ts';
import type {Deps} from '../../deps.ts';
import {admit, type Caller} from '../../http/authenticate.ts';
import {endDeviceOf} from '../../identity/end-device.ts';
import {assertMayActFor, existing} from '../../identity/invites.ts';
import {listPeople} from '../../identity/people.ts';
import {journal} from '../../journal.ts';
import {putAbsence, setCompetence} from '../../review/abilities.ts';
import type {Transaction} from '../../store/schema.ts';
import {answer} from '../answer.ts';
import {endSessionsOf} from '../sessions.ts';

/** Who works here. An admin gives and takes roles at and below his own place only, never his own. */
export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'listPeople', () => listPeople(store.db));
	answer(app, 'staff', () => staff(store.db, now()));
	answer(app, 'invitePerson', ({body: {name, roles}, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			const {code, person, expiresAt, waiting} = await inviteOrPropose(trx, deps, admin, name, roles);
			await journal(trx, deps, {type: 'person.invited', by: admin.person, body: {person, expiresAt}});
			return {url: `${deps.url()}/enrol#${code}`, person, expiresAt, waiting};
		}),
	);
	answer(app, 'putRoles', ({params, body: {roles}, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			const before = await existing(trx, params.person!);
			const {done} = await rolesOrPropose(trx, deps, admin, before, roles);
			if (done && roles.length === 0) await endSessionsOf(trx, before.id);
			return {...(await existing(trx, before.id)), waiting: !done};
		}),
	);
	accessRoutes(app, deps);
	answer(app, 'putCompetence', ({params, body, caller}) =>
		store.write(trx => setCompetence(trx, deps, caller, params.person!, body)),
	);
	answer(app, 'putAway', ({params, body, caller}) =>
		store.write(async trx => {
			const {admin, person} = await bothOf(trx, deps, caller, params.person!);
			assertMayActFor(admin, person);
			await putAbsence(trx, deps, admin.person, person.id, body);
			return {};
		}),
	);
}

/** One more browser, one less, or none at all. */
function accessRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'newBrowser', ({params, caller}) =>
		store.write(async trx => {
			const {admin, person} = await bothOf(trx, deps, caller, params.person!);
			return browserOrPropose(trx, deps, admin, person);
		}),
	);
	answer(app, 'endDevice', ({params, caller}) =>
		store.write(async trx => {
			await endDeviceOf(trx, deps, await admit(trx, caller, now()), params.device!);
			return {};
		}),
	);
	answer(app, 'endPerson', ({params, body, caller}) =>
		store.write(async trx => {
			const {admin, person} = await bothOf(trx, deps, caller, params.person!);
			return end(trx, deps, admin, person, body);
		}),
	);
}

async function bothOf(trx: Transaction, deps: Deps, caller: Caller, person: string) {
	return {admin: await admit(trx, caller, deps.now()), person: await existing(trx, person)};
}
