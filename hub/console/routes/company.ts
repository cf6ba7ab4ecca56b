import type {FastifyInstance} from 'fastify';
import {workingCopy} from '../../authoring/working-copy.ts';
import {putPlace, removePlace, tree} from '../../company/places.ts';
import {assertWholeFirm, forget, offered, registerOrPropose, takeOff} from '../../company/register.ts';
import {hasSecondAdmin} from '../../company/second-admin.ts';
import {decideChange, doOrPropose, mayDecide} from '../../company/two-admins.ts';
import {policyFiles} from '../../deploy/policy-files.ts';
import type {Deps} from '../../deps.ts';
import {admit, type SessionCaller} from '../../http/authenticate.ts';
import {listAccounts} from '../../identity/accounts.ts';
import {organisationOf} from '../../identity/organisation.ts';
import {journal} from '../../journal.ts';
import {directory} from '../../scim/overview.ts';
import {endToken, makeToken} from '../../scim/tokens.ts';
import type {Reader} from '../../store/schema.ts';
import {answer} from '../answer.ts';

/** The firm itself: its places and accounts, its directory, and what waits for a second admin. */
export function companyRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'company', async ({caller}) => ({
		places: await tree(store.db),
		accounts: await listAccounts(store.db),
		found: (await offered(store.db)) as never,
		hasSecond: await hasSecondAdmin(store.db, caller.person),
		details: (await workingCopy(store.db)).published?.company ?? null,
	}));
	answer(app, 'putPlace', ({body, caller}) => store.write(trx => putPlace(trx, deps, caller, body)));
	answer(app, 'removePlace', async ({body, caller}) => {
		await store.write(trx => removePlace(trx, deps, caller, body.location));
		return {};
	});
	accountRoutes(app, deps);
	answer(app, 'deployment', () => deployment(deps));
	answer(app, 'changes', ({caller}) => changesFor(store.db, caller));
	answer(app, 'decideChange', ({params, body, caller}) =>
		store.write(trx => decideChange(trx, deps, caller, params.id!, body)),
	);
	directoryRoutes(app, deps, now);
}

function accountRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'putAccount', ({body, caller}) =>
		store.write(async trx => registerOrPropose(trx, deps, await admit(trx, caller, now()), body)),
	);
	answer(app, 'removeAccount', ({body: {site, id}, caller}) =>
		store.write(async trx => takeOff(trx, deps, await admit(trx, caller, now()), site, id)),
	);
	answer(app, 'forgetAccount', ({body, caller}) =>
		store.write(async trx => {
			const {person} = await admit(trx, caller, now());
			await forget(trx, body);
			await journal(trx, deps, {type: 'account.not-ours', by: person, body});
			return {};
		}),
	);
}

function directoryRoutes(app: FastifyInstance, deps: Deps, now: () => number): void {
	const {store} = deps;
	answer(app, 'directory', () => directory(store.db, deps.url()));
	answer(app, 'newToken', ({body: {label}, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			assertWholeFirm(admin.roles);
			const {id, token} = await makeToken(trx, deps, admin.person, label);
			const {done} = await doOrPropose(trx, deps, admin, {kind: 'scim-token', token: id, label});
			return {token, done};
		}),
	);
	answer(app, 'endToken', ({params, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			assertWholeFirm(admin.roles);
			await endToken(trx, deps, admin.person, params.id!);
			return {};
		}),
	);
	answer(app, 'putGrants', ({params, body: {grants}, caller}) =>
		store.write(async trx => {
			const admin = await admit(trx, caller, now());
			assertWholeFirm(admin.roles);
			const {groups} = await directory(trx, '');
			const before = groups.find(({id}) => id === params.id)?.grants ?? [];
			return doOrPropose(trx, deps, admin, {kind: 'scim-group', group: params.id!, grants, before});
		}),
	);
}

async function deployment({store, packages, keys, url}: Deps) {
	const [chrome, firefox] = [packages.newest('chrome'), packages.newest('firefox')];
	const organisation = (await organisationOf(store.db))!.id;
	return {
		packages: [chrome, firefox].filter(served => served !== undefined),
		files: policyFiles({hub: url(), organisation, keys: keys.public, chrome, firefox}),
	};
}

async function changesFor(db: Reader, caller: SessionCaller) {
	const rows = await db
		.selectFrom('company_changes')
		.innerJoin('people as proposer', 'proposer.id', 'company_changes.by')
		.leftJoin('people as decider', 'decider.id', 'company_changes.decided_by')
		.selectAll('company_changes')
		.select(['proposer.name as by_name', 'decider.name as decider_name'])
		.orderBy('at', 'desc')
		.limit(100)
		.execute();
	return rows.map(row => ({
		id: row.id,
		state: row.state,
		lines: JSON.parse(row.lines) as string[],
		by: row.by_name,
		at: row.at,
		decidedBy: row.decider_name,
		decidedAt: row.decided_at,
		note: row.note,
		mayDecide: row.state === 'waiting' && mayDecide(row, caller),
		isOwn: row.by === caller.person,
	}));
}
