import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {readStops} from '../../review/read-stops.ts';
import {endStop, orderStop} from '../../review/stops.ts';
import {answer} from '../answer.ts';

/** One button that stops posting, who and what may go on, and who has heard of it. */
export function stopConsoleRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'stops', ({caller}) => readStops(deps, caller));
	answer(app, 'orderStop', async ({body, caller}) => {
		const {id} = await store.write(trx => orderStop(trx, deps, caller, body));
		return {id};
	});
	answer(app, 'endStopOrder', async ({params, caller}) => {
		await store.write(trx => endStop(trx, deps, caller, params.id!));
		return {};
	});
}
