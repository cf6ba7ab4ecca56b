import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {HoldView} from '#lib/api/contract.ts';
import {practiceItems} from '#lib/core/review/practice.ts';
import type {Connected} from '../client.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {approve, minute, refusal, type TestHub, writing} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';
const day = 24 * 60 * minute;

export function looksBehaviours(open: () => Promise<TestHub>): void {
	let hub: TestHub;
	let priya: Connected;
	let tom: Connected;
	let amira: Connected;
	let helen: AtConsole;
	const queue = ({client}: Connected) => client.call('holds', undefined, {view: 'queue'});
	const giveBack = ({client}: Connected, {id}: HoldView) =>
		client.call('command', {type: 'return', version: 1, reason: 'check-the-facts', note: 'Not so.'}, {id});
	const types = async () =>
		(await hub.deps.store.db.selectFrom('archive_entries').select('leaf').orderBy('seq').execute()).map(
			({leaf}) => JSON.parse(leaf) as {type: string; by: string | null},
		);
	const evaluated = () => helen.ask('looks');
	const habits = (secondLook: number, practice: number) => helen.ask('setHabits', {secondLook, practice});
	beforeAll(async () => {
		hub = await open();
		helen = await atConsole(hub, hub.helen.enrolment.person.id);
		priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
		tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
		amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group'});
	});
	afterAll(() => hub.close());

	describe('a second look', () => {
		test('goes to another reviewer, without a word about the first', async () => {
			await habits(100, 0);
			const {hold} = await writing(hub, priya, tom).approved('Monthly finance at Leeds, come in.');
			expect(hold.state).toBe('approved');
			expect(await queue(tom)).toEqual([]);
			const [look] = await queue(amira);
			expect(look).toMatchObject({look: 'second', state: 'held', mayDecide: true, draft: hold.draft});
			expect(look!.id).not.toBe(hold.id);
			expect(JSON.stringify(look)).not.toContain('Tom Okafor');
			expect(await priya.client.call('hold', undefined, {id: look!.id}).catch(error => error.code)).toBe(
				'unknown-hold',
			);
		});

		test('that differs is shown to those who evaluate, is in the archive, and moves nothing', async () => {
			const [look] = await queue(amira);
			const after = await giveBack(amira, look!);
			expect(after.hold.looked).toEqual({kind: 'second'});
			expect(await queue(amira)).toEqual([]);
			const [own] = await priya.client.call('holds', undefined, {view: 'mine'});
			expect(own!.state).toBe('approved');
			expect((await evaluated()).second).toMatchObject({
				...{drawn: 1, answered: 1, agreed: 0},
				differs: [
					{
						...{item: own!.id, reason: 'check-the-facts', state: 'approved', text: own!.draft.text},
						...{approvedBy: ['Tom Okafor'], by: 'Amira Said'},
					},
				],
			});
			const answered = (await types()).find(({type}) => type === 'look.answered');
			expect(answered?.by).toBe(amira.enrolment.person.id);
			const ruth = await hub.hire('Ruth Lindqvist', {role: 'auditor', location: 'group'});
			const {entries} = await ruth.client.call('story', undefined, {item: own!.id});
			expect(entries.at(-1)).toMatchObject({
				...{said: 'Second look: would not have approved it', person: 'Amira Said'},
				details: [
					{label: 'Note', text: 'Not so.'},
					{label: 'Reason', text: 'check-the-facts'},
				],
			});
			// Said once: a second answer changes nothing
			await approve(hub, amira, look!);
			expect((await evaluated()).second.agreed).toBe(0);
		});

		test('approving it approves nothing: no approval is written, nothing can be released by it', async () => {
			await writing(hub, priya, tom).approved('Monthly finance at Leeds, and a coffee.');
			const before = await hub.deps.store.db.selectFrom('approvals').selectAll().execute();
			const [look] = await queue(amira);
			await approve(hub, amira, look!);
			expect(await hub.deps.store.db.selectFrom('approvals').selectAll().execute()).toEqual(before);
			const release = {type: 'release', digest: look!.digest, gate: 'unmanaged'} as const;
			expect(await refusal(priya.client.call('command', release, {id: look!.id}))).toBe('unknown-hold');
			expect(await refusal(amira.client.call('command', release, {id: look!.id}))).toBe('closed');
			expect((await evaluated()).second).toMatchObject({drawn: 2, agreed: 1});
		});

		test('goes to nobody where everybody has had a part in it', async () => {
			const hold = await writing(hub, priya, tom).write('Monthly finance at Leeds, and a tea.');
			await approve(hub, amira, hold);
			expect(await queue(amira)).toEqual([]);
			expect(await queue(tom)).toHaveLength(1);
			await approve(hub, tom, (await queue(tom))[0]!);
		});

		test('that nobody takes goes away after a week', async () => {
			await writing(hub, priya, tom).approved('Monthly finance at Leeds, and a cake.');
			expect(await queue(amira)).toHaveLength(1);
			hub.clock.now += 8 * day;
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			expect(await queue(amira)).toEqual([]);
			await habits(0, 0);
		});
	});

	describe('practice', () => {
		const fill = (count: number) =>
			Promise.all(
				Array.from({length: count}, (_, n) =>
					writing(hub, priya, tom).write(`Monthly finance at Leeds, car ${hub.clock.now} ${n}.`),
				),
			);

		test('comes after some decisions, looks like any other item, and only its reviewer has it', async () => {
			await habits(0, 1);
			const [hold] = await fill(1);
			await approve(hub, tom, hold!);
			const [item] = await queue(tom);
			expect(practiceItems.map(({text}) => text)).toContain(item!.draft.text);
			expect(item).toMatchObject({state: 'held', mayDecide: true, account: {handle: 'HarwellStoneLeeds'}});
			expect(item).not.toHaveProperty('look');
			expect(await queue(amira)).toEqual([]);
			expect(await refusal(amira.client.call('command', {type: 'claim'}, {id: item!.id}))).toBe(
				'unknown-hold',
			);
		});

		test('approved: told at once, and counted nowhere as an approval', async () => {
			const {db} = hub.deps.store;
			const [item] = await queue(tom);
			// Of this item only: the hub's clockwork ends others when it likes
			const count = async () => [
				(await db.selectFrom('approvals').selectAll().execute()).length,
				(await db.selectFrom('hold_events').selectAll().where('hold', '=', item!.id).execute()).length,
				(await db.selectFrom('holds').selectAll().where('id', '=', item!.id).execute()).length,
			];
			const [approvals] = await count();
			await tom.client.call('command', {type: 'claim'}, {id: item!.id});
			const {hold} = await approve(hub, tom, item!);
			expect(hold.looked).toMatchObject({kind: 'practice', caught: false, found: 0, of: 1});
			expect(hold.approval).toBeNull();
			expect(await count()).toEqual([approvals, 0, 0]);
			expect(await queue(tom)).toEqual([]);
		});

		test('noticed: told at once too; who it was is in no entry of the archive', async () => {
			const [hold] = await fill(1);
			await giveBack(tom, hold!);
			const [item] = await queue(tom);
			const {hold: after} = await giveBack(tom, item!);
			expect(after.looked).toMatchObject({kind: 'practice', caught: true, found: 1, of: 2});
			const told = (await types()).filter(({type}) => type.startsWith('practice.'));
			expect(told).toHaveLength(4);
			expect(told.map(({by}) => by)).toEqual([null, null, null, null]);
		});

		test('how many were noticed is told only of so many people that none can be guessed at', async () => {
			const practise = async (reviewer: Connected) => {
				const [hold] = await fill(1);
				await approve(hub, reviewer, hold!);
				await giveBack(reviewer, (await queue(reviewer)).find(({author}) => author.id === 'practice')!);
			};
			for (let n = 0; n < 3; n++) await practise(tom);
			expect((await evaluated()).practice).toEqual({given: 5, answered: 5, found: null});
			for (const name of ['Ada', 'Ben', 'Cleo', 'Dan'])
				await practise(await hub.hire(name, {role: 'reviewer', location: leeds}));
			expect((await evaluated()).practice).toEqual({given: 9, answered: 9, found: 8});
		});

		test('an admin chooses what is practised on, and writes items of the firm’s own', async () => {
			const own = {
				...{site: 'x' as const, inReplyTo: null, text: 'Our Finch won every test there is, ask anybody.'},
				problem: 'Nobody can show that it won every test.',
			};
			const {key} = await helen.ask('writePracticeItem', own);
			for (const item of await helen.ask('practiceItems'))
				await helen.ask('choosePracticeItem', {isUsed: item.key === key}, {key: item.key});
			expect((await helen.ask('practiceItems')).filter(({isUsed}) => isUsed)).toEqual([
				{...own, key, by: 'Helen Marsh', isUsed: true},
			]);
			await habits(0, 1);
			const [hold] = await fill(1);
			await approve(hub, tom, hold!);
			const [item] = await queue(tom);
			expect(item!.draft.text).toBe(own.text);
			// Who has it in front of him keeps it
			await helen.ask('choosePracticeItem', {isUsed: false}, {key});
			const {hold: after} = await approve(hub, tom, item!);
			expect(after.looked).toMatchObject({kind: 'practice', caught: false, problem: own.problem});
			for (const one of await helen.ask('practiceItems'))
				await helen.ask('choosePracticeItem', {isUsed: true}, {key: one.key});
		});

		test('an own item is refused where a rule stops it by itself, and to whoever is no admin of the firm', async () => {
			const item = {site: 'x' as const, inReplyTo: null, problem: 'It promises too much.'};
			const lena = await hub.hire('Lena', {role: 'admin', location: 'group/south'});
			const local = await atConsole(hub, lena.enrolment.person.id);
			const text = 'Come in on Saturday and see our cars.';
			const stopped = {...item, text: 'We have guaranteed finance today.'};
			expect(await refusal(helen.ask('writePracticeItem', stopped))).toBe('stopped-by-rule');
			expect(await refusal(local.ask('writePracticeItem', {...item, text}))).toBe('not-an-admin');
			expect(await refusal(helen.ask('choosePracticeItem', {isUsed: true}, {key: 'p99'}))).toBe(
				'unknown-item',
			);
		});

		test('without an admin’s wish nothing comes', async () => {
			await habits(0, 0);
			const [hold] = await fill(1);
			await approve(hub, tom, hold!);
			expect(await queue(tom)).toEqual([]);
		});
	});
}
