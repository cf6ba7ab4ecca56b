/** Long random stories, with clocks that jump both ways: what exploration by whole deadlines does not reach. */
import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decide} from './decide.ts';
import type {HoldEvent} from './event.ts';
import {evolveAll} from './evolve.ts';
import {assertStep, assertWorld, pass} from './invariants.fixture.ts';
import type {Route} from './route.ts';
import {
	actor,
	choicesIn,
	empty,
	everyone,
	inOrder,
	minute,
	names,
	type Step,
	stepOf,
	take,
	type World,
} from './world.fixture.ts';

/** Ten thousand beside the editor, a hundred thousand in CI, a million in the nightly run. */
const numRuns = Number(process.env.COUNTERSIGN_SCHEDULES ?? (process.env.CI ? 100_000 : 10_000));
/** For a run in pieces, each with other schedules; drawn anew without it, and the same in every run of CI. */
const seed = process.env.COUNTERSIGN_SEED ? {seed: Number(process.env.COUNTERSIGN_SEED)} : {};
/** Milliseconds: a tenth of one each on a free core, and room for a crowded machine. */
const patience = 60_000 + numRuns * 8;

const talk = ['suggestions', 'questions'] as const;

interface Turn {
	who: number;
	what: number;
	seconds: number;
	/** Whose roles were taken away by then, or given back; nobody's beyond the four. */
	roles: number;
}

/** Which person tries which of the possible steps, and what the clock and the admins have done until then. */
const schedule = fc.array(
	fc.record<Turn>({
		who: fc.nat(3),
		what: fc.nat(),
		seconds: fc.integer({min: -120, max: 400}),
		// The four are in the middle: the ends are drawn far more often
		roles: fc.integer({min: -8, max: 11}),
	}),
	{minLength: 10, maxLength: 60},
);

test(
	`${numRuns} random schedules keep the invariants`,
	() => {
		let approvals = 0;
		fc.assert(
			fc.property(
				schedule,
				fc.integer({min: 1, max: 2}),
				fc.constantFrom(null, inOrder, everyone),
				([opening, ...turns], needed, route) => {
					let world = opened(opening!, needed, route);
					for (const turn of turns) {
						const taken = taking(world, turn, needed);
						world = taken.world;
						if (taken.events.some(({type}) => type === 'approved')) approvals++;
					}
				},
			),
			{numRuns, ...seed},
		);
		expect(approvals).toBeGreaterThan(numRuns / 100);
	},
	patience,
);

/** A million schedules begin in some ten thousand ways: each is tried once, and what comes after it is what differs. */
function opened(turn: Turn, needed: number, route: Route | null): World {
	const way = `${turn.who} ${turn.seconds} ${names[turn.roles]} ${needed} ${route?.name}`;
	const world = openings.get(way) ?? taking({...empty, route}, turn, needed).world;
	openings.set(way, world);
	return world;
}

const openings = new Map<string, World>();

/** One turn, and everything that must be true of it; refused, it has changed nothing. */
function taking(
	before: World,
	{who, what, seconds, roles}: Turn,
	needed: number,
): {world: World; events: readonly HoldEvent[]} {
	const later = pass(before, before.now + seconds * 1000);
	const world = roles in names ? changeRoles(later, names[roles]!) : later;
	const choices = choicesIn(world, talk);
	const step = stepOf(world, choices[what % choices.length]!, names[who]!, needed);
	const result = take(world, step);
	if (typeof result === 'string') return {world, events: []};
	assertStep(world, step, result.events);
	assertRepeatable(world, step, result.events);
	assertWorld(result.world);
	return result;
}

function changeRoles(world: World, person: string): World {
	const others = world.left.filter(name => name !== person);
	return {...world, left: world.left.includes(person) ? others : [...others, person]};
}

/** Replayed, nothing new comes of it: same answer from the same hold, and no second effect on the hold after it. */
function assertRepeatable(world: World, {at, by, command}: Step, events: readonly HoldEvent[]): void {
	const context = {by: actor(world, by), now: world.now};
	if (!isDeepStrictEqual(decide(world.holds[at], command, context), events))
		throw new Error('broken: another answer to the same command');
	if (command.type === 'claim') return;
	const after = evolveAll(world.holds[at], events);
	const again = decide(after, command, context);
	if (typeof again !== 'string' && again.length > 0) throw new Error('broken: a command took effect twice');
}

test(
	'a hold that was not approved by somebody else is never released, however long one tries',
	() => {
		fc.assert(
			fc.property(fc.array(fc.nat(), {minLength: 20, maxLength: 80}), choices => {
				let world: World = empty;
				// Bob writes, reviews and tries everything; nobody else does anything
				for (const what of choices) {
					const choices = choicesIn(world, talk);
					const result = take(world, stepOf(world, choices[what % choices.length]!, 'bob', 1));
					if (typeof result !== 'string') world = pass(result.world, world.now + minute);
				}
				expect(world.holds.every(({release, approvals}) => release === null && approvals.length === 0)).toBe(
					true,
				);
			}),
			{numRuns: numRuns / 5, ...seed},
		);
	},
	patience,
);
