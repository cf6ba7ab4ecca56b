/** Long random stories, with clocks that jump both ways: what exploration by whole deadlines does not reach. */
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {decide} from './decide.ts';
import type {HoldEvent} from './event.ts';
import {evolveAll} from './evolve.ts';
import {assertStep, assertWorld, pass} from './invariants.fixture.ts';
import {
	actor,
	empty,
	everyone,
	inOrder,
	minute,
	names,
	type Step,
	stepsOf,
	take,
	type World,
} from './world.fixture.ts';

/** Ten thousand beside the editor, a hundred thousand in CI, a million in the nightly run. */
const numRuns = Number(process.env.COUNTERSIGN_SCHEDULES ?? (process.env.CI ? 100_000 : 10_000));
/** Milliseconds: about a millisecond each on one slow core, and room. */
const patience = 60_000 + numRuns * 8;

/** Which person tries which of the possible steps, and by how many seconds the clock has moved until then. */
const schedule = fc.array(
	fc.record({who: fc.nat(3), what: fc.nat(), seconds: fc.integer({min: -120, max: 400})}),
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
				(choices, needed, route) => {
					let world: World = {...empty, route};
					for (const {who, what, seconds} of choices) {
						world = pass(world, world.now + seconds * 1000);
						const steps = stepsOf(world, names[who]!, needed, ['suggestions', 'questions']);
						const step = steps[what % steps.length]!();
						const result = take(world, step);
						if (typeof result === 'string') continue;
						assertStep(world, step, result.events);
						assertRepeatable(world, step, result.events);
						world = result.world;
						assertWorld(world);
						approvals += result.events.filter(({type}) => type === 'approved').length;
					}
				},
			),
			{numRuns},
		);
		expect(approvals).toBeGreaterThan(numRuns / 100);
	},
	patience,
);

/** Replayed, nothing new comes of it: same answer from the same hold, and no second effect on the hold after it. */
function assertRepeatable(world: World, {at, by, command}: Step, events: readonly HoldEvent[]): void {
	const context = {by: actor(world, by), now: world.now};
	expect(decide(world.holds[at], command, context)).toEqual(events);
	if (command.type === 'claim') return;
	const after = evolveAll(world.holds[at], events);
	const again = decide(after, command, context);
	expect(typeof again === 'string' || again.length === 0).toBe(true);
}

test(
	'a hold that was not approved by somebody else is never released, however long one tries',
	() => {
		fc.assert(
			fc.property(fc.array(fc.nat(), {minLength: 20, maxLength: 80}), choices => {
				let world: World = empty;
				// Bob writes, reviews and tries everything; nobody else does anything
				for (const what of choices) {
					const steps = stepsOf(world, 'bob', 1, ['suggestions', 'questions']);
					const result = take(world, steps[what % steps.length]!());
					if (typeof result !== 'string') world = pass(result.world, world.now + minute);
				}
				expect(world.holds.every(({release, approvals}) => release === null && approvals.length === 0)).toBe(
					true,
				);
			}),
			{numRuns: numRuns / 5},
		);
	},
	patience,
);
