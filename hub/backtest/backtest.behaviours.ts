import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {good} from '../authoring/authoring.behaviours.ts';
import type {Connected} from '../client.ts';
import {type AtConsole, atConsole} from '../console/console.fixture.ts';
import {refusal, type TestHub, writing} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';

/** A changed rule is tried on what was really written, before anybody meets it. */
export function backtestBehaviours(open: () => Promise<TestHub>): void {
	describe('backtest', () => {
		let hub: TestHub;
		let helen: AtConsole;
		let priya: Connected;
		let tom: Connected;
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: leeds});
			const {write, approved, sent} = writing(hub, priya, tom);
			await write('Finance with no commission at Leeds.');
			await approved('Commission free, and monthly finance too.');
			await sent('We take no commission. Ask for monthly finance.', '1900000000000000001');
			await sent('Commission free this week, monthly finance.', '1900000000000000002');
			await write('Good morning, Leeds.');
			await helen.ask('saveRule', {rule: null, yaml: good, was: null}, {pack: 'house'});
		});
		afterAll(() => hub.close());

		type Tried =
			| {kind: 'changes'}
			| {kind: 'pack'; pack: string}
			| {kind: 'rule'; pack: string; rule: string};
		async function tried(subject: Tried) {
			const {id} = await helen.ask('startBacktest', {subject, days: 90});
			return {found: () => helen.ask('backtest', undefined, {id})};
		}

		test('what would be caught, and where it stands now', async () => {
			const {found} = await tried({kind: 'changes'});
			await expect.poll(found, {timeout: 60_000}).toMatchObject({
				...{state: 'done', total: 5, done: 5, problem: null},
				...{caught: 4, fresh: 4, gone: 0, live: 2, waiting: 1, approved: 1},
				places: [{location: leeds, items: 4}],
				rules: [{rule: 'HSE-10', hits: 4, precision: null}],
			});
		});

		test('examples are read by lot and marked; precision follows with its interval', async () => {
			const id = (await helen.ask('backtests')).backtests[0]!.id;
			const {examples} = await helen.ask('backtestExamples', undefined, {id});
			expect(examples).toHaveLength(4);
			const [first] = examples;
			expect(first!.text!.slice(first!.start, first!.end).toLowerCase()).toMatch(/commission/);
			for (const [i, {item, rule}] of examples.entries())
				await helen.ask('markExample', {item, rule, mark: i === 0 ? 'wrong' : 'right'}, {id});
			const {rules} = await helen.ask('backtest', undefined, {id});
			expect(rules[0]!.precision).toMatchObject({estimate: 0.75, read: 4});
			expect(rules[0]!.precision!.low).toBeCloseTo(0.3006, 3);
			expect((await helen.ask('backtestExamples', undefined, {id})).examples).toEqual([]);
			const live = await helen.ask('backtestExamples', undefined, {id, standing: 'live'});
			expect(live.examples.map(({url}) => url.slice(-1)).sort()).toEqual(['1', '2']);
		});

		test('one rule in force, tried again, finds nothing new', async () => {
			const {found} = await tried({kind: 'rule', pack: 'house', rule: 'HSE-01'});
			await expect.poll(found, {timeout: 60_000}).toMatchObject({
				...{state: 'done', total: 5, caught: 3, loadPerDay: 0},
			});
		});

		test('a whole pack, and two at once are refused', async () => {
			const {found} = await tried({kind: 'pack', pack: 'house'});
			await expect.poll(found, {timeout: 60_000}).toMatchObject({
				...{state: 'done', total: 5, caught: 4},
			});
			const none = helen.ask('startBacktest', {subject: {kind: 'pack', pack: 'none'}, days: 90});
			expect(await refusal(none)).toBe('nothing-to-try');
		});

		test('an author tries nothing, and what was done stands in the archive', async () => {
			const author = await atConsole(hub, priya.enrolment.person.id);
			expect(await refusal(author.ask('backtests'))).toBe('not-your-role');
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select('type')
				.where('type', 'like', 'backtest.%')
				.execute();
			expect(new Set(rows.map(({type}) => type))).toEqual(
				new Set(['backtest.started', 'backtest.read', 'backtest.marked']),
			);
		});
	});
}
