import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {define} from '../http/define.ts';
import {endDeviceOf} from '../identity/end-device.ts';
import {changeRoles, existing, invite} from '../identity/invites.ts';
import {listPeople} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';

/** Who works here, with which roles, on which devices. Every change is an entry in the archive. */
export function peopleRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;

	define(app, 'people', async ({caller}) => {
		assertWorksHere(caller);
		return listPeople(store.db);
	});

	define(app, 'invite', ({body, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			assertAdmin(admin);
			const {code, person, expiresAt} = await invite(trx, deps, admin, body.person, body.roles);
			await journal(trx, deps, {type: 'person.invited', by: admin.person, body: {person, expiresAt}});
			return {code, url: `${deps.url()}/enrol#${code}`, person, expiresAt};
		}),
	);

	define(app, 'setRoles', ({params, body, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			assertAdmin(admin);
			const person = await existing(trx, params.person ?? '');
			await changeRoles(trx, deps, admin, person, body.roles);
			return existing(trx, person.id);
		}),
	);

	define(app, 'revokeDevice', ({params, caller}) =>
		store.write(async trx => {
			await endDeviceOf(trx, deps, await admit(trx, caller, now()), params.device ?? '');
			return {device: params.device ?? ''};
		}),
	);
}

function assertAdmin(caller: Caller): void {
	if (!caller.roles.some(({role}) => role === 'admin'))
		throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
}

/** Names of colleagues are for those who work with them: everybody who has any role at all. */
function assertWorksHere(caller: Caller): void {
	if (caller.roles.length === 0) throw new Refused(403, 'no-role', 'You have no role here any more.');
}
