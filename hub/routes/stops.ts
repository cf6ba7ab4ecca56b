import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {endStop, orderStop} from '../review/stops.ts';

/** One button that stops posting: everywhere, in a region, at a branch, from one account. */
export function stopRoutes(app: FastifyInstance, deps: Deps): void {
	define(app, 'stop', ({body, caller}) => deps.store.write(trx => orderStop(trx, deps, caller, body)));
	define(app, 'endStop', ({params, caller}) =>
		deps.store.write(trx => endStop(trx, deps, caller, params.id ?? '')),
	);
}
