import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {findAccount} from '../identity/accounts.ts';
import {judgeSample, overnightFor} from '../looks/overnight.ts';
import {refusedBy} from '../refused.ts';
import {comeBack, handOver, setCompetence} from '../review/abilities.ts';
import {preview} from '../review/routing.ts';
import {awakeOf} from '../told/awake.ts';

/** Who looks at what, and who would get this. */
export function workflowRoutes(app: FastifyInstance, deps: Deps): void {
	const {store, now} = deps;
	define(app, 'setCompetence', ({params, body, caller}) =>
		store.write(trx => setCompetence(trx, deps, caller, params.person ?? '', body)),
	);
	define(app, 'handOver', ({body, caller}) =>
		store.write(async trx => {
			const absence = await handOver(trx, deps, caller, body);
			return {...absence, delegates: [...absence.delegates]};
		}),
	);
	define(app, 'comeBack', async ({caller}) => {
		await store.write(trx => comeBack(trx, deps, caller));
		return {};
	});
	define(app, 'overnight', async ({caller}) => ({overnight: await overnightFor(deps, caller)}));
	define(app, 'judgeSample', async ({params, body, caller}) => {
		const id = params.id ?? '';
		await store.write(trx => judgeSample(trx, deps, caller, id, body));
		return {id};
	});
	define(app, 'routing', async ({query, caller}) => {
		const account = await findAccount(store.db, query.site, query.account);
		if (!account) throw refusedBy('account-unknown');
		const rules = await deps.rules.current(store.db);
		if (!rules) throw refusedBy('rules-over');
		const about = {location: account.location, route: query.route ?? null, author: caller.person};
		const first = await preview(store.db, rules, about, now());
		const kind = query.answer === 'yes' ? 'customer-waiting' : 'post-waiting';
		return {...first, awake: await awakeOf(deps, first.able, kind)};
	});
}
