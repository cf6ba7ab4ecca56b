import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {HoldView} from '#lib/api/contract.ts';
import type {Connected} from '../client.ts';
import {account, approve, bundle, draft, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';

const leeds = 'group/north/leeds';
const hull = 'group/east/hull';

/** Several steps, several persons, several places; and time, which widens and never approves. */
export function workflowBehaviours(open: () => Promise<TestHub>): void {
	describe('workflows', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		let amira: Connected;
		let hal: Connected;
		const day = 24 * 60 * minute;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group/north'});
			hal = await hub.hire('Hal Reed', {role: 'reviewer', location: hull});
		});
		afterAll(() => hub.close());

		const publish = (workflow: object) =>
			hub.helen.client.call('publishPolicy', {
				bundle: {...bundle(), workflow: {secondPerson: 'findings', ...workflow}},
			});
		const train = (who: Connected, until: number) =>
			hub.helen.client.call('setCompetence', {name: 'finance', until}, {person: who.enrolment.person.id});
		const held = async (): Promise<HoldView> => priya.client.call('submit', await submission(hub));
		const steps = [
			{name: 'A reviewer', need: 1},
			{name: 'A specialist', need: 1, competence: 'finance'},
		];
		const finance = {name: 'Finance', when: {rules: ['HSE-*']}, order: 'sequence', steps};

		test('two steps, in order, by two persons; the second must be trained on that day', async () => {
			await publish({routes: [finance]});
			const hold = await held();
			expect(hold.route).toMatchObject({name: 'Finance', steps: [{open: true, done: 0}, {open: false}]});
			const first = await approve(hub, tom, hold);
			expect(first.hold).toMatchObject({state: 'held', route: {steps: [{done: 1}, {open: true}]}});
			expect(await refusal(approve(hub, tom, hold))).toBe('approved-already');
			expect(await refusal(approve(hub, amira, hold))).toBe('not-competent');
			await train(amira, hub.clock.now + day);
			hub.clock.now += day;
			expect(await refusal(approve(hub, amira, hold))).toMatch(/^(not-competent|closed)$/);
		});

		test('trained, it is approved and released', async () => {
			await train(amira, hub.clock.now + day);
			const hold = await held();
			await approve(hub, tom, hold);
			expect((await approve(hub, amira, hold)).hold).toMatchObject({state: 'approved'});
			const release = {type: 'release', digest: hold.digest, gate: 'unmanaged'} as const;
			expect((await priya.client.call('command', release, {id: hold.id})).token).toBeDefined();
		});

		test('nobody declares himself trained, and only an admin of the firm declares anybody', async () => {
			const own = hub.helen.client.call(
				'setCompetence',
				{name: 'finance', until: hub.clock.now + day},
				{person: hub.helen.enrolment.person.id},
			);
			expect(await refusal(own)).toBe('four-eyes');
			const byTom = tom.client.call('setCompetence', {name: 'finance', until: 9}, {person: 'x'});
			expect(await refusal(byTom)).toBe('not-an-admin');
		});

		test('a buddy branch helps out where the rules say so, and is told', async () => {
			const pools = {buddies: {locations: [hull]}};
			await publish({
				pools,
				routes: [{...finance, steps: [{name: 'North or Hull', need: 1, pool: 'buddies'}]}],
			});
			const hold = await held();
			const queue = await hal.client.call('holds', undefined, {view: 'queue'});
			expect(queue.map(({id}) => id)).toContain(hold.id);
			expect((await approve(hub, hal, hold)).hold.state).toBe('approved');
		});

		test('when the time is over more are asked, and nothing is approved by it', async () => {
			const pools = {wide: {locations: [hull]}};
			const one = [{name: 'Leeds', need: 1}];
			await publish({pools, routes: [{...finance, steps: one, within: 10, escalatesTo: 'wide'}]});
			const hold = await held();
			expect(hold.route?.dueAt).toBe(hub.clock.now + 10 * minute);
			expect(await refusal(approve(hub, hal, hold))).toBe('unknown-hold');
			hub.clock.now += 10 * minute;
			await turn(hub.deps);
			const later = await priya.client.call('hold', undefined, {id: hold.id});
			expect(later).toMatchObject({state: 'held', approval: null, route: {escalated: true}});
			expect((await approve(hub, hal, hold)).hold.state).toBe('approved');
		});

		test("the clock of a reply is the customer's wait, where the answered post tells its time", async () => {
			const one = [{name: 'Leeds', need: 1}];
			await publish({routes: [{...finance, steps: one, within: 60}]});
			const asked = hub.clock.now - 38 * minute;
			const id = String(BigInt(asked - 1_288_834_974_657) << 22n);
			const reply = {...draft(), operation: 'reply', target: {kind: 'post', id}} as const;
			const content = {...reply, media: [], unknown: [], poll: null};
			const hold = await priya.client.call('submit', await submission(hub, {draft: content}));
			expect(hold).toMatchObject({waitingSince: asked, route: {dueAt: asked + 60 * minute}});
			const later = await held();
			const queue = await tom.client.call('holds', undefined, {view: 'queue'});
			const order = queue.map(({id}) => id);
			expect(order.indexOf(hold.id)).toBeLessThan(order.indexOf(later.id));
		});

		test('both sides are warned an hour and a quarter before the end, once each', async () => {
			const hold = await priya.client.call(
				'submit',
				await submission(hub, {until: hub.clock.now + 90 * minute}),
			);
			for (const ahead of [29, 1, 30, 15, 1]) {
				hub.clock.now += ahead * minute;
				await turn(hub.deps);
			}
			const rows = await hub.deps.store.db
				.selectFrom('hold_events')
				.select('seq')
				.where('hold', '=', hold.id)
				.where('type', '=', 'warned')
				.orderBy('n')
				.execute();
			const {archive} = hub.deps;
			const minutes = rows.map(async ({seq}) => {
				const {plaintext} = (await archive.open(await archive.leaf(Number(seq))))!;
				return JSON.parse(plaintext.toString()).event.minutes;
			});
			expect(await Promise.all(minutes)).toEqual([60, 15]);
		});

		test('who would get this: without a word of the draft, without whoever is away', async () => {
			await publish({routes: [finance]});
			const ask = () =>
				priya.client.call('routing', undefined, {site: 'x', account: account.id, route: 'Finance'});
			expect(await ask()).toMatchObject({
				name: 'Finance',
				steps: [
					{name: 'A reviewer', available: 2},
					{name: 'A specialist', available: 1},
				],
			});
			const away = {since: hub.clock.now, until: hub.clock.now + day, delegates: [tom.enrolment.person.id]};
			await amira.client.call('handOver', away);
			expect(await ask()).toMatchObject({steps: [{available: 1}, {available: 0}]});
			await amira.client.call('comeBack');
			expect((await ask()).steps[1]).toMatchObject({available: 1});
		});

		test('whoever is away can name reviewers of the place to stand in, and nobody else', async () => {
			const person = amira.enrolment.person.id;
			await publish({
				pools: {amira: {persons: [person]}},
				routes: [{...finance, steps: [{name: 'Amira', need: 1, pool: 'amira'}]}],
			});
			const hold = await held();
			expect(await refusal(approve(hub, tom, hold))).toBe('not-your-step');
			const away = (delegate: Connected) =>
				amira.client.call('handOver', {
					since: hub.clock.now,
					until: hub.clock.now + day,
					delegates: [delegate.enrolment.person.id],
				});
			expect(await refusal(away(priya))).toBe('not-a-reviewer');
			expect(await refusal(away(amira))).toBe('yourself');
			await away(tom);
			expect((await approve(hub, tom, hold)).hold.state).toBe('approved');
			await amira.client.call('comeBack');
		});

		test('new rules that ask for another step end an approval', async () => {
			await publish({});
			const hold = await held();
			await approve(hub, tom, hold);
			await publish({routes: [finance]});
			const release = {type: 'release', digest: hold.digest, gate: 'unmanaged'} as const;
			expect(await refusal(priya.client.call('command', release, {id: hold.id}))).toBe('rules-changed');
		});

		test('a route to nowhere is not published', async () => {
			const steps = [{name: 's', need: 1, pool: 'missing'}];
			expect(await refusal(publish({routes: [{...finance, steps}]}))).toBe('malformed');
		});
	});
}
