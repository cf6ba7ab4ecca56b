import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {kinds} from '#lib/core/told/kind.ts';
import {noSettings, type ToldPerson} from '#lib/core/told/settings.schema.ts';
import type {Connected} from '../client.ts';
import {atConsole} from '../console/console.fixture.ts';
import {account, approve, draft, minute, submission, type TestHub, text} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';
import type {HubOptions} from '../open-hub.ts';
import {sendDue} from './send.ts';
import {openPostbox, type Postbox} from './told.fixture.ts';

const leeds = account.location;
const night = Date.UTC(2026, 10, 21, 22, 40);
const day = 24 * 60 * minute;

/** E-mail by a real server: who is told, when, and of how little. */
export function toldBehaviours(open: (more: Partial<HubOptions>) => Promise<TestHub>): void {
	describe('being told by e-mail', () => {
		let hub: TestHub;
		let box: Postbox;
		let dev: Connected;
		let tom: Connected;
		let amira: Connected;
		beforeAll(async () => {
			box = await openPostbox();
			const mail = {url: box.url, from: 'Countersign <countersign@harwellstone.example>'};
			hub = await open({mail, rounds: 'by-hand'});
			hub.clock.now = night;
			dev = await hub.hire(
				'Dev Shah',
				{role: 'author', location: leeds},
				{role: 'reviewer', location: leeds},
			);
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group'});
			const quiet = {from: '22:00', to: '08:00', freeDays: []};
			await wish(dev, {quiet: null});
			await wish(tom, {quiet, summaries: ['08:00']});
			await wish(amira, {quiet, wakeFor: ['customer-waiting', 'overdue'], wakesAtMost: 2});
			const ladder = [
				{after: 0, persons: null},
				{after: 15, persons: [amira, dev].map(idOf)},
			];
			await set({ladder});
		});
		afterAll(async () => {
			await hub.close();
			await box.close();
		});
		beforeEach(() => {
			box.letters.length = 0;
			// Longer than a night, and than the pause between two messages to one person
			hub.clock.now = (Math.floor(hub.clock.now / day) + 2) * day + (night % day);
		});

		const idOf = ({enrolment}: Connected) => enrolment.person.id;
		async function wish(who: Connected, change: Partial<ToldPerson>): Promise<void> {
			const email = `${who.enrolment.person.name.split(' ')[0]!.toLowerCase()}@harwellstone.example`;
			const plain = {email, zone: 'Europe/London', quiet: null, wakeFor: [], wakesAtMost: 0, summaries: []};
			const at = await atConsole(hub, idOf(who));
			await at.ask('putMyTelling', {...plain, atOnce: [...kinds], ...change});
		}
		async function set(change: object): Promise<void> {
			const ladder = (await helenAsks('beingTold')).settings.ladder;
			await (await helen()).ask('putToldSettings', {...noSettings, ladder, ...change});
		}
		const helen = () => atConsole(hub, hub.helen.enrolment.person.id);
		const helenAsks = async (name: 'beingTold') => (await helen()).ask(name);
		const reply = () => ({
			...draft({operation: 'reply', target: {kind: 'post', id: '1'}}),
			...{media: [], unknown: [], poll: null},
		});
		const held = async (hours = 8, more: {leave?: true} = {}) => {
			const until = hub.clock.now + hours * 60 * minute;
			const context = {url: 'https://x.com/home', ...more};
			return dev.client.call('submit', await submission(hub, {draft: reply(), until, context}));
		};
		async function pass(minutes: number): Promise<void> {
			hub.clock.now += minutes * minute;
			await turn(hub.deps);
			await sendDue(hub.deps);
		}
		const told = () => box.letters.map(({to, subject}) => `${to[0]!.split('@')[0]}: ${subject}`);
		const close = (id: string) => dev.client.call('command', {type: 'withdraw'}, {id});

		test('at 22:40 the one on call is woken at once, for a customer; the author never; the others in the morning', async () => {
			const hold = await held(14);
			await pass(0);
			expect(told()).toEqual(['amira: 1 customer waits for an answer']);
			await pass(30);
			expect(told()).toHaveLength(1);
			await pass(9 * 60);
			expect(told().slice(1)).toEqual([
				expect.stringMatching(/^tom: Countersign: 1 held for you, 1 with a customer waiting, longest 9 h/),
			]);
			await close(hold.id);
		});

		test('the author hears before sending that all sleep, who would be woken, and what is left wakes nobody', async () => {
			const eight = (Math.floor(hub.clock.now / day) + 1) * day + 8 * 60 * minute;
			const awake = async (answer: 'yes' | 'no') => {
				const {site, id} = account;
				return (await dev.client.call('routing', undefined, {site, account: id, answer})).awake;
			};
			const asleep = {people: 0, backAt: eight};
			expect(await awake('yes')).toEqual({...asleep, onCall: {name: 'Amira Said', woken: 0, most: 2}});
			expect(await awake('no')).toEqual({...asleep, onCall: null});
			const left = await held(14, {leave: true});
			await pass(15);
			expect(told()).toEqual([]);
			const asked = await held(14);
			await pass(0);
			expect(told()).toEqual(['amira: 1 customer waits for an answer']);
			expect((await awake('yes'))?.onCall).toEqual({name: 'Amira Said', woken: 1, most: 2});
			hub.clock.now = eight;
			expect(await awake('yes')).toEqual({people: 2, backAt: null, onCall: null});
			for (const {id} of [left, asked]) await close(id);
		});

		test('says how many, or what, or the words: never more than the company allows', async () => {
			for (const show of ['count', 'about', 'words'] as const) {
				await set({show});
				const hold = await held();
				await pass(0);
				const [letter] = box.letters;
				const all = JSON.stringify(letter);
				expect(all.includes('monthly finance'), show).toBe(show === 'words');
				expect(all.includes(account.handle), show).toBe(show !== 'count');
				expect(all.includes('Dev Shah'), show).toBe(show !== 'count');
				const stored = await hub.deps.store.db.selectFrom('messages').select('message').execute();
				expect(JSON.stringify(stored).includes('£239.05'), show).toBe(show === 'words');
				await close(hold.id);
				box.letters.length = 0;
				hub.clock.now += 2 * day;
				await hub.deps.store.write(trx => trx.deleteFrom('messages').execute());
			}
			await set({show: 'about'});
			expect(text).toContain('monthly finance');
		});

		test('the link of a message asks who one is: by itself it shows and decides nothing', async () => {
			const hold = await held();
			await pass(0);
			const [, link = ''] = /Open in Countersign: (\S+)/.exec(box.letters[0]!.text) ?? [];
			expect(link).toBe(`http://hub.example/console/review?item=${hold.id}`);
			expect(box.letters[0]!.html).toContain(`href="${link}"`);
			const page = await hub.app.inject({url: link.replace('http://hub.example', '')});
			expect(page.body).not.toContain('Dev Shah');
			const asked = await hub.app.inject({url: '/console/api/session'});
			expect(asked.statusCode).toBe(401);
			const after = await dev.client.call('hold', undefined, {id: hold.id});
			expect(after).toMatchObject({state: 'held', approvals: []});
			await close(hold.id);
		});

		test('the author is told when it is approved, and when nobody decided', async () => {
			const hold = await held();
			await approve(hub, tom, hold);
			await pass(0);
			const own = () => told().filter(line => line.startsWith('dev:'));
			expect(own()[0]).toMatch(/^dev: Approved: it can be posted until \d\d:\d\d on 20/);
			await pass(12 * 60);
			expect(own().at(-1)).toMatch(/^dev: (The approval has ended|Its time)/);
		});

		test('a clock that is over reminds whoever knows, once; a server that refuses gets it later, once', async () => {
			await set({clocks: {answers: 30, posts: null}});
			box.refuse(451);
			const hold = await held();
			await pass(0);
			expect(told()).toEqual([]);
			await hub.restart();
			box.refuse(null);
			await pass(1);
			expect(told()).toEqual(['amira: 1 customer waits for an answer']);
			await pass(30);
			await pass(30);
			expect(told().slice(1)).toEqual(['amira: 1 item is overdue']);
			expect(new Set(box.letters.map(({messageId}) => messageId)).size).toBe(2);
			await close(hold.id);
			await set({clocks: {answers: null, posts: null}});
		});

		test('an address that does not exist is put aside at once, where the admin sees why', async () => {
			box.refuse(550);
			const hold = await held();
			await pass(0);
			const {deliveries} = await helenAsks('beingTold');
			expect(deliveries[0]).toMatchObject({to: 'Amira Said', how: 'mail', state: 'dead', attempts: 1});
			expect(deliveries[0]!.result).toContain('not today');
			box.refuse(null);
			await (await helen()).ask('sendAgain', undefined, {id: deliveries[0]!.id});
			expect(told()).toEqual(['amira: 1 customer waits for an answer']);
			await close(hold.id);
		});

		test('several that come together are one message', async () => {
			await wish(tom, {quiet: null});
			const holds = [await held(), await held(), await held()];
			await pass(0);
			expect(told().filter(line => line.startsWith('tom'))).toEqual(['tom: 3 customers wait for an answer']);
			expect(
				box.letters.find(({to}) => to[0]!.startsWith('tom'))!.text.match(/^- Reply on X/gm),
			).toHaveLength(3);
			for (const {id} of holds) await close(id);
		});
	});
}
