import type {FastifyInstance} from 'fastify';
import type {Deps} from '../../deps.ts';
import {allTasks, extendTask, ownTasks, settleTask} from '../../rejudge/tasks.ts';
import {answer} from '../answer.ts';

export function taskRoutes(app: FastifyInstance, deps: Deps): void {
	const {store} = deps;
	answer(app, 'postTasks', async ({caller: {person, roles}}) => ({
		own: await ownTasks(deps, person),
		all: await allTasks(deps, roles),
	}));
	answer(app, 'settlePostTask', async ({caller, params, body}) => {
		await store.write(trx => settleTask(trx, deps, caller, params.id!, body));
		return {id: params.id!};
	});
	answer(app, 'extendPostTask', async ({caller, params, body}) => {
		await store.write(trx => extendTask(trx, deps, caller, params.id!, body));
		return {id: params.id!};
	});
}
