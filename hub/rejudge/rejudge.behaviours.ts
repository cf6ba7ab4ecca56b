import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {HoldView} from '#lib/api/contract.ts';
import type {Connected} from '../client.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {bundle, minute, refusal, strictRule, type TestHub, writing} from '../hub.fixture.ts';
import {judgeAgain} from './rejudge.ts';
import {closeSettled} from './tasks.ts';

const leeds = 'group/north/leeds';

/** After a release: what is public, approved or waiting and would be held now becomes a task of whoever wrote it. */
export function rejudgeBehaviours(open: () => Promise<TestHub>): void {
	describe('judged again', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let priya: Connected;
		let tom: Connected;
		let waiting: HoldView;
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			const {write, approved, sent} = writing(hub, priya, tom);
			waiting = await write('A weekend offer with monthly finance.');
			await approved('Our weekend offer: monthly finance.');
			await sent('The weekend offer on monthly finance.', '1900000000000000001');
			await sent('Just monthly finance.', '1900000000000000002');
			await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule())});
		});
		afterAll(() => hub.close());

		test('three tasks, nothing changed, and their owner hears of it', async () => {
			// The clockwork may have been quicker: then it has begun, and the tasks come by themselves
			await (await judgeAgain(hub.deps))?.ended;
			await expect
				.poll(async () => (await priya.client.call('tasks')).map(({standing}) => standing).sort(), {
					timeout: 30_000,
				})
				.toEqual(['approved', 'live', 'waiting']);
			expect((await priya.client.call('me')).tasks).toBe(3);
			expect(await tom.client.call('tasks')).toEqual([]);
			const holds = await hub.deps.store.db.selectFrom('holds').select('state').orderBy('id').execute();
			expect(holds.map(({state}) => state).sort()).toEqual(['approved', 'held', 'sent', 'sent']);
			const [live] = (await priya.client.call('tasks')).filter(({standing}) => standing === 'live');
			expect(live).toMatchObject({rule: 'HSE-03', version: 2, text: 'The weekend offer on monthly finance.'});
			expect(live!.dueAt).toBe(live!.at + 48 * 60 * minute);
		});

		test('judged once a version', async () => {
			expect(await judgeAgain(hub.deps)).toBeUndefined();
		});

		test('the owner gets no more time from himself; an admin gives it, with a reason', async () => {
			const {all} = await helen.ask('postTasks');
			const task = all.find(({standing}) => standing === 'live')!;
			await helen.ask('extendPostTask', {days: 2, reason: 'The site is down'}, {id: task.id});
			const [own] = (await priya.client.call('tasks')).filter(({id}) => id === task.id);
			expect(own).toMatchObject({
				dueAt: task.dueAt + 48 * 60 * minute,
				extended: {by: 'Helen Marsh', reason: 'The site is down'},
			});
			const author = await atConsole(hub, priya.enrolment.person.id);
			expect(await refusal(author.ask('extendPostTask', {days: 2, reason: 'Please'}, {id: task.id}))).toBe(
				'not-your-role',
			);
		});

		test('what was taken back closes itself; what was taken down is said by its owner, and by nobody else', async () => {
			await priya.client.call('command', {type: 'withdraw'}, {id: waiting.id});
			await closeSettled(hub.deps);
			const tasks = await priya.client.call('tasks');
			expect(tasks.map(({standing}) => standing).sort()).toEqual(['approved', 'live']);
			const {id} = tasks.find(({standing}) => standing === 'live')!;
			const how = {how: 'taken-down' as const, note: 'Gone since noon'};
			expect(await refusal(tom.client.call('settleTask', how, {id}))).toBe('not-yours');
			await priya.client.call('settleTask', how, {id});
			expect(await refusal(priya.client.call('settleTask', how, {id}))).toBe('done-already');
			const {all} = await helen.ask('postTasks');
			expect(all.map(task => task.how).sort()).toEqual(['by-itself', 'taken-down', null].sort());
		});
	});
}
