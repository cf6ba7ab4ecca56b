import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {verifyReadyList} from '#lib/api/ready.ts';
import {filled} from '#lib/core/ready/match.ts';
import type {ReadyReply} from '#lib/core/ready/reply.ts';
import {type Connected, enrol} from '../client.ts';
import {atConsole} from '../console/console.fixture.ts';
import {bundle, minute, refusal, start, strictRule, type TestHub} from '../hub.fixture.ts';
import {deliveryOf} from '../outbox.fixture.ts';
import {approveReply, personOf, sendReady, sign, writeReply} from './ready.fixture.ts';

const leeds = 'group/north/leeds';
const day = 24 * 60 * minute;
let replies = 0;

const replyNow = (change: Partial<ReadyReply> = {}): ReadyReply => ({
	v: 1,
	id: `R-CMP-${String(++replies).padStart(3, '0')}`,
	version: 1,
	title: 'First public reply',
	text: 'Hi {first name}, our team looks at your monthly finance and answers by {promise date}. {own name}',
	slots: [
		{name: 'first name', kind: 'name'},
		{name: 'promise date', kind: 'date'},
		{name: 'own name', kind: 'own-name'},
	],
	location: 'group',
	accounts: null,
	operations: ['reply'],
	answers: '',
	settles: [],
	promise: 'promise date',
	authors: [],
	from: start - minute,
	until: start + 30 * day,
	...change,
});

