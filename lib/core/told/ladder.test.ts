import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {kinds} from './kind.ts';
import {type Item, type Reachable, type Rung, stepTime, type Telling, tellingsNow} from './ladder.ts';
import {isQuiet, lastNight, night, quietUntil} from './quiet.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** A Saturday, 22:40 in London. */
const late = Date.UTC(2026, 10, 21, 22, 40);
const noon = Date.UTC(2026, 10, 23, 12);

const item: Item = {
	...{id: 'hold-1', authors: ['dev'], heldAt: late, since: late, dueAt: null},
	...{isAnswer: true, isClaimed: false, isLeft: false},
};
const awake: Reachable = {
	...{id: 'tom', mayDecide: true, isAway: false, atOnce: kinds, wokenAt: []},
	...{zone: 'Europe/London', quiet: null, wakeFor: [], wakesAtMost: 0},
};
const quiet = {from: '22:00', to: '08:00', freeDays: []};
const asleep: Reachable = {...awake, quiet};
const onCall: Reachable = {...awake, id: 'amira', quiet, wakeFor: ['customer-waiting'], wakesAtMost: 2};
const ladder: Rung[] = [
	{after: 0, persons: null},
	{after: 15, persons: ['amira']},
];

/** What people hear while time goes on in these steps; what was told is remembered, as the hub does it. */
function live(given: Item, rungs: readonly Rung[], people: readonly Reachable[], times: readonly number[]) {
	const told = new Map<string, number>();
	const woken = new Map<string, number[]>();
	const heard: (Telling & {at: number})[] = [];
	for (const now of times) {
		const ready = people.map(person => ({...person, wokenAt: woken.get(person.id) ?? []}));
		for (const one of tellingsNow(given, rungs, ready, (step, id) => told.get(`${step} ${id}`), now)) {
			for (const step of one.steps) told.set(`${step} ${one.person}`, now);
			if (one.wakes) woken.set(one.person, [...(woken.get(one.person) ?? []), now]);
			heard.push({...one, at: now});
		}
	}
	return heard;
}
const minutes = (from: number, n: number) => Array.from({length: n}, (_, i) => from + i * minute);
const short = (heard: ReturnType<typeof live>) =>
	heard.map(({person, kind, at}) => [person, kind, (at - item.heldAt) / minute]);

describe('the ladder', () => {
	test.each<{name: string; given?: Partial<Item>; people: Reachable[]; heard: unknown[]}>([
		{
			name: 'tells reviewers first, and after fifteen minutes who is next',
			people: [awake, {...awake, id: 'amira', mayDecide: false}],
			heard: [
				['tom', 'customer-waiting', 0],
				['amira', 'customer-waiting', 15],
			],
		},
		{
			name: 'wakes who is on call at once when all reviewers sleep, and nobody else',
			people: [asleep, onCall],
			heard: [['amira', 'customer-waiting', 0]],
		},
		{
			name: 'wakes nobody for what its author leaves for the morning',
			given: {isLeft: true},
			people: [asleep, onCall],
			heard: [],
		},
		{
			name: 'wakes nobody for what is not worth it',
			given: {isAnswer: false},
			people: [asleep, onCall],
			heard: [],
		},
		{
			name: 'counts the wait of a customer, and still gives the first ones five minutes',
			given: {since: late - 38 * minute},
			people: [awake, {...awake, id: 'amira', mayDecide: false}],
			heard: [
				['tom', 'customer-waiting', 0],
				['amira', 'customer-waiting', 5],
			],
		},
		{
			name: 'reminds when the clock is over, once',
			given: {dueAt: late + 30 * minute},
			people: [awake],
			heard: [
				['tom', 'customer-waiting', 0],
				['tom', 'overdue', 30],
			],
		},
		{
			name: 'calls nobody while somebody looks at it',
			given: {isClaimed: true},
			people: [awake, onCall],
			heard: [],
		},
		{
			name: 'never calls an author, though he is named on it',
			given: {authors: ['dev', 'amira']},
			people: [{...awake, mayDecide: false}, onCall],
			heard: [],
		},
		{
			name: 'leaves out who is away',
			people: [{...awake, isAway: true}, onCall],
			heard: [['amira', 'customer-waiting', 0]],
		},
	])('$name', ({given, people, heard}) => {
		expect(short(live({...item, ...given}, ladder, people, minutes(late, 60)))).toEqual(heard);
	});

	test('says in the morning nothing of what came at night: that is in the summary', () => {
		const heard = live(item, ladder, [asleep, {...onCall, wakesAtMost: 0}], minutes(late, 12 * 60));
		expect(heard).toEqual([]);
	});

	test('wakes no more often in a night than was said', () => {
		const several = Array.from({length: 5}, (_, i) => ({...item, id: `hold-${i}`}));
		const woken: number[] = [];
		for (const each of several)
			for (const {wakes} of tellingsNow(each, ladder, [{...onCall, wokenAt: woken}], () => undefined, late))
				if (wakes) woken.push(late);
		expect(woken).toHaveLength(2);
	});
});

const names = ['ann', 'ben', 'cy', 'dee', 'eve'];
const clock = fc
	.integer({min: 0, max: 24 * 60 - 1})
	.map(m => new Date(m * minute).toISOString().slice(11, 16));
