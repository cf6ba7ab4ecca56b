import type {FastifyInstance} from 'fastify';
import type {Account} from '#lib/api/contract.ts';
import {everywhere, isLocation} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {define} from '../http/define.ts';
import {findAccount, listAccounts, putAccount} from '../identity/accounts.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Transaction} from '../store/schema.ts';

/** The company's accounts on the sites: the only ones Countersign knows anything about. */
export function accountRoutes(app: FastifyInstance, deps: Deps): void {
	define(app, 'accounts', () => listAccounts(deps.store.db));
	define(app, 'registerAccount', ({body, caller}) =>
		deps.store.write(trx => register(trx, deps, caller, body)),
	);
}

async function register(trx: Transaction, deps: Deps, caller: Caller, account: Account): Promise<Account> {
	if (!isLocation(account.location))
		throw new Refused(400, 'not-a-location', 'Write a location as a path, for example group/north/leeds.');
	const {roles} = await admit(trx, caller, deps.now());
	const before = await findAccount(trx, account.site, account.id);
	// Moving an account takes an admin of both places
	for (const location of [account.location, before?.location ?? account.location])
		if (!hasRole(roles, 'admin', location))
			throw new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
	if (loosens(before ?? strictest, account) && !hasRole(roles, 'admin', everywhere))
		throw new Refused(403, 'only-tighter', 'A local admin can make an account stricter, not looser.');
	await putAccount(trx, account);
	await journal(trx, deps, {
		type: 'account.registered',
		by: caller.person,
		site: account.site,
		account: account.id,
		body: {account, before: before ?? null},
	});
	await tell(trx, deps, {to: 'everybody'}, {type: 'accounts'});
	return account;
}

const blindness: readonly Account['blind'][] = ['closed', 'warn', 'capture'];
const strictest: Pick<Account, 'gate' | 'blind'> = {gate: 'any', blind: 'closed'};

/** Whether the second lets more out than the first (trust.md 5: local may tighten, never loosen). */
function loosens(before: Pick<Account, 'gate' | 'blind'>, after: Pick<Account, 'gate' | 'blind'>): boolean {
	const gate = before.gate === 'managed' && after.gate === 'any';
	return gate || blindness.indexOf(after.blind) > blindness.indexOf(before.blind);
}
