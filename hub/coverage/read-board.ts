/** The coverage board as one person may see it: the browsers of his places. */
import type {CoveredBrowser} from '#lib/api/console.ts';
import {isWithin} from '#lib/core/identity/location.ts';
import type {Role, RoleAt} from '#lib/core/identity/roles.ts';
import type {Deps} from '../deps.ts';
import {listAccounts} from '../identity/accounts.ts';
import {policyAt} from '../policy/policies.ts';
import type {Reader} from '../store/schema.ts';
import {type Arrival, arrivalOf, branchOf, tally, timeTo} from './board.ts';
import {openPauses, type ShownPause} from './read-pauses.ts';
import {lastHeard} from './seen.ts';

/** A phone still draws as many. */
const shown = 200;
const order: readonly Arrival[] = ['stuck', 'arriving', 'offline', 'current'];

interface Caller {
	person: string;
	roles: readonly RoleAt[];
}

export type Board = Awaited<ReturnType<typeof readBoard>>;

export async function readBoard(deps: Deps, caller: Caller) {
	const {store, now} = deps;
	const rules = await rulesInForce(store.db, now());
	const pauses = await openPauses(store.db, caller);
	const browsers = await browsersFor(deps, caller, rules, pauses);
	const from = rules?.from ?? 0;
	const said = browsers.map(({state, since, seenAt}) => ({
		...{hasThem: state === 'current', since: since ?? 0, seenAt},
	}));
	return {
		now: now(),
		version: rules?.version ?? null,
		from: rules?.from ?? null,
		all: tally(browsers.map(({state}) => state)),
		half: timeTo(0.5, said, from),
		most: timeTo(0.95, said, from),
		branches: [...Map.groupBy(browsers, ({location}) => location)]
			.map(([location, there]) => ({location, ...tally(there.map(({state}) => state))}))
			.sort((a, b) => a.location.localeCompare(b.location)),
		left: browsers
			.filter(({state}) => state !== 'current')
			.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
			.slice(0, shown),
		pauses,
		accounts: (await listAccounts(store.db))
			.filter(({location}) => isIn(caller, location))
			.map(({site, id, handle, location}) => ({site, id, handle, location})),
	};
}

/** All of them; of one branch, if asked. */
export async function readBrowsers(deps: Deps, caller: Caller, location?: string): Promise<CoveredBrowser[]> {
	const rules = await rulesInForce(deps.store.db, deps.now());
	const pauses = await openPauses(deps.store.db, caller);
	const browsers = await browsersFor(deps, caller, rules, pauses);
	return browsers
		.filter(browser => location === undefined || browser.location === location)
		.sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.person.localeCompare(b.person));
}

interface InForce {
	version: number;
	digest: string;
	from: number;
}

async function rulesInForce(db: Reader, now: number): Promise<InForce | undefined> {
	const policy = await policyAt(db, now);
	if (!policy) return;
	const row = await db
		.selectFrom('policies')
		.select('at')
		.where('version', '=', policy.version)
		.executeTakeFirstOrThrow();
	return {version: policy.version, digest: policy.digest, from: Math.max(row.at, policy.notBefore)};
}

/** Those of the caller's places, as they stand to these rules. */
export async function browsersFor(
	deps: Deps,
	caller: Caller,
	rules: InForce | undefined,
	pauses: readonly ShownPause[],
): Promise<CoveredBrowser[]> {
	const {db} = deps.store;
	const rows = await browserRows(db);
	const roles = Map.groupBy(
		await db.selectFrom('roles').select(['person', 'role', 'location']).orderBy('location').execute(),
		({person}) => person,
	);
	const known = await db.selectFrom('policies').select(['digest', 'version']).orderBy('version').execute();
	const versions = new Map(known.map(({digest, version}) => [digest, version]));
	const paused = new Map(pauses.map(({device, id}) => [device, id]));
	return rows.flatMap(row => {
		const own = roles.get(row.person) ?? [];
		if (!isBrowser(row, own)) return [];
		const location = branchOf(own);
		// Who has no role any more has no branch either
		if (location === undefined || !isIn(caller, location)) return [];
		const place = {location, pause: paused.get(row.device) ?? null};
		return [{...stateOf(deps, row, rules), ...saidBy(row, versions), ...place}];
	});
}

/** A key with which an admin works from the command line checks no drafts: it never has rules, and never will. */
function isBrowser({said_at}: Pick<Row, 'said_at'>, roles: readonly {role: Role}[]): boolean {
	return said_at !== null || roles.some(({role}) => role === 'author' || role === 'reviewer');
}

type Row = Awaited<ReturnType<typeof browserRows>>[number];

function stateOf(deps: Deps, {device, seen_at, digest}: Row, rules: InForce | undefined) {
	const heard = Math.max(seen_at ?? 0, lastHeard(deps, device));
	const seenAt = heard === 0 ? null : heard;
	const hasThem = rules !== undefined && digest === rules.digest;
	return {seenAt, state: arrivalOf({hasThem, seenAt}, rules?.from ?? 0, deps.now())};
}

function saidBy(row: Row, versions: ReadonlyMap<string, number>) {
	return {
		...{device: row.device, person: row.name, label: row.label, nudgedAt: row.nudged_at},
		...{browser: row.browser ?? '', extension: row.extension ?? '', waiting: row.waiting ?? 0},
		version: (row.digest && versions.get(row.digest)) || null,
		since: row.said_at === null ? null : row.since,
	};
}

/** Not the browsers in which somebody reviews at the console: rules are not checked there. */
function browserRows(db: Reader) {
	return db
		.selectFrom('devices')
		.innerJoin('people', 'people.id', 'devices.person')
		.leftJoin('coverage', 'coverage.device', 'devices.id')
		.leftJoin('console_devices', 'console_devices.device', 'devices.id')
		.where('devices.revoked_at', 'is', null)
		.where('console_devices.device', 'is', null)
		.select(['devices.id as device', 'devices.person', 'devices.label', 'people.name'])
		.select(['coverage.digest', 'coverage.since', 'coverage.extension', 'coverage.browser'])
		.select(['coverage.waiting', 'coverage.said_at', 'coverage.seen_at', 'coverage.nudged_at'])
		.orderBy('people.name')
		.orderBy('devices.id')
		.execute();
}

function isIn({roles}: Caller, location: string): boolean {
	return roles.some(
		held => (held.role === 'admin' || held.role === 'auditor') && isWithin(location, held.location),
	);
}