const someKinds = fc.subarray([...kinds]);
const person = (id: string): fc.Arbitrary<Reachable> =>
	fc.record({
		id: fc.constant(id),
		mayDecide: fc.boolean(),
		isAway: fc.boolean(),
		atOnce: someKinds,
		wokenAt: fc.constant([]),
		zone: fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kolkata'),
		quiet: fc.option(fc.record({from: clock, to: clock, freeDays: fc.subarray([1, 6, 7])})),
		wakeFor: someKinds,
		wakesAtMost: fc.integer({min: 0, max: 3}),
	});
const rung: fc.Arbitrary<Rung> = fc.record({
	after: fc.integer({min: 0, max: 240}),
	persons: fc.option(fc.subarray(names)),
});
const someItem: fc.Arbitrary<Item> = fc.record({
	id: fc.constant('hold-1'),
	authors: fc.subarray(names, {minLength: 1}),
	heldAt: fc.constant(noon),
	since: fc.integer({min: 0, max: 600}).map(m => noon - m * minute),
	dueAt: fc.option(fc.integer({min: -600, max: 600}).map(m => noon + m * minute)),
	isAnswer: fc.boolean(),
	isClaimed: fc.boolean(),
	isLeft: fc.boolean(),
});
const life = fc.record({
	item: someItem,
	ladder: fc.array(rung, {maxLength: 4}),
	people: fc.tuple(...names.map(person)),
	/** Minutes between two looks of the hub: it may sleep for hours. */
	steps: fc.array(fc.integer({min: 0, max: 300}), {minLength: 1, maxLength: 25}),
});

test('whatever the firm, the ladder and the hour: the promises of being told hold', () => {
	fc.assert(
		fc.property(life, ({item: given, ladder: rungs, people, steps}) => {
			let now = given.heldAt;
			const times = steps.map(step => (now += step * minute));
			const heard = live(given, rungs, people, times);
			const said = heard.flatMap(({steps, person}) => steps.map(step => `${step} ${person}`));
			expect(new Set(said).size, 'nobody is told twice of one step').toBe(said.length);
			for (const {person: id, at, kind, wakes} of heard) {
				const who = people.find(one => one.id === id)!;
				expect(given.authors, 'an author is never on the ladder of his own item').not.toContain(id);
				expect(who.isAway).toBe(false);
				expect(who.atOnce).toContain(kind);
				expect(wakes).toBe(isQuiet(who, at));
				if (wakes) expect(given.isLeft, 'left for the morning: nobody is woken').toBe(false);
				if (wakes) expect(who.wakeFor, 'quiet but for what wakes').toContain(kind);
				const nightly = heard.filter(
					one => one.person === id && one.wakes && one.at <= at && one.at > at - night,
				);
				expect(nightly.length).toBeLessThanOrEqual(wakes ? who.wakesAtMost : nightly.length);
				const isAsked = who.mayDecide || rungs.some(({persons}) => persons?.includes(id));
				expect(isAsked, 'nobody is told who is not on the ladder').toBe(true);
			}
		}),
		{numRuns: 3000},
	);
});

test('a wider circle never hears of it before the narrower one had its time', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 600}), fc.integer({min: 0, max: 60}), (waited, after) => {
			const given = {...item, heldAt: noon, since: noon - waited * minute};
			const two = [
				{after: 0, persons: ['tom']},
				{after, persons: ['amira']},
			];
			const heard = live(given, two, [awake, {...awake, id: 'amira'}], minutes(noon, 120));
			const [first, second] = heard;
			expect([first?.person, second?.person]).toEqual(['tom', 'amira']);
			expect(second!.at - first!.at).toBeGreaterThanOrEqual(stepTime);
			expect(second!.at).toBeGreaterThanOrEqual(given.since + after * minute);
		}),
	);
});

test('quiet hours follow the clock on the wall when summer time ends', () => {
	const {zone} = awake;
	/** 25 October 2026, 02:00 BST becomes 01:00 GMT. */
	const change = Date.UTC(2026, 9, 25, 1);
	const sleeper = {zone, quiet: {from: '22:00', to: '07:00', freeDays: []}};
	const hours = Array.from({length: 24}, (_, h) => isQuiet(sleeper, change - day / 2 + h * 60 * minute));
	expect(hours.filter(Boolean)).toHaveLength(10);
});

test.each<{name: string; from: number; freeDays?: number[]; until: number | undefined}>([
	{name: 'in the night: until eight', from: late, until: Date.UTC(2026, 10, 22, 8)},
	{name: 'by day: now', from: noon, until: noon},
	{name: 'over a free Sunday', from: late, freeDays: [7], until: Date.UTC(2026, 10, 23, 8)},
	{name: 'free every day: never', from: late, freeDays: [1, 2, 3, 4, 5, 6, 7], until: undefined},
])('may be told again $name', ({from, freeDays = [], until}) => {
	expect(quietUntil({zone: 'Europe/London', quiet: {...quiet, freeDays}}, from)).toBe(until);
});

const eight = Date.UTC(2026, 10, 22, 8);
test.each([
	['at eight', eight, {from: late - 40 * minute, to: eight}],
	['at ten past eight', eight + 10 * minute, {from: late - 40 * minute, to: eight}],
	['while it lasts', eight - minute, undefined],
	['in the afternoon', eight + 6 * 60 * minute, undefined],
])('the last night, %s', (_, at, expected) => {
	expect(lastNight({zone: 'Europe/London', quiet}, at)).toEqual(expected);
	expect(lastNight({zone: 'Europe/London', quiet: null}, at)).toBeUndefined();
});
