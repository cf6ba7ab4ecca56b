import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Connected} from '../client.ts';
import {account, approve, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';

/** What is approved stays approved, and stays here, while posting is stopped. */
export function stopBehaviours(open: () => Promise<TestHub>): void {
	describe('stop orders', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
		});
		afterAll(() => hub.close());

		const stop = (by: Connected, change: object = {}) =>
			by.client.call('stop', {
				location: 'group',
				account: null,
				reason: 'National mourning',
				until: hub.clock.now + 60 * minute,
				...change,
			});
		const approved = async () => {
			const hold = await priya.client.call('submit', await submission(hub));
			await approve(hub, tom, hold);
			return () =>
				priya.client.call(
					'command',
					{type: 'release', digest: hold.digest, gate: 'unmanaged'},
					{id: hold.id},
				);
		};

		test('nothing is released until it is ended; everybody knows why', async () => {
			const release = await approved();
			const {id} = await stop(hub.helen);
			expect(await refusal(release())).toBe('stopped');
			const [order] = (await priya.client.call('me')).stops!;
			expect(order).toMatchObject({reason: 'National mourning', by: {name: 'Helen Marsh'}});
			await hub.helen.client.call('endStop', undefined, {id});
			expect((await priya.client.call('me')).stops).toEqual([]);
			expect((await release()).hold.state).toBe('released');
		});

		test('it ends by itself', async () => {
			const release = await approved();
			await stop(hub.helen, {until: hub.clock.now + minute});
			expect(await refusal(release())).toBe('stopped');
			hub.clock.now += minute;
			expect((await release()).hold.state).toBe('released');
		});

		test('a drill is shown and stops nothing; a named speaker may speak', async () => {
			const drill = await stop(hub.helen, {drill: true});
			expect((await priya.client.call('me')).stops).toHaveLength(1);
			expect((await (await approved())()).hold.state).toBe('released');
			const real = await stop(hub.helen, {speakers: [priya.enrolment.person.id]});
			expect((await (await approved())()).hold.state).toBe('released');
			for (const {id} of [drill, real]) await hub.helen.client.call('endStop', undefined, {id});
		});

		test('one account can be stopped, and the same order twice is one', async () => {
			const order = {id: 'one-account', location: leeds, account: {site: 'x', id: account.id}};
			await stop(hub.helen, order);
			await stop(hub.helen, order);
			expect((await priya.client.call('me')).stops).toHaveLength(1);
			expect(await refusal((await approved())())).toBe('stopped');
			await hub.helen.client.call('endStop', undefined, {id: 'one-account'});
		});

		test('only an admin of the place can stop it, and not for ever', async () => {
			const local = await hub.hire('Lena', {role: 'admin', location: 'group/south'});
			expect(await refusal(stop(priya))).toBe('not-an-admin');
			expect(await refusal(stop(local))).toBe('not-an-admin');
			expect(await refusal(stop(hub.helen, {until: hub.clock.now}))).toBe('wrong-time');
			expect(await refusal(stop(hub.helen, {until: hub.clock.now + 30 * 24 * 60 * minute}))).toBe(
				'wrong-time',
			);
			const {id} = await stop(hub.helen, {location: 'group/north'});
			expect(await refusal(local.client.call('endStop', undefined, {id}))).toBe('not-an-admin');
			await hub.helen.client.call('endStop', undefined, {id});
		});

		test('each order and its end is an entry of the archive', async () => {
			const {id} = await stop(hub.helen);
			await hub.helen.client.call('endStop', undefined, {id});
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.where('type', 'like', 'stop.%')
				.orderBy('seq', 'desc')
				.limit(2)
				.execute();
			expect(rows.map(({type}) => type)).toEqual(['stop.ended', 'stop.ordered']);
		});
	});
}
