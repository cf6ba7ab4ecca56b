/** From saved rules to rules in force: proposed by one, judged by another, signed and published in one transaction. */
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole, type RoleAt} from '#lib/core/identity/roles.ts';
import type {Lesson} from '#lib/core/policy/bundle.ts';
import type {Company} from '#lib/core/policy/company.ts';
import type {Stages} from '#lib/core/policy/stages.ts';
import type {Deps} from '../deps.ts';
import {assertNoStepBackSince} from '../evaluation/since-proposed.ts';
import {admit, type Caller} from '../http/authenticate.ts';
import {organisationOf} from '../identity/organisation.ts';
import {journal} from '../journal.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import {assertMayPublish, type Proven, prove, putInForce} from '../policy/publish.ts';
import {Refused} from '../refused.ts';
import type {Reader, Transaction} from '../store/schema.ts';
import {companyChanges} from './company-changes.ts';
import {differenceOf} from './difference.ts';
import {markReleased, packsIn, packsToPublish, type WorkingCopy, workingCopy} from './working-copy.ts';

export interface ReleasePlan {
	/** Milliseconds since 1970; nothing: as soon as it is approved. */
	notBefore: number | null;
	/** For the rules of this release that come in stages. */
	stages: Stages;
	/** Why now: what the second person reads first. */
	note: string;
	/** Of a version that is to be in force again. */
	rollBackTo: number | null;
	/** Other details of the company, with the rules as they are. */
	company?: Company | undefined;
	/** For everybody who writes. */
	lesson?: Omit<Lesson, 'id'> | undefined;
}

interface Proposal {
	proven: Proven;
	n: number;
	difference: string;
	plan: ReleasePlan;
}

/** Everything that takes time, outside any transaction. Throws `Refused` when an example fails or nothing is changed. */
export async function prepareRelease(db: Reader, plan: ReleasePlan, now: number): Promise<Proposal> {
	const copy = await workingCopy(db);
	const bundle = await bundleOf(db, copy, plan, now);
	const difference = [
		...companyChanges(copy.published?.company, plan.company),
		...differenceOf(packsIn(copy.published), packsIn(bundle as Bundle)),
	];
	const isSame = difference.length === 0 && sameStages(copy.published?.stages, bundle.stages);
	if (isSame) throw new Refused(409, 'nothing-changed', 'Nothing was changed since the last release.');
	return {proven: prove(bundle, now), n: copy.n, difference: JSON.stringify(difference), plan};
}

export async function propose(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	{proven: {bytes, digest}, n, difference, plan}: Proposal,
): Promise<string> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const id = deps.id();
	const row = {
		id,
		state: 'waiting' as const,
		bundle: bytes,
		digest,
		n,
		plan: JSON.stringify(plan),
		difference,
	};
	await trx
		.insertInto('rule_releases')
		.values({
			...row,
			by: admin.person,
			at: deps.now(),
			decided_by: null,
			decided_at: null,
			note: null,
			version: null,
		})
		.execute();
	const body = {release: id, digest, plan, difference: JSON.parse(difference)};
	await journal(trx, deps, {type: 'rules.proposed', by: admin.person, policy: digest, body});
	return id;
}

export type Decision = {decision: 'approve' | 'refuse' | 'withdraw'; note: string};

/** Another admin of the whole firm, or a rule reviewer. Approved, it is in force in the same transaction. */
export async function decideRelease(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	id: string,
	{decision, note}: Decision,
): Promise<void> {
	const person = await admit(trx, caller, deps.now());
	const release = await trx.selectFrom('rule_releases').selectAll().where('id', '=', id).executeTakeFirst();
	if (!release) throw new Refused(404, 'unknown-release', 'There is no such release.');
	if (release.state !== 'waiting')
		throw new Refused(409, 'decided-already', 'Somebody decided this meanwhile. Load the page again.');
	if (decision === 'withdraw') assertOwn(release.by, person.person);
	else assertSecond(release.by, person);
	const state = ({approve: 'approved', refuse: 'refused', withdraw: 'withdrawn'} as const)[decision];
	if (state === 'approved') await assertNoStepBackSince(trx, release);
	const version = state === 'approved' ? await publishRelease(trx, deps, release, person.person) : null;
	await trx
		.updateTable('rule_releases')
		.set({state, decided_by: person.person, decided_at: deps.now(), note, version})
		.where('id', '=', id)
		.execute();
	const body = {release: id, decision, note, version};
	await journal(trx, deps, {type: 'rules.decided', by: person.person, policy: release.digest, body});
}

async function publishRelease(
	trx: Transaction,
	deps: Deps,
	{
		id,
		bundle: bytes,
		digest,
		n,
		plan: text,
		by,
	}: {id: string; bundle: string; digest: string; n: number; plan: string; by: string},
	approvedBy: string,
): Promise<number> {
	const plan = JSON.parse(text) as ReleasePlan;
	const notBefore = Math.max(plan.notBefore ?? 0, deps.now());
	const {version} = await putInForce(
		trx,
		deps,
		by,
		{bytes, digest},
		{
			notBefore,
			minimumExtension: '0.1.0',
			release: {id, approvedBy},
		},
	);
	// With other details only, the saved rules are still changes
	if (plan.rollBackTo === null && !plan.company) await markReleased(trx, n);
	return version;
}

