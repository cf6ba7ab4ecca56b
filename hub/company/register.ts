/** The register of company accounts: what is guarded, how strictly, and who may post from it. */
import type {Account} from '#lib/api/contract.ts';
import {everywhere, isLocation} from '#lib/core/identity/location.ts';
import {hasRole, type RoleAt} from '#lib/core/identity/roles.ts';
import {floorAt, loosens, usual} from '#lib/core/identity/strictness.ts';
import type {Actor} from '#lib/core/review/command.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {findAccount, placesOf, putAccount} from '../identity/accounts.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import type {Database, Reader, Transaction} from '../store/schema.ts';
import {tellOfOffer} from '../told/on-offer.ts';
import {doOrPropose, type Outcome} from './two-admins.ts';

/** Throws unless this admin may, alone or with a second one. Does the change need two? */
export async function assertMayRegister(
	trx: Transaction,
	{roles}: Pick<Actor, 'roles'>,
	account: Account,
): Promise<{before: Account | undefined; takesTwo: boolean}> {
	if (!isLocation(account.location))
		throw new Refused(400, 'not-a-location', 'Write a location as a path, for example group/north/leeds.');
	const before = await findAccount(trx, account.site, account.id);
	// Moving an account takes an admin of both places
	for (const location of [account.location, before?.location ?? account.location])
		if (!hasRole(roles, 'admin', location)) throw notAnAdmin();
	const floor = floorAt(await placesOf(trx), account.location);
	if (loosens(floor, account))
		throw new Refused(403, 'asked-above', 'A place above asks for more. It cannot be less here.');
	const isLooser = loosens(before ?? usual, account);
	if (isLooser && !hasRole(roles, 'admin', everywhere))
		throw new Refused(403, 'only-tighter', 'A local admin can make an account stricter, not looser.');
	return {before, takesTwo: isLooser || (before !== undefined && before.location !== account.location)};
}

/** As it is, in the transaction of whoever asks. */
export async function register(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	account: Account,
	before: Account | undefined,
): Promise<void> {
	await putAccount(trx, account);
	const {site, id} = account;
	const body = {account, before: before ?? null};
	await journal(trx, deps, {type: 'account.registered', by: caller.person, site, account: id, body});
	await forget(trx, account);
	await tell(trx, deps, {to: 'everybody'}, {type: 'accounts'});
}

/** What is stricter or new at once; what is looser, or goes to other reviewers, with a second admin. */
export async function registerOrPropose(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	account: Account,
): Promise<Outcome> {
	const {before, takesTwo} = await assertMayRegister(trx, caller, account);
	if (takesTwo) return doOrPropose(trx, deps, caller, {kind: 'account', account, before: before ?? null});
	await register(trx, deps, caller, account, before);
	return {done: true};
}

/** Nothing is checked there any more: two admins of the whole firm. */
export async function takeOff(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	site: Account['site'],
	id: string,
): Promise<Outcome> {
	const account = await findAccount(trx, site, id);
	if (!account) throw new Refused(404, 'unknown-account', 'This account is not in the register.');
	assertWholeFirm(caller.roles);
	return doOrPropose(trx, deps, caller, {kind: 'account-off', account});
}

export type Found = Database['found_accounts'];

/**
 * By a person who uses it for the company: the only way in which the hub hears of an account it does not know. Offered again,
 * it stays as it was.
 */
export async function offer(
	trx: Transaction,
	deps: Deps,
	caller: Actor,
	{site, id, handle, name}: Pick<Account, 'site' | 'id' | 'handle' | 'name'>,
): Promise<void> {
	if (await findAccount(trx, site, id)) return;
	const {numInsertedOrUpdatedRows} = await trx
		.insertInto('found_accounts')
		.values({site, id, handle, name, by: caller.person, at: deps.now()})
		.onConflict(conflict => conflict.doNothing())
		.executeTakeFirst();
	if (numInsertedOrUpdatedRows !== 1n) return;
	await tellOfOffer(trx, deps, {site, handle, name}, caller.person);
	await journal(trx, deps, {type: 'account.offered', by: caller.person, body: {site, id, handle, name}});
}

export async function offered(db: Reader) {
	return db
		.selectFrom('found_accounts')
		.innerJoin('people', 'people.id', 'found_accounts.by')
		.select(['site', 'found_accounts.id', 'handle', 'found_accounts.name', 'people.name as by', 'at'])
		.orderBy('at')
		.execute();
}

/** Not the company's: forgotten, and free to be offered again. */
export async function forget(trx: Transaction, {site, id}: {site: string; id: string}): Promise<void> {
	await trx.deleteFrom('found_accounts').where('site', '=', site).where('id', '=', id).execute();
}

export function assertWholeFirm(roles: readonly RoleAt[]): void {
	if (!hasRole(roles, 'admin', everywhere)) throw notAnAdmin();
}

const notAnAdmin = () => new Refused(403, 'not-an-admin', 'You are not an admin for this location.');
