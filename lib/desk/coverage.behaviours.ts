import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type AtConsole, atConsole} from '#hub/console/console.fixture.ts';
import {patience, silentAfter} from '#hub/coverage/board.ts';
import {account, bundle, refusal, strictRule, type TestHub} from '#hub/hub.fixture.ts';
import {turn} from '#hub/jobs/clockwork.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';

const leeds = 'group/north/leeds';
const truro = 'group/south/truro';
const from = {site: 'x', tab: 1, frame: 0} as const;

/** Which browser has which rules, from what the browsers themselves say; and what to do about those that have not. */
export function coverageBehaviours(open: () => Promise<TestHub>): void {
	describe('coverage', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let lena: AtConsole;
		let priya: TestDesk;
		let rules: 'reach' | 'are lost on the way';
		beforeAll(async () => {
			hub = await open();
			rules = 'reach';
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			const north = await hub.hire('Lena Vogt', {role: 'admin', location: 'group/north'});
			lena = await atConsole(hub, north.enrolment.person.id);
			priya = await browserOf('Priya Nair', leeds);
		});
		afterAll(() => hub.close());

		const lossy: typeof fetch = (input, init) =>
			rules === 'reach' || !String(input).includes('/v1/policy')
				? hub.fetch(input, init)
				: Promise.reject(new TypeError('lost'));

		async function browserOf(name: string, location: string): Promise<TestDesk> {
			const desk = openTestDesk({fetch: lossy, clock: hub.clock, engine: policyEngine()});
			const roles = [{role: 'author' as const, location}];
			const {code} = await hub.helen.client.call('invite', {person: {name}, roles});
			const enrolled = await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
			expect(enrolled).toMatchObject({ok: true});
			return desk;
		}

		const stateOf = async (name: string, location: string, by = helen) =>
			(await by.ask('coverageAt', undefined, {location})).browsers.find(({person}) => person === name);
		const publish = (...more: Parameters<typeof bundle>) =>
			hub.helen.client.call('publishPolicy', {bundle: bundle(...more)});
		const noteOf = async () => (await contentHandlers(priya)['page:hello']({site: 'x'}, from)).policyNote;
		const types = async () => {
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.orderBy('seq')
				.execute();
			return rows.map(({type}) => type).filter(type => /^pause|nudged/.test(type));
		};

		/** `ok`, or why a clean post does not go out of Priya's browser. */
		async function posts(): Promise<string> {
			const draft = {...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.'};
			const {policy} = await contentHandlers(priya)['page:hello']({site: 'x'}, from);
			const request = {
				draft,
				digest: digestOf(draft),
				findings: [],
				policy: policy!,
				url: 'https://x.com/home',
			};
			const outcome = await contentHandlers(priya)['interaction:release'](request, from);
			return outcome.ok ? 'ok' : outcome.code;
		}

		test('a browser that enrolled says at once which rules it has', async () => {
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({
				...{state: 'current', version: 1, browser: 'Chrome/156', since: hub.clock.now},
			});
			const board = await lena.ask('coverage');
			// Her own key for the command line is no browser: nobody waits for it to have rules
			expect(board.branches.map(({location, all, current}) => [location, all, current])).toEqual([
				[leeds, 1, 1],
			]);
		});

		test('an admin of one place sees no other, an author nothing', async () => {
			await browserOf('Sam Reed', truro);
			expect(await stateOf('Sam Reed', truro)).toMatchObject({state: 'current'});
			expect(await stateOf('Sam Reed', truro, lena)).toBeUndefined();
			const person = (await priya.ports.stores.get('enrolled'))!.person.id;
			expect(await refusal((await atConsole(hub, person)).ask('coverage'))).toBe('not-your-role');
		});

		test('new rules: told at once, on the board as soon as they are there', async () => {
			await publish(strictRule());
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({state: 'arriving', version: 1});
			hub.clock.now += 20_000;
			await priya.sync();
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({
				...{state: 'current', version: 2, since: hub.clock.now},
			});
			expect((await helen.ask('coverage')).most).toBeNull();
		});

		test('they do not arrive: on their way, switched off, or stuck', async () => {
			rules = 'are lost on the way';
			await publish();
			await priya.sync();
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({state: 'arriving', version: 2});
			hub.clock.now += silentAfter + 1;
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({state: 'offline'});
			hub.clock.now += patience;
			await priya.sync();
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({state: 'stuck'});
		});

		test('what was heard is written down for a hub that starts again', async () => {
			await turn(hub.deps);
			const {seenAt} = (await stateOf('Priya Nair', leeds))!;
			const row = await hub.deps.store.db
				.selectFrom('coverage')
				.select('seen_at')
				.where('device', '=', (await priya.ports.stores.get('enrolled'))!.device)
				.executeTakeFirstOrThrow();
			expect(row.seen_at).toBe(seenAt);
		});

		test('a nudge reaches its person with the next question, and once', async () => {
			const {device} = (await stateOf('Priya Nair', leeds))!;
			const sam = (await stateOf('Sam Reed', truro))!;
			expect(await lena.ask('nudge', {devices: [device, sam.device]})).toEqual({told: 1});
			await priya.sync();
			expect(await noteOf()).toBe('Rules are being updated.');
			await priya.sync();
			expect(priya.notices.filter(({id}) => id === 'rules')).toHaveLength(1);
			expect(await types()).toEqual(['device.nudged']);
		});

		test('paused, nothing goes out of that browser; others go on', async () => {
			const {device} = (await stateOf('Priya Nair', leeds))!;
			await lena.ask('pause', {what: {device}, reason: 'Old rules on commission'});
			await priya.sync();
			expect(await posts()).toBe('stopped');
			expect((await hub.helen.client.call('me')).stops).toEqual([]);
			const far = lena.ask('pause', {what: {device: hub.helen.device}, reason: 'Not mine'});
			expect(await refusal(far)).toBe('not-an-admin');
		});

		test('before the rules are there it takes two admins to end it', async () => {
			const {id} = (await helen.ask('coverage')).pauses[0]!;
			expect(await refusal(hub.helen.client.call('endStop', undefined, {id}))).toBe('second-person');
			expect(await lena.ask('liftPause', {reason: 'She is at the fair'}, {id})).toEqual({now: 'asked'});
			expect(await refusal(lena.ask('liftPause', {reason: 'Please'}, {id}))).toBe('four-eyes');
			const write = hub.deps.store.write(async trx => {
				const {lift_by} = await trx.selectFrom('pauses').select('lift_by').executeTakeFirstOrThrow();
				await trx.updateTable('pauses').set({ended_by: lift_by, ended_at: 1}).execute();
			});
			await expect(write).rejects.toThrow(/four_eyes|constraint/i);
			await priya.sync();
			expect(await posts()).toBe('stopped');
			expect(await helen.ask('liftPause', {reason: 'Agreed'}, {id})).toEqual({now: 'ended'});
			await priya.sync();
			expect(await posts()).toBe('ok');
		});

		test('paused again, it goes on by itself when the rules arrive', async () => {
			const {device} = (await stateOf('Priya Nair', leeds))!;
			await lena.ask('pause', {what: {device}, reason: 'Still old rules'});
			await priya.sync();
			rules = 'reach';
			expect(await posts()).toBe('stopped');
			await priya.sync();
			expect(await stateOf('Priya Nair', leeds)).toMatchObject({state: 'current', version: 3, pause: null});
			expect(await noteOf()).toBe('');
			await priya.sync();
			expect(await posts()).toBe('ok');
			expect(await types()).toEqual([
				'device.nudged',
				...['pause.ordered', 'pause.lift-asked', 'pause.ended', 'pause.ordered', 'pause.ended'],
			]);
		});

		test('an account is paused in every browser', async () => {
			const what = {account: {site: 'x' as const, id: account.id}};
			const {id} = await helen.ask('pause', {what, reason: 'Somebody uses it on a phone'});
			await priya.sync();
			expect(await posts()).toBe('stopped');
			expect((await helen.ask('coverage')).pauses).toMatchObject([{id, account: account.handle}]);
		});
	});
}
