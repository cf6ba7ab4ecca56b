import type {FastifyInstance} from 'fastify';
import type {Deps} from '../deps.ts';
import {define} from '../http/define.ts';
import {ownTasks, settleTask} from '../rejudge/tasks.ts';

/** What new rules ask of the person of this browser. */
export function taskRoutes(app: FastifyInstance, deps: Deps): void {
	define(app, 'tasks', ({caller}) => ownTasks(deps, caller.person));
	define(app, 'settleTask', async ({params, body, caller}) => {
		const id = params.id!;
		await deps.store.write(trx => settleTask(trx, deps, caller, id, body));
		return {id};
	});
}
