/** What the hub wants this person to know about rules: that they are being fetched, and what they ask of earlier posts. */
import type {Me} from '#lib/api/contract.ts';
import type {Ports} from './ports.ts';

/** Each wish counts once, whether it was heard at once or with the next question. */
export async function hearNudge(ports: Ports, {nudged}: Pick<Me, 'nudged'>): Promise<void> {
	if (nudged === undefined || nudged === null || nudged === (await ports.stores.get('nudged'))) return;
	await ports.stores.set('nudged', nudged);
	await ports.stores.set('updating', true);
	ports.around.broadcast('state:changed', {what: 'policy'});
	ports.around.notify({
		id: 'rules',
		title: 'Rules are being updated',
		message: 'Your admin asked this browser to get the current rules. Your draft stays as it is.',
	});
}

/** The hub confirmed which rules are in force, and they are here. */
export async function updated(ports: Ports): Promise<void> {
	if (!(await ports.stores.get('updating'))) return;
	await ports.stores.remove('updating');
	ports.around.broadcast('state:changed', {what: 'policy'});
}

/** New rules judge something otherwise that this person wrote: said once, each time there is more of it. */
export async function hearTasks(ports: Ports, {tasks = 0}: Pick<Me, 'tasks'>): Promise<void> {
	const before = (await ports.stores.get('tasks')) ?? 0;
	if (tasks === before) return;
	await ports.stores.set('tasks', tasks);
	ports.around.broadcast('state:changed', {what: 'policy'});
	if (tasks < before) return;
	const posts = tasks === 1 ? '1 of your posts' : `${tasks} of your posts`;
	ports.around.notify({
		id: 'tasks',
		title: 'The rules changed',
		message: `Look again at ${posts}. Open Countersign. Nothing was changed by itself.`,
	});
}
