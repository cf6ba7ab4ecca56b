/** The changes of power themselves. Whoever calls this has made sure that those persons may. */
import {loosens} from '#lib/core/identity/strictness.ts';
import {clearLegalHold} from '../archive/erase.ts';
import {listTopics, putTopic} from '../audit/topic-rows.ts';
import type {Deps} from '../deps.ts';
import {tell} from '../feed.ts';
import {findAccount, putAccount, removeAccount} from '../identity/accounts.ts';
import {applyRoles, existing, makeCode} from '../identity/invites.ts';
import {rolesOf} from '../identity/people.ts';
import {journal} from '../journal.ts';
import {Refused} from '../refused.ts';
import {setGrants} from '../scim/groups.ts';
import {activateToken} from '../scim/tokens.ts';
import type {Transaction} from '../store/schema.ts';
import type {CompanyChange, Done, Two} from './change.ts';
import {putStrictness} from './place-rows.ts';

export async function perform(trx: Transaction, deps: Deps, two: Two, change: CompanyChange): Promise<Done> {
	switch (change.kind) {
		case 'roles':
			await rolesChanged(trx, deps, two, change);
			return {};
		case 'browser':
			return browser(trx, deps, two, change.person);
		case 'account':
			await accountChanged(trx, deps, two, change);
			return {};
		case 'account-off':
			await accountOff(trx, deps, two, change);
			return {};
		case 'place':
			await putStrictness(trx, deps, two, change.location, change.after);
			return {};
		case 'scim-token':
			await activateToken(trx, deps, two, change.token);
			return {};
		case 'scim-group':
			await setGrants(trx, deps, two, change.group, change.grants);
			return {};
		case 'legal-hold-off':
			await legalHoldOff(trx, deps, two, change);
			return {};
		case 'topic':
			await topicChanged(trx, deps, two, change);
			return {};
	}
}

type Of<K extends CompanyChange['kind']> = Extract<CompanyChange, {kind: K}>;

async function rolesChanged(trx: Transaction, deps: Deps, two: Two, change: Of<'roles'>): Promise<void> {
	const person = await existing(trx, change.person);
	// Else what was agreed to would put back what somebody took away since
	if (JSON.stringify(await rolesOf(trx, person.id)) !== JSON.stringify(change.before)) throw moved();
	await applyRoles(trx, deps, two, person, change.roles);
}

async function browser(trx: Transaction, deps: Deps, {by, approvedBy}: Two, person: string): Promise<Done> {
	const {code, expiresAt} = await makeCode(trx, deps, by ?? '', person);
	await journal(trx, deps, {type: 'person.invited', by, body: {person, expiresAt, approvedBy}});
	return {url: `${deps.url()}/enrol#${code}`};
}

async function accountChanged(
	trx: Transaction,
	deps: Deps,
	{by, approvedBy}: Two,
	{account, before}: Of<'account'>,
): Promise<void> {
	const now = (await findAccount(trx, account.site, account.id)) ?? null;
	if (now?.location !== before?.location || loosens(now ?? account, before ?? account)) throw moved();
	await putAccount(trx, account);
	const {site, id} = account;
	await journal(trx, deps, {
		type: 'account.registered',
		by,
		site,
		account: id,
		body: {account, before, approvedBy},
	});
	await tell(trx, deps, {to: 'everybody'}, {type: 'accounts'});
}

async function accountOff(
	trx: Transaction,
	deps: Deps,
	{by, approvedBy}: Two,
	{account}: Of<'account-off'>,
): Promise<void> {
	const {site, id} = account;
	if (!(await findAccount(trx, site, id))) throw moved();
	await removeAccount(trx, site, id);
	await journal(trx, deps, {type: 'account.removed', by, site, account: id, body: {account, approvedBy}});
	await tell(trx, deps, {to: 'everybody'}, {type: 'accounts'});
}

async function legalHoldOff(
	trx: Transaction,
	deps: Deps,
	{by}: Two,
	{id, reason}: Of<'legal-hold-off'>,
): Promise<void> {
	const open = await trx
		.selectFrom('archive_legal_holds')
		.select('id')
		.where('id', '=', id)
		.where('cleared_by', 'is', null)
		.executeTakeFirst();
	if (!open) throw moved();
	await clearLegalHold(deps, trx, {id, by: by ?? '', reason});
}

async function topicChanged(
	trx: Transaction,
	deps: Deps,
	two: Two,
	{before, after}: Of<'topic'>,
): Promise<void> {
	const now = (await listTopics(trx)).find(({id}) => id === after.id);
	if (JSON.stringify(now) !== JSON.stringify(before)) throw moved();
	await putTopic(trx, deps, two, after);
}

const moved = () =>
	new Refused(409, 'moved-on', 'This was changed since it was proposed. Refuse it and propose it again.');
