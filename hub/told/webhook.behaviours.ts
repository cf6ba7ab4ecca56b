import {Webhook} from 'standardwebhooks';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {noSettings} from '#lib/core/told/settings.schema.ts';
import type {Connected} from '../client.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {account, draft, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';
import type {HubOptions} from '../open-hub.ts';
import {waits} from './outbox.ts';
import {sendDue} from './send.ts';
import {openReceiver, type Receiver} from './told.fixture.ts';

/** Channels and settings: signed, tried again, put aside, and parsed at the door. */
export function webhookBehaviours(open: (more: Partial<HubOptions>) => Promise<TestHub>): void {
	describe('being told by webhook', () => {
		let hub: TestHub;
		let there: Receiver;
		let dev: Connected;
		let helen: Pick<AtConsole, 'ask'>;
		beforeAll(async () => {
			there = await openReceiver();
			hub = await open({webhooksToThisMachine: true, rounds: 'by-hand'});
			// What verifies signatures has a clock of its own
			hub.clock.now = Date.now();
			dev = await hub.hire('Dev Shah', {role: 'author', location: account.location});
			// Signed in anew each time: hours pass in these tests, and a session ends
			helen = {
				ask: async (...question) => (await atConsole(hub, hub.helen.enrolment.person.id)).ask(...question),
			};
		});
		afterAll(async () => {
			await hub.close();
			await there.close();
		});
		beforeEach(() => {
			there.hits.length = 0;
			there.answers.length = 0;
		});

		const channel = (change: object = {}) => ({
			...{
				name: 'Desk',
				format: 'webhook',
				url: `${there.url}/hook`,
				kinds: ['customer-waiting'],
				location: 'group',
			},
			...change,
		});
		const reply = draft({operation: 'reply', target: {kind: 'post', id: '1'}});
		const held = async () =>
			dev.client.call(
				'submit',
				await submission(hub, {draft: {...reply, media: [], unknown: [], poll: null}}),
			);
		const deliveries = async () => (await helen.ask('beingTold')).deliveries;
		const only = async (work: () => Promise<void>, change: object = {}) => {
			const {id, secret} = await helen.ask('addChannel', channel(change));
			await work();
			await helen.ask('removeChannel', undefined, {id});
			return secret;
		};

		test('is signed as Standard Webhooks says, and says no word of the draft', async () => {
			const secret = await only(async () => {
				await held();
				await sendDue(hub.deps);
			});
			const [hit] = there.hits;
			const event = new Webhook(secret).verify(hit!.body, hit!.headers as Record<string, string>);
			expect(event).toMatchObject({
				type: 'countersign.customer-waiting',
				data: {
					title: '1 customer waits for an answer',
					url: expect.stringContaining('/console/review?item='),
				},
			});
			expect(hit!.body).not.toContain('finance');
			const changed = hit!.body.replace('customer', 'nobody');
			expect(() => new Webhook(secret).verify(changed, hit!.headers as Record<string, string>)).toThrow();
		});

		test('is tried again with the same id, later each time, also by the hub after a restart', async () => {
			there.answers.push(500, {redirect: `${there.url}/elsewhere`}, 429);
			await only(async () => {
				await held();
				expect(await sendDue(hub.deps)).toBe(1);
				for (const wait of waits.slice(0, 3)) {
					await hub.restart();
					hub.clock.now += wait - 1;
					expect(await sendDue(hub.deps)).toBe(0);
					hub.clock.now += 1;
					expect(await sendDue(hub.deps)).toBe(1);
				}
			});
			expect(there.hits.map(({path}) => path)).toEqual(['/hook', '/hook', '/hook', '/hook']);
			expect(new Set(there.hits.map(({headers}) => headers['webhook-id'])).size).toBe(1);
			expect((await deliveries()).find(({id}) => id === there.hits[0]!.headers['webhook-id'])).toMatchObject({
				...{state: 'sent', attempts: 4, result: 'taken (200)'},
			});
		});

		test('is put aside after the last try, or at once where nobody listens any more', async () => {
			const start = hub.clock.now;
			await only(async () => {
				there.answers.push(...Array.from({length: 8}, () => 503));
				await held();
				for (const wait of [0, ...waits]) {
					hub.clock.now += wait;
					await sendDue(hub.deps);
				}
				expect((await deliveries())[0]).toMatchObject({state: 'dead', attempts: 8, result: 'answered 503'});
				await helen.ask('sendAgain', undefined, {id: (await deliveries())[0]!.id});
				expect(there.hits).toHaveLength(9);
				there.answers.push(410);
				await held();
				await sendDue(hub.deps);
				expect((await deliveries())[0]).toMatchObject({state: 'dead', attempts: 1, result: 'answered 410'});
			});
			hub.clock.now = start;
		});

		test('the test button really sends, in the form of the channel', async () => {
			for (const format of ['webhook', 'slack', 'teams'] as const) {
				const {id} = await helen.ask('addChannel', channel({format}));
				there.answers.push(200);
				expect(await helen.ask('testChannel', undefined, {id})).toMatchObject({
					...{to: 'Desk', how: format, kind: 'test', state: 'sent', result: 'taken (200)'},
				});
				await helen.ask('removeChannel', undefined, {id});
			}
			const [plain, slack, teams] = there.hits.map(({body}) => JSON.parse(body));
			expect(plain).toMatchObject({type: 'countersign.test'});
			expect(slack.blocks[0]).toMatchObject({type: 'section'});
			expect(teams.attachments[0].content).toMatchObject({type: 'AdaptiveCard', version: '1.4'});
		});

		test('hears of stop orders and of what is overdue, each once, at its own place only', async () => {
			const clocks = {answers: 10, posts: 10};
			await helen.ask('putToldSettings', {...noSettings, clocks});
			const {id} = await helen.ask(
				'addChannel',
				channel({kinds: ['overdue', 'stop'], location: 'group/north'}),
			);
			const away = await helen.ask(
				'addChannel',
				channel({name: 'Hull', kinds: ['stop'], location: 'group/east'}),
			);
			await held();
			for (const minutes of [0, 9, 1, 1, 60]) {
				hub.clock.now += minutes * minute;
				await turn(hub.deps);
				await sendDue(hub.deps);
			}
			const stop = {location: 'group/north', account: null, reason: 'A death in the family', drill: true};
			await hub.helen.client.call('stop', {...stop, until: hub.clock.now + minute, speakers: []});
			await sendDue(hub.deps);
			const titles = there.hits.map(({body}) => JSON.parse(body).data.title);
			expect(titles.filter(title => title.includes('overdue')).length).toBeGreaterThanOrEqual(1);
			expect(new Set(there.hits.map(({headers}) => headers['webhook-id'])).size).toBe(there.hits.length);
			expect(titles.at(-1)).toBe('Drill: posting is stopped at group/north');
			for (const one of [id, away.id]) await helen.ask('removeChannel', undefined, {id: one});
		});

		test.each([
			[{name: ''}, 'name: has to be filled in'],
			[{format: 'pigeon'}, 'format: has to be webhook, slack or teams'],
			[{url: 'ftp://example.com'}, 'url: has to be an address that begins with https://'],
			[{url: 'http://example.com/hook'}, 'url: has to begin with https://'],
			[{url: 'https://10.0.0.8/hook'}, 'url: is not a public address'],
			[{url: 'https://[::ffff:169.254.169.254]/'}, 'url: is not a public address'],
			[{url: 'https://me:secret@example.com/'}, 'url: has to be without a name and password'],
			[{kinds: []}, 'kinds: names nothing to tell of'],
			[{kinds: ['lunch']}, 'kinds, 1: is not something that people are told of'],
			[{location: 'Leeds!'}, 'location: has to be a place like group/north'],
			[{colour: 'red'}, 'colour: there is no such field'],
		])('a channel with %j is refused, and the field named', async (change, words) => {
			await expect(helen.ask('addChannel', channel(change))).rejects.toMatchObject({
				...{status: 400, code: 'malformed', message: `${words}.`},
			});
		});

		test.each([
			[{show: 'all'}, 'show: has to be count, about or words'],
			[{zone: 'Mars/Base'}, 'zone: has to be a time zone like Europe/London'],
			[{ladder: [{after: -1, persons: null}]}, 'ladder, 1, after: has to be 0 or more'],
			[{ladder: [{after: 0, persons: ['nobody']}]}, 'ladder, 1, persons: there is no such person'],
			[{clocks: {answers: 1.5, posts: null}}, 'clocks, answers: has to be a whole number from 1 to 10080'],
			[{domains: ['@firm']}, 'domains, 1: has to be a domain like firm.example'],
		])('settings with %j are refused, and the field named', async (change, words) => {
			await expect(helen.ask('putToldSettings', {...noSettings, ...change})).rejects.toMatchObject({
				message: `${words}.`,
			});
		});

		test('each sets his own, an admin of the whole firm the rest; addresses of other firms are refused', async () => {
			const own = await atConsole(hub, dev.enrolment.person.id);
			expect(await refusal(own.ask('putToldSettings', noSettings))).toBe('not-your-role');
			await helen.ask('putToldSettings', {...noSettings, domains: ['harwellstone.example']});
			const {wishes} = await own.ask('myTelling');
			const put = (change: object) => own.ask('putMyTelling', {...wishes, ...change});
			await expect(put({email: 'dev@mail.example'})).rejects.toMatchObject({
				message: 'email: has to end in @harwellstone.example.',
			});
			await expect(put({quiet: {from: '25:00', to: '07:00', freeDays: []}})).rejects.toMatchObject({
				message: 'quiet, from: has to be a time of day like 08:30.',
			});
			expect(await put({email: 'dev@harwellstone.example', wakesAtMost: 1})).toMatchObject({wakesAtMost: 1});
		});

		test('secrets are not in the database to be read', async () => {
			await only(
				async () => {
					const rows = await hub.deps.store.db.selectFrom('told_channels').selectAll().execute();
					expect(JSON.stringify(rows)).not.toMatch(/whsec_|very-secret-path/);
				},
				{url: `${there.url}/very-secret-path`},
			);
		});
	});
}