/** Words that two people sign once, and every way round the second one. */
export function readyBehaviours(open: () => Promise<TestHub>): void {
	describe('ready replies', () => {
		let hub: TestHub;
		let tom: Connected;
		let amira: Connected;
		let dev: Connected;
		let deliver: ReturnType<typeof deliveryOf>;
		beforeAll(async () => {
			hub = await open();
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: 'group'});
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group'});
			dev = await hub.hire('Dev Patel', {role: 'author', location: leeds});
			deliver = deliveryOf(dev, () => hub.clock.now);
		});
		afterAll(() => hub.close());

		const now = () => hub.clock.now;
		const write = (by: Connected, change: Partial<ReadyReply> = {}) =>
			writeReply(by, replyNow(change), now());
		const use = async () => {
			const reply = await write(hub.helen);
			await approveReply(tom, reply, now());
			return reply;
		};
		const listed = async (at = now()) => {
			const {list} = await dev.client.call('ready');
			const {keys, organisation} = dev.enrolment;
			const believed = await verifyReadyList(list, keys, {organisation: organisation.id, now: at}, () => {});
			return believed.replies;
		};
		const types = async (like: string) => {
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.where('type', 'like', like)
				.orderBy('seq')
				.execute();
			return rows.map(({type}) => type);
		};

		test('one writes, another approves; every browser can verify both, and the archive has it', async () => {
			const reply = await use();
			expect(reply.settles).toEqual(['HSE-01']);
			const [proven] = (await listed()).filter(one => one.reply.id === reply.id);
			expect(proven).toMatchObject({writer: {name: 'Helen Marsh'}, approver: {name: 'Tom Okafor'}, reply});
			expect((await types('ready.%')).slice(-2)).toEqual(['ready.written', 'ready.approved']);
		});

		test('what is taken back, is over, or has lost its approver is in no list', async () => {
			const [retired, short] = [await use(), await write(hub.helen, {until: now() + minute})];
			await approveReply(amira, short, now());
			const ids = async () => (await listed()).map(({reply}) => reply.id);
			expect(await ids()).toEqual(expect.arrayContaining([retired.id, short.id]));
			const ended = {how: 'retire', note: ' The team has moved. '} as const;
			expect(await hub.helen.client.call('endReady', ended, {id: retired.id, version: 1})).toMatchObject({
				...{state: 'retired', inUse: false},
				ended: {by: {name: 'Helen Marsh'}, note: 'The team has moved.'},
			});
			hub.clock.now += minute;
			expect(await ids()).not.toContain(retired.id);
			expect(await ids()).not.toContain(short.id);
			const gone = await hub.hire('Gone Tomorrow', {role: 'reviewer', location: 'group'});
			const reply = await write(hub.helen);
			await approveReply(gone, reply, now());
			const shown = async () => {
				const views = await tom.client.call('readyVersions');
				return views.find(view => view.reply.id === reply.id)?.inUse;
			};
			expect(await ids()).toContain(reply.id);
			expect(await shown()).toBe(true);
			await hub.helen.client.call('setRoles', {roles: []}, {person: personOf(gone)});
			expect(await ids()).not.toContain(reply.id);
			expect(await shown()).toBe(false);
		});

		test('a later version takes the place of the one before, and only once it is approved', async () => {
			const first = await use();
			const second = await writeReply(tom, {...first, title: 'Second'}, now());
			expect(second.version).toBe(2);
			const versions = async () =>
				(await listed()).filter(({reply}) => reply.id === first.id).map(({reply}) => reply.version);
			expect(await versions()).toEqual([1]);
			await approveReply(amira, second, now());
			expect(await versions()).toEqual([2]);
		});

		test('words that must change are signed by nobody; new rules are asked again', async () => {
			expect(
				await refusal(
					write(tom, {
						text: 'Hi, guaranteed finance by {promise date}.',
						slots: [{name: 'promise date', kind: 'date'}],
					}),
				),
			).toBe('needs-change');
			const reply = await write(tom, {
				text: 'See our weekend offer and monthly finance, {own name}',
				slots: [{name: 'own name', kind: 'own-name'}],
				promise: null,
			});
			await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule())});
			expect(await refusal(approveReply(amira, reply, now()))).toBe('rules-changed');
			await hub.helen.client.call('publishPolicy', {bundle: bundle()});
		});

		describe('nobody approves own words', () => {
			test('by the same login, or as the writer of a version that nobody approved', async () => {
				const reply = await write(tom);
				expect(await refusal(approveReply(tom, reply, now()))).toBe('four-eyes');
				const again = await writeReply(amira, {...reply, title: 'Again'}, now());
				expect(again.authors).toEqual([personOf(amira), personOf(tom)].sort());
				expect(await refusal(approveReply(tom, again, now()))).toBe('four-eyes');
				expect(await refusal(approveReply(amira, again, now()))).toBe('four-eyes');
			});

			test('by leaving oneself out of the authors', async () => {
				const reply = replyNow({authors: [personOf(amira)], settles: ['HSE-01']});
				const statement = await sign(tom, reply, 'writer', {now: now()});
				const answer = tom.client.call('writeReady', {reply: reply as never, statement});
				expect(await refusal(answer)).toBe('wrong-authors');
			});

			test('by another device, another person’s statement, or another statement of one’s own', async () => {
				const reply = await write(tom);
				const send = (by: Connected, statement: string) =>
					refusal(by.client.call('approveReady', {statement}, {id: reply.id, version: 1}));
				const invite = await hub.helen.client.call('invite', {
					person: {id: personOf(tom)},
					roles: tom.enrolment.person.roles,
				});
				const second = await enrol({url: 'http://hub.example', fetch: hub.fetch, now}, invite.url);
				expect(await refusal(approveReply(second, reply, now()))).toBe('four-eyes');
				const at = {now: now()};
				const asAmira = await sign(tom, reply, 'approver', {...at, person: personOf(amira)});
				expect(await send(tom, asAmira)).toBe('four-eyes');
				expect(await send(amira, asAmira)).toBe('wrong-statement');
				expect(await send(amira, await sign(amira, reply, 'writer', at))).toBe('wrong-statement');
				const other = {...reply, text: reply.text.replace('looks at', 'agrees to')};
				expect(await send(amira, await sign(amira, other, 'approver', at))).toBe('wrong-statement');
				const old = await sign(amira, reply, 'approver', {now: now() - 60 * minute});
				expect(await send(amira, old)).toBe('statement-over');
			});

			test('by being no reviewer of the place', async () => {
				const reply = await write(tom);
				expect(await refusal(approveReply(dev, reply, now()))).toBe('unknown-reply');
				expect(await refusal(approveReply(hub.helen, reply, now()))).toBe('not-a-reviewer');
				expect(await refusal(write(dev))).toBe('not-your-place');
				const south = await hub.hire('Sam South', {role: 'reviewer', location: 'group/south'});
				expect(await refusal(approveReply(south, reply, now()))).toBe('unknown-reply');
			});

			test('by the database itself', async () => {
				const {id} = await write(tom);
				const update = hub.deps.store.db
					.updateTable('ready_replies')
					.set({state: 'approved', approver: personOf(tom), approver_statement: 'a.b.c'})
					.where('id', '=', id);
				await expect(update.execute()).rejects.toThrow();
			});
		});

		async function goesOut(reply: ReadyReply, text: string, release: string) {
			const [proven] = (await listed()).filter(one => one.reply.id === reply.id);
			await sendReady(hub, dev, deliver, {proven: proven!, text, release});
		}

		const typed = () => ({'first name': 'Karen', 'promise date': 'Monday 23 November', 'own name': 'Dev'});
		const facts = () => ({now: now(), offset: 0, person: 'Dev Patel', phones: []});

		test('one that went out is on record with both persons, and its promise waits until it is kept', async () => {
			const reply = await use();
			await goesOut(reply, filled(reply, typed(), facts())!, 'use-1');
			expect((await types('%ready%')).at(-1)).toBe('ready.used');
			const [promise] = await tom.client.call('reminders');
			expect(promise).toMatchObject({
				person: {name: 'Dev Patel'},
				words: 'Monday 23 November',
				url: 'https://x.com/i/19',
			});
			expect(await dev.client.call('reminders')).toHaveLength(1);
			const stranger = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			expect(await stranger.client.call('reminders')).toEqual([]);
			expect(await refusal(stranger.client.call('keepPromise', undefined, {id: 'use-1'}))).toBe(
				'unknown-promise',
			);
			await tom.client.call('keepPromise', undefined, {id: 'use-1'});
			expect(await dev.client.call('reminders')).toEqual([]);
		});

		test('a browser that says so of other words makes an incident, and no promise', async () => {
			const reply = await use();
			const text = filled(reply, typed(), facts())!;
			await goesOut(reply, text.replace('looks at', 'pays back'), 'use-2');
			await goesOut(reply, `${text} https://evil.example`, 'use-3');
			expect((await types('%ready%')).slice(-2)).toEqual(['incident.ready', 'incident.ready']);
			expect(await dev.client.call('reminders')).toEqual([]);
		});

		test('a stop order may leave one of them alone, by its number; a number that is none is refused', async () => {
			const {id} = await use();
			const console = await atConsole(hub, hub.helen.enrolment.person.id);
			const order = (templates: string[]) =>
				console.ask('orderStop', {
					...{location: 'group/north', account: null, reason: 'Wrong price', until: now() + minute},
					...{speakers: [personOf(tom)], templates, drill: false},
				});
			expect(await refusal(order([id, 'R-NO-99']))).toBe('unknown-reply');
			const stop = await order([id]);
			expect((await dev.client.call('me')).stops).toMatchObject([{id: stop.id, templates: [id]}]);
			const {stops, replies} = await console.ask('stops');
			expect(stops).toMatchObject([
				{templates: [{id, name: 'First public reply'}], speakers: [{name: 'Tom Okafor'}], mayEnd: true},
			]);
			expect(replies.map(reply => reply.id)).toContain(id);
			await console.ask('endStopOrder', undefined, {id: stop.id});
			expect((await console.ask('stops')).stops).toEqual([]);
		});

		test('an order shows how many browsers of its place have asked since', async () => {
			const console = await atConsole(hub, hub.helen.enrolment.person.id);
			hub.clock.now += minute;
			const {id} = await console.ask('orderStop', {
				...{location: leeds, account: null, reason: 'A drill', until: now() + minute, speakers: []},
				...{templates: [], drill: true},
			});
			const heard = async () => (await console.ask('stops')).stops[0]!.browsers;
			const before = await heard();
			expect(before.heard).toBe(0);
			await dev.client.call('me');
			expect(await heard()).toEqual({...before, heard: 1});
			await console.ask('endStopOrder', undefined, {id});
		});
	});
}