/** One step back, at once and by one person: what was in force before was approved by two. Everybody is told. */
export async function rollBack(
	trx: Transaction,
	deps: Deps,
	caller: Caller,
	reason: string,
): Promise<number> {
	const admin = await admit(trx, caller, deps.now());
	assertMayPublish(admin);
	const [newest] = await trx.selectFrom('policies').selectAll().orderBy('version', 'desc').limit(1).execute();
	if (!newest?.previous) throw new Refused(409, 'nothing-before', 'There is no version before this one.');
	const [, , third] = await trx
		.selectFrom('policies')
		.select('digest')
		.orderBy('version', 'desc')
		.limit(3)
		.execute();
	// Else a second click would bring back what the first one took away
	if (third?.digest === newest.digest)
		throw new Refused(
			409,
			'rolled-back-already',
			'This was rolled back already. Propose what should be in force.',
		);
	const before = await trx
		.selectFrom('bundles')
		.selectAll()
		.where('digest', '=', newest.previous)
		.executeTakeFirstOrThrow();
	const {version} = await putInForce(trx, deps, admin.person, before, {
		notBefore: deps.now(),
		minimumExtension: newest.minimum_extension,
		rollBack: {from: newest.version, reason},
	});
	return version;
}

/** Is there anybody besides this person who could be the second one? */
export async function hasSecond(db: Reader, person: string): Promise<boolean> {
	const others = await db
		.selectFrom('roles')
		.select('person')
		.where('person', '<>', person)
		.where('location', '=', everywhere)
		.where('role', 'in', ['admin', 'rule-reviewer'])
		.limit(1)
		.execute();
	return others.length > 0;
}

function assertOwn(by: string, person: string): void {
	if (by !== person) throw new Refused(403, 'not-yours', 'Only the person who proposed it can take it back.');
}

function assertSecond(by: string, {person, roles}: {person: string; roles: readonly RoleAt[]}): void {
	if (by === person)
		throw new Refused(
			403,
			'four-eyes',
			'Rules need two people, like posts. Somebody else has to decide this.',
		);
	if (!hasRole(roles, 'admin', everywhere) && !hasRole(roles, 'rule-reviewer', everywhere))
		throw new Refused(
			403,
			'not-an-admin',
			'Only an admin of the whole firm or a rule reviewer can decide this.',
		);
}

async function bundleOf(
	db: Reader,
	copy: WorkingCopy,
	{stages, rollBackTo, company, lesson}: ReleasePlan,
	now: number,
): Promise<Bundle> {
	if (rollBackTo !== null) return bundleAt(db, rollBackTo);
	if (company && copy.published) return JSON.parse(JSON.stringify({...copy.published, company})) as Bundle;
	const {published} = copy;
	const packs = packsToPublish(copy).map(pack => bumped(pack, packsIn(published)));
	if (packs.length === 0)
		throw new Refused(409, 'no-rules', 'There are no rules yet. Install a starter pack first.');
	const known = new Set(packs.flatMap(({rules}) => rules.map(({id}) => id)));
	const merged = Object.entries({...published?.stages, ...stages}).filter(([rule]) => known.has(rule));
	const {stages: _, ...kept} = published ?? (await firstBundle(db));
	const bundle = {
		...kept,
		...(company && {company}),
		...(lesson && {lesson: {id: `lesson-${now}`, ...lesson, rules: rulesIn(published, packs)}}),
		packs,
		...(merged.length > 0 && {stages: Object.fromEntries(merged)}),
	};
	return JSON.parse(JSON.stringify(bundle)) as Bundle;
}

/** What a lesson of this release is about. */
function rulesIn(published: Bundle | null, packs: Parameters<typeof differenceOf>[1]): string[] {
	return differenceOf(packsIn(published), packs).flatMap(({rule}) => rule ?? []);
}

async function bundleAt(db: Reader, version: number): Promise<Bundle> {
	const row = await db
		.selectFrom('policies')
		.innerJoin('bundles', 'bundles.digest', 'policies.digest')
		.select('bytes')
		.where('version', '=', version)
		.executeTakeFirst();
	if (!row) throw new Refused(404, 'unknown-version', 'There is no such version.');
	return JSON.parse(row.bytes) as Bundle;
}

/** Before anything was published the firm is known by its name only. */
async function firstBundle(db: Reader): Promise<Omit<Bundle, 'packs'>> {
	const name = (await organisationOf(db))?.name ?? '';
	const lists = {phones: [], emails: [], domains: [], staff: [], competitors: [], lenders: []};
	const company = {profile: 'uk-dealer' as const, legalName: name, statusLine: '', address: '', ...lists};
	return {v: 1, company, workflow: {secondPerson: 'findings'}};
}

/** 2026.11.1 → 2026.11.2, where anything in it was changed. */
function bumped<P extends {id: string; version: string}>(pack: P, before: readonly P[]): P {
	const old = before.find(({id}) => id === pack.id);
	if (!old || canonicalJson({...old, version: ''}) === canonicalJson({...pack, version: ''})) return pack;
	const [major, minor, patch] = old.version.split('.').map(Number);
	return {...pack, version: `${major}.${minor}.${patch! + 1}`};
}

function sameStages(a: Stages | undefined, b: Stages | undefined): boolean {
	return canonicalJson(a ?? {}) === canonicalJson(b ?? {});
}
