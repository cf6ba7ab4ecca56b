import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {Connected} from '../client.ts';
import {lastTold} from '../feed.ts';
import {account, minute, openTestHub, submission, type TestHub} from '../hub.fixture.ts';
import {turn} from './clockwork.ts';

describe('a round of the clockwork', () => {
	let hub: TestHub;
	let priya: Connected;
	beforeAll(async () => {
		hub = await openTestHub();
		priya = await hub.hire('Priya Nair', {role: 'author', location: account.location});
	});
	afterAll(() => hub.close());

	const states = async () =>
		(await hub.deps.store.db.selectFrom('holds').select('state').execute()).map(({state}) => state);

	test('ends what has waited too long, archives that, and tells its author', async () => {
		const {id} = await priya.client.call('submit', await submission(hub, {until: hub.clock.now + minute}));
		await turn(hub.deps);
		expect(await states()).toEqual(['held']);
		hub.clock.now += minute;
		await turn(hub.deps);
		expect(await states()).toEqual(['expired']);
		const {store} = hub.deps;
		const entry = await store.db
			.selectFrom('archive_entries')
			.select(['type', 'by_person'])
			.where('hold', '=', id)
			.orderBy('seq', 'desc')
			.executeTakeFirst();
		expect(entry).toEqual({type: 'hold.expired', by_person: null});
		const told = await store.db.selectFrom('feed').select('event').orderBy('seq', 'desc').executeTakeFirst();
		expect(JSON.parse(told!.event)).toEqual({type: 'hold', id, state: 'expired'});
	});

	test('does nothing twice', async () => {
		const before = await lastTold(hub.deps.store.db);
		await turn(hub.deps);
		expect(await lastTold(hub.deps.store.db)).toBe(before);
	});

	test('forgets old proofs and old news, but never counts news backwards', async () => {
		const {store} = hub.deps;
		const newest = await lastTold(store.db);
		hub.clock.now += 25 * 60 * minute;
		await turn(hub.deps);
		expect(await store.db.selectFrom('proofs').selectAll().execute()).toEqual([]);
		expect((await store.db.selectFrom('feed').select('seq').execute()).map(({seq}) => seq)).toEqual([newest]);
		await hub.helen.client.call('registerAccount', account);
		expect(await lastTold(store.db)).toBe(newest + 1);
	});
});
