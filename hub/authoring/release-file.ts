/** One release of rules for the file: why, what, who, tried how, arrived where, and what became of what was out there. */
import type {CoveredBrowser, RulesChange, RulesRelease} from '#lib/api/console.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {readBacktest} from '../backtest/read.ts';
import type {Subject} from '../backtest/start.ts';
import {type Board, readBoard, readBrowsers} from '../coverage/read-board.ts';
import type {Deps} from '../deps.ts';
import type {SessionCaller} from '../http/authenticate.ts';
import {organisationOf} from '../identity/organisation.ts';
import {lessonOf} from '../lessons/lessons.ts';
import type {Bundle} from '../policy/bundle.schema.ts';
import {Refused} from '../refused.ts';
import type {Reader} from '../store/schema.ts';
import {packsIn} from './working-copy.ts';

export type ReleaseFile = Awaited<ReturnType<typeof releaseFile>>;

/** As things are now, of every place. Throws `unknown-release` unless it was approved. */
export async function releaseFile(deps: Deps, caller: SessionCaller, id: string) {
	if (!(['admin', 'auditor'] as const).some(role => hasRole(caller.roles, role, everywhere)))
		throw new Refused(
			403,
			'not-an-admin',
			'It tells of every place: only an admin or auditor of the whole firm can have it.',
		);
	const {store, now} = deps;
	const {db} = store;
	const row = await releaseRow(db, id);
	if (row?.version == null || row.decided_at === null)
		throw new Refused(404, 'unknown-release', 'There is no such release in force.');
	const bundle = JSON.parse(row.bundle) as Bundle;
	const changes = JSON.parse(row.difference) as RulesChange[];
	const board = await readBoard(deps, caller);
	const isInForce = board.version === row.version;
	return {
		firm: (await organisationOf(db))?.name ?? '',
		made: now(),
		...{version: row.version, digest: row.digest, plan: JSON.parse(row.plan) as RulesRelease['plan']},
		proposed: {by: row.proposer, at: row.at},
		approved: {by: row.decider ?? '', at: row.decided_at, note: row.note ?? ''},
		changes,
		examples: examplesOf(bundle, changes),
		backtest: await backtestBefore(deps, changes, row.decided_at),
		arrival: isInForce ? arrivalOf(board) : null,
		browsers: isInForce ? await readBrowsers(deps, caller) : ([] as CoveredBrowser[]),
		lesson: bundle.lesson ? await lessonOf(db, bundle.lesson.id) : null,
		tasks: await tasksOf(db, row.version),
		later: await versionsSince(db, row.version),
	};
}

function releaseRow(db: Reader, id: string) {
	return db
		.selectFrom('rule_releases')
		.innerJoin('people as proposer', 'proposer.id', 'rule_releases.by')
		.leftJoin('people as decider', 'decider.id', 'rule_releases.decided_by')
		.selectAll('rule_releases')
		.select(['proposer.name as proposer', 'decider.name as decider'])
		.where('rule_releases.id', '=', id)
		.executeTakeFirst();
}

/** Nothing is proposed of which one example does not behave: how many there are says how much was tried. */
function examplesOf(bundle: Bundle, changes: readonly RulesChange[]) {
	const changed = new Set(changes.map(({rule}) => rule));
	return packsIn(bundle)
		.flatMap(({rules}) => rules)
		.filter(({id}) => changed.has(id))
		.map(({id, source, owner, review, examples: {flags, passes}}) => ({
			...{rule: id, source, owner: owner ?? null, review: review ?? null},
			...{mustCatch: flags.length, mustNotCatch: passes.length},
		}));
}

/** The last one that somebody ran of these rules before that time. */
export async function backtestBefore(deps: Deps, changes: readonly RulesChange[], before: number) {
	const rows = await deps.store.db
		.selectFrom('backtests')
		.select(['id', 'subject'])
		.where('by', 'is not', null)
		.where('state', '=', 'done')
		.where('at', '<=', before)
		.orderBy('at', 'desc')
		.limit(50)
		.execute();
	const own = rows.find(({subject}) => isOf(JSON.parse(subject) as Subject, changes));
	return own ? readBacktest(deps, own.id) : null;
}

function isOf(subject: Subject, changes: readonly RulesChange[]): boolean {
	if (subject.kind === 'rule')
		return changes.some(({pack, rule}) => pack === subject.pack && rule === subject.rule);
	if (subject.kind === 'pack') return changes.some(({pack}) => pack === subject.pack);
	return subject.kind === 'changes';
}

function arrivalOf({all, half, most, branches, from}: Board) {
	return {all, half, most, from, branches};
}

/** What was waiting, approved or public when these rules came. */
async function tasksOf(db: Reader, version: number) {
	const rows = await db
		.selectFrom('post_tasks')
		.leftJoin('people', 'people.id', 'post_tasks.owner')
		.selectAll('post_tasks')
		.select('people.name as owner_name')
		.where('version', '=', version)
		.orderBy('due_at')
		.execute();
	return rows.map(({item, rule, standing, location, url, due_at, how, note, done_at, ...row}) => ({
		...{item, rule, standing, location, url, how, note},
		...{owner: row.owner_name ?? '', dueAt: due_at, doneAt: done_at, extended: row.extended_reason},
	}));
}

async function versionsSince(db: Reader, version: number) {
	const rows = await db
		.selectFrom('policies')
		.leftJoin('people', 'people.id', 'policies.by')
		.select(['version', 'digest', 'policies.at', 'people.name as by'])
		.orderBy('version')
		.execute();
	return rows
		.filter(row => row.version > version)
		.map(({digest, by, ...row}) => ({
			...row,
			by: by ?? 'Countersign, by itself',
			/** The version that it brought back. */
			again: rows.find(one => one.version < row.version && one.digest === digest)?.version ?? null,
		}));
}
