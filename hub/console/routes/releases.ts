import type {FastifyInstance} from 'fastify';
import type {RulesChange} from '#lib/api/console.ts';
import {everywhere} from '#lib/core/identity/location.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {differenceOf} from '../../authoring/difference.ts';
import {
	decideRelease,
	hasSecond,
	prepareRelease,
	propose,
	type ReleasePlan,
	rollBack,
} from '../../authoring/release.ts';
import {backtestBefore, releaseFile} from '../../authoring/release-file.ts';
import {releasePaper} from '../../authoring/release-paper.ts';
import {packsIn, packsToPublish, workingCopy} from '../../authoring/working-copy.ts';
import type {Deps} from '../../deps.ts';
import type {SessionCaller} from '../../http/authenticate.ts';
import {lessonNow} from '../../lessons/lessons.ts';
import {policyAt} from '../../policy/policies.ts';
import {assertMayPublish} from '../../policy/publish.ts';
import type {Reader} from '../../store/schema.ts';
import {answer} from '../answer.ts';

/** Policy: what is in force, what waits for a second person, and the way back. */
export function releaseRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	answer(app, 'releases', async ({caller}) => ({
		releases: await releasesFor(deps, caller),
		changes: await changesNow(store.db),
		hasSecond: await hasSecond(store.db, caller.person),
		versions: await versions(store.db, now()),
		stages: ((await workingCopy(store.db)).published?.stages ?? {}) as ReleasePlan['stages'] as never,
		shadow: await shadowHits(store.db),
		lesson: await lessonNow(store.db),
		now: now(),
	}));
	answer(app, 'proposeRelease', async ({body, caller}) => {
		assertMayPublish(caller);
		const proposal = await prepareRelease(store.db, body, now());
		return {id: await store.write(trx => propose(trx, deps, caller, proposal))};
	});
	answer(app, 'decideRelease', async ({params, body, caller}) => {
		const id = params.id!;
		await store.write(trx => decideRelease(trx, deps, caller, id, body));
		return {id};
	});
	const file = {
		config: {auth: 'session', roles: ['admin', 'auditor'], look: 'releaseFile'},
		schema: {hide: true},
	} as const;
	for (const form of ['pdf', 'json'] as const)
		app.get<{Params: {id: string}}>(
			`/console/api/releases/:id/file.${form}`,
			file,
			async ({params, caller}, reply) => {
				const told = await releaseFile(deps, caller as SessionCaller, params.id);
				const named = `attachment; filename="rules-version-${told.version}.${form}"`;
				void reply.header('content-disposition', named).type(`application/${form}`);
				return Buffer.from(form === 'pdf' ? await releasePaper(told) : JSON.stringify(told, null, '\t'));
			},
		);
	answer(app, 'rollBack', async ({body: {reason}, caller}) => ({
		version: await store.write(trx => rollBack(trx, deps, caller, reason)),
	}));
}

async function changesNow(db: Reader): Promise<RulesChange[]> {
	const copy = await workingCopy(db);
	return differenceOf(packsIn(copy.published), packsToPublish(copy));
}

async function releasesFor(deps: Deps, {person, roles}: SessionCaller) {
	const rows = await deps.store.db
		.selectFrom('rule_releases')
		.innerJoin('people as proposer', 'proposer.id', 'rule_releases.by')
		.leftJoin('people as decider', 'decider.id', 'rule_releases.decided_by')
		.selectAll('rule_releases')
		.select(['proposer.name as by_name', 'decider.name as decider_name'])
		.orderBy('at', 'desc')
		.limit(50)
		.execute();
	const isSecond = hasRole(roles, 'admin', everywhere) || hasRole(roles, 'rule-reviewer', everywhere);
	return Promise.all(
		rows.map(async row => {
			const difference = JSON.parse(row.difference) as RulesChange[];
			const isWaiting = row.state === 'waiting';
			return {
				...{id: row.id, state: row.state, digest: row.digest, plan: JSON.parse(row.plan), difference},
				...{by: row.by_name, at: row.at, decidedBy: row.decider_name, decidedAt: row.decided_at},
				...{note: row.note, version: row.version, isOwn: row.by === person},
				mayDecide: isWaiting && isSecond && row.by !== person,
				backtest: isWaiting ? await backtestBefore(deps, difference, deps.now()) : null,
			};
		}),
	);
}

async function versions(db: Reader, now: number) {
	const current = await policyAt(db, now);
	const rows = await db
		.selectFrom('policies')
		.leftJoin('people', 'people.id', 'policies.by')
		.select(['version', 'digest', 'not_before', 'at', 'people.name as by'])
		.orderBy('version', 'desc')
		.limit(50)
		.execute();
	return rows.map(({not_before, by, ...row}) => ({
		...row,
		by: by ?? 'Countersign, by itself',
		notBefore: not_before,
		inForce: row.version === current?.version,
	}));
}

async function shadowHits(db: Reader) {
	const rows = await db
		.selectFrom('shadow_hits')
		.select(['rule', 'words'])
		.orderBy('at', 'desc')
		.limit(1000)
		.execute();
	return [...Map.groupBy(rows, ({rule}) => rule)].map(([rule, hits]) => ({
		rule,
		hits: hits.length,
		words: [...new Set(hits.map(({words}) => words))].slice(0, 10),
	}));
}
