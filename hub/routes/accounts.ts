import type {FastifyInstance} from 'fastify';
import {assertMayRegister, offer, register} from '../company/register.ts';
import {assertAlone} from '../company/second-admin.ts';
import type {Deps} from '../deps.ts';
import {admit} from '../http/authenticate.ts';
import {define} from '../http/define.ts';
import {listAccounts} from '../identity/accounts.ts';
import {Refused} from '../refused.ts';

/** The company's accounts on the sites: the only ones Countersign knows anything about. */
export function accountRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	define(app, 'accounts', () => listAccounts(store.db));
	define(app, 'registerAccount', ({body, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			const {before, takesTwo} = await assertMayRegister(trx, admin, body);
			if (takesTwo) await assertAlone(trx, admin.person);
			await register(trx, deps, admin, body, before);
			return body;
		}),
	);
	define(app, 'offerAccount', ({body, caller}) =>
		store.write(async trx => {
			const person = await admit(trx, caller, now());
			if (person.roles.length === 0) throw new Refused(403, 'no-role', 'You have no role here any more.');
			await offer(trx, deps, person, body);
			return {};
		}),
	);
}
