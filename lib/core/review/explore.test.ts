/** Everything that 2 to 4 persons can do to two versions of a draft, in every order, with time and roles changing. */
import {expect, test} from 'vitest';
import {assertStep, assertWorld, pass} from './invariants.fixture.ts';
import type {Route} from './route.ts';
import {isOpen} from './settle.ts';
import {
	choicesIn,
	empty,
	everyone,
	inOrder,
	minute,
	names,
	nextMoment,
	start,
	stepOf,
	type Talk,
	take,
	type World,
} from './world.fixture.ts';

/** A hundred times as many states as the rest together. */
const isNight = process.env.COUNTERSIGN_EXPLORE === 'all';

interface Case {
	persons: number;
	needed: number;
	talk: readonly Talk[];
	route?: Route;
}

test.each<Case>([
	{persons: 2, needed: 1, talk: ['suggestions']},
	{persons: 3, needed: 1, talk: []},
	{persons: 2, needed: 1, talk: ['questions']},
	...(isNight ? ([{persons: 3, needed: 1, talk: ['suggestions']}] as const) : []),
	{persons: 4, needed: 1, talk: []},
	{persons: 4, needed: 2, talk: []},
	{persons: 4, needed: 1, talk: [], route: inOrder},
	{persons: 4, needed: 1, talk: [], route: everyone},
])(
	'$persons persons, $needed approvals, $talk, route $route.name: every reachable state keeps the invariants',
	({persons, needed, talk, route = null}) => {
		const reached = explore({...empty, route}, names.slice(0, persons), needed, talk);
		const what = [
			`${persons} persons`,
			`${needed} needed`,
			...talk,
			...(route ? [`route ${route.name}`] : []),
		].join(', ');
		console.log(`${what}: ${reached.states} states, ${reached.steps} steps tried`);
		expect(reached.states).toBeGreaterThan(persons * 100);
		// The exploration is worth something only if it gets to the end of the story
		expect([...reached.seen].sort()).toEqual(expected(persons, needed));
	},
	// Nothing is waited for: how long it takes is the machine's business
	300_000,
);

function expected(persons: number, needed: number): string[] {
	const all = [
		'held',
		'in_review',
		'changes_requested',
		'approved',
		'released',
		'sent',
		'archived',
		'rejected',
	];
	const ends = ['expired', 'withdrawn', 'superseded', 'failed'];
	const reachable = persons >= needed + 1 ? [...all, ...ends] : [];
	return reachable.sort();
}

function explore(first: World, persons: readonly string[], needed: number, talk: readonly Talk[]) {
	const known = new Set<string>([keyOf(first)]);
	const seen = new Set<string>();
	let steps = 0;
	let frontier: World[] = [first];
	while (frontier.length > 0) {
		const reached = frontier.flatMap(world => followers(world, persons, needed, talk));
		steps += reached.length;
		frontier = reached.filter(world => isNew(known, world));
		for (const world of frontier) {
			assertWorld(world);
			for (const {state} of world.holds) seen.add(state);
		}
	}
	return {states: known.size, steps, seen};
}

function isNew(known: Set<string>, world: World): boolean {
	const size = known.size;
	known.add(keyOf(world));
	return known.size > size;
}

function followers(world: World, persons: readonly string[], needed: number, talk: readonly Talk[]): World[] {
	const taken = persons.flatMap(by =>
		choicesIn(world, talk).flatMap(choice => {
			const step = stepOf(world, choice, by, needed);
			const result = take(world, step);
			if (typeof result === 'string') return [];
			assertStep(world, step, result.events);
			return [result.world];
		}),
	);
	const moment = nextMoment(world);
	return [
		...taken,
		...(moment === undefined ? [] : [pass(world, moment)]),
		// A reviewer's role is taken away, and given back
		{...world, left: world.left.length > 0 ? [] : ['bob']},
	];
}

/** Two worlds are the same when everything still to come is the same: times count from now, history does not count. */
function keyOf({holds, left, now}: World): string {
	const ahead = (time: number) => Math.max(0, time - now) / minute;
	const aheadOf = ({approval}: {approval: {expiresAt: number} | null}) =>
		approval && ahead(approval.expiresAt);
	const alive = holds.map(hold => [
		hold.state,
		hold.version,
		hold.authors,
		ahead(hold.expiresAt),
		hold.claim && [hold.claim.reviewer, ahead(hold.claim.until)],
		hold.approvals.map(a => [a.reviewer, a.step, ahead(a.expiresAt)]),
		hold.route && [hold.route.dueAt && ahead(hold.route.dueAt), hold.route.escalatedAt !== null],
		hold.warned,
		hold.release && [hold.release.device, ahead(hold.release.expiresAt)],
		hold.alarm?.why,
		isOpen(hold) ? hold.claimants : [],
		hold.suggestion && [hold.suggestion.by, hold.suggestion.touches.length, aheadOf(hold.suggestion)],
		hold.questions.map(({answer}) => answer !== null),
	]);
	// A training that ends is a clock of its own
	return JSON.stringify([alive, left, holds.some(({route}) => route) && ahead(start + 12 * minute)]);
}
