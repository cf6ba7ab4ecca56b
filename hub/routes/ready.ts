import type {FastifyInstance} from 'fastify';
import type {ReadyView} from '#lib/api/contract.ts';
import {hasRole} from '#lib/core/identity/roles.ts';
import {decideReady} from '#lib/core/ready/decide-ready.ts';
import type {Deps} from '../deps.ts';
import type {DeviceCaller} from '../http/authenticate.ts';
import {define} from '../http/define.ts';
import {approve, completed, endReply, write} from '../ready/library.ts';
import {signedList} from '../ready/list.ts';
import {keepPromise, promisesFor} from '../ready/uses.ts';
import {replyOf, versionOf, viewOf} from '../ready/versions.ts';

/** Ready-approved replies: the list for every browser, the making of them, and what was promised with them. */
export function readyRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	define(app, 'ready', async () => ({list: await signedList(store.db, deps)}));
	define(app, 'readyVersions', ({caller}) => versionsFor(deps, caller));
	define(app, 'tryReady', async ({body, caller}) => {
		const {reply, trial} = await completed(store.db, deps, caller, body.reply);
		const findings = trial.findings.map(({rule, severity, message}) => ({rule, severity, message}));
		return {reply: reply as ReadyView['reply'], sample: trial.sample, findings};
	});
	define(app, 'writeReady', ({body, caller}) => store.write(trx => write(trx, deps, caller, body)));
	define(app, 'approveReady', ({params, body, caller}) =>
		store.write(trx => approve(trx, deps, caller, {...named(params), ...body})),
	);
	define(app, 'endReady', ({params, body, caller}) =>
		store.write(trx => endReply(trx, deps, caller, {...named(params), ...body})),
	);
	define(app, 'reminders', ({caller}) => promisesFor(store.db, caller));
	define(app, 'keepPromise', async ({params, caller}) => {
		await store.write(trx => keepPromise(trx, deps, caller, params.id ?? ''));
		return {id: params.id ?? ''};
	});
}

function named({id = '', version}: Record<string, string>): {id: string; version: number} {
	return {id, version: Number(version)};
}

async function versionsFor({store, now}: Deps, caller: DeviceCaller): Promise<ReadyView[]> {
	const rows = await store.db
		.selectFrom('ready_replies')
		.selectAll()
		.orderBy('written_at', 'desc')
		.limit(500)
		.execute();
	const views: ReadyView[] = [];
	for (const row of rows) {
		const {location} = replyOf(row);
		const isMine = (['reviewer', 'admin'] as const).some(role => hasRole(caller.roles, role, location));
		if (!isMine) continue;
		const answer = decideReady(
			[versionOf(row)],
			{type: 'approve', version: row.version},
			{by: caller, now: now()},
		);
		views.push(await viewOf(store.db, {now}, row, typeof answer === 'string' ? answer : true));
	}
	return views;
}
