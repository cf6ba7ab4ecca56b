import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {verifyReadyList} from '#lib/api/ready.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import type {Connected} from '../client.ts';
import {atConsole} from '../console/console.fixture.ts';
import {account, minute, refusal, type TestHub} from '../hub.fixture.ts';
import {deliveryOf} from '../outbox.fixture.ts';
import {approveReply, sendReady, writeReply} from '../ready/ready.fixture.ts';

/** Saturday, 21 November 2026, 22:40 in London, where all reviewers sleep from ten to seven. */
const late = Date.UTC(2026, 10, 21, 22, 40);
const seven = Date.UTC(2026, 10, 22, 7);

/** The morning after walkthrough (b): one line, and a share of what went out to look at. */
export function overnightBehaviours(open: () => Promise<TestHub>): void {
	describe('overnight', () => {
		let hub: TestHub;
		let tom: Connected;
		let hal: Connected;
		let dev: Connected;
		beforeAll(async () => {
			hub = await open();
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: 'group/north'});
			hal = await hub.hire('Hal Reed', {role: 'reviewer', location: 'group/east/hull'});
			dev = await hub.hire('Dev Patel', {role: 'author', location: account.location});
			hub.clock.now = late;
			const deliver = deliveryOf(dev, () => hub.clock.now);
			const text = 'Thank you, I have this. Somebody looks at it.';
			const reply: ReadyReply = {
				...{v: 1, id: 'R-CMP-09', version: 1, title: 'Holding reply', text, slots: []},
				...{location: 'group/north', accounts: null, operations: ['reply'], answers: ''},
				...{settles: [], promise: null, authors: [], from: late - minute, until: late + 5 * 24 * 60 * minute},
			};
			const written = await writeReply(hub.helen, reply, late);
			await approveReply(tom, written, late);
			const {keys, organisation} = dev.enrolment;
			const {list} = await dev.client.call('ready');
			const expected = {organisation: organisation.id, now: late};
			const [proven] = (await verifyReadyList(list, keys, expected, () => {})).replies;
			for (const release of ['use-1', 'use-2'])
				await sendReady(hub, dev, deliver, {proven: proven!, text, release});
		});
		afterAll(() => hub.close());

		const of = async ({client}: Connected) => (await client.call('overnight')).overnight;

		test('is told when the night is over, to reviewers of the place, until noon', async () => {
			expect(await of(tom)).toBeNull();
			hub.clock.now = seven;
			expect(await of(tom)).toMatchObject({replies: 2, ready: 2, sampled: [], from: seven - 9 * 60 * minute});
			expect(await of(hal)).toBeNull();
			expect(await of(dev)).toBeNull();
			hub.clock.now = seven + 6 * 60 * minute;
			expect(await of(tom)).toBeNull();
		});

		test('a share is drawn for one person, who says once how it was', async () => {
			hub.clock.now = seven;
			await (await atConsole(hub, hub.helen.enrolment.person.id)).ask('setHabits', {
				secondLook: 100,
				practice: 0,
			});
			const night = await of(tom);
			expect(night?.sampled).toMatchObject([
				{
					reply: 'R-CMP-09 v1',
					text: 'Thank you, I have this. Somebody looks at it.',
					person: {name: 'Dev Patel'},
				},
				{url: 'https://x.com/i/19'},
			]);
			const {id} = night!.sampled[0]!;
			const judge = (who: Connected) =>
				refusal(who.client.call('judgeSample', {verdict: 'misplaced', note: 'She asked for a call'}, {id}));
			expect(await judge(hal)).toBe('unknown-sample');
			expect(await judge(tom)).toEqual({answered: {id}});
			expect(await judge(tom)).toBe('unknown-sample');
			expect((await of(tom))?.sampled).toHaveLength(1);
			const last = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.orderBy('seq', 'desc')
				.executeTakeFirst();
			expect(last?.type).toBe('ready.sampled');
		});
	});
}
