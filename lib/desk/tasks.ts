import type {PostTask} from '#lib/api/contract.ts';
import type {Outcome} from '#lib/messaging/catalogue.ts';
import {notEnrolled, outcomeOf} from './outcome.ts';
import type {Ports} from './ports.ts';
import {sessionOf} from './session.ts';
import {syncMe} from './sync.ts';

/** Asked only when there are some: most people never have any. */
export async function listTasks(ports: Ports): Promise<Outcome<{tasks: readonly PostTask[]}>> {
	const session = await sessionOf(ports);
	if (!session || ((await ports.stores.get('tasks')) ?? 0) === 0) return {ok: true, tasks: []};
	return outcomeOf(async () => ({ok: true, tasks: await session.hub.call('tasks')}));
}

/** The person says what was done. */
export function settleTask(
	ports: Ports,
	{task, how, note}: {task: string; how: 'taken-down' | 'changed'; note: string},
): Promise<Outcome<object>> {
	return outcomeOf(async () => {
		const session = await sessionOf(ports);
		if (!session) return notEnrolled;
		await session.hub.call('settleTask', {how, note}, {id: task});
		await syncMe(ports, session);
		return {ok: true};
	});
}
