/** For tests of decisions: holds in each state, and the commands that brought them there. */
import type {Command} from './command.ts';
import {decide} from './decide.ts';
import {evolveAll} from './evolve.ts';
import type {Hold} from './hold.ts';
import {actor, empty, factsOf, start, statement, submitCommand} from './world.fixture.ts';

/** Carries commands out one after the other; each must be allowed. */
export function given(
	...steps: readonly [by: string, command: (hold: Hold) => Command, now?: number][]
): Hold {
	let hold = evolved(undefined, submitCommand(empty, null), 'ann', start);
	for (const [by, command, now = start] of steps) hold = evolved(hold, command(hold), by, now);
	return hold;
}

export function evolved(hold: Hold | undefined, command: Command, by: string, now: number): Hold {
	const events = decide(hold, command, {by: actor(empty, by), now});
	if (typeof events === 'string') throw new Error(events);
	return evolveAll(hold, events)!;
}

export const always = (command: Command) => () => command;
export const claim = always({type: 'claim'});
export const approve = (by: string) => (hold: Hold) => statement(hold, by, start);
export const release =
	(change: object = {}) =>
	(hold: Hold): Command => ({
		type: 'release',
		id: 'r1',
		digest: hold.submission.digest,
		gate: 'unmanaged',
		facts: factsOf(empty, hold),
		...change,
	});
export const sent =
	(change: object = {}) =>
	(hold: Hold): Command => ({
		type: 'sent',
		release: 'r1',
		siteId: '19',
		url: 'https://x.com/i/19',
		digest: hold.submission.digest,
		...change,
	});
export const giveBack = always({type: 'return', version: 1, reason: 'tone', note: ''});

export const held = given();
export const claimed = given(['cat', claim]);
export const returned = given(['cat', giveBack]);
export const approved = given(['cat', approve('cat')]);
export const released = given(['cat', approve('cat')], ['ann', release()]);
export const posted = given(['cat', approve('cat')], ['ann', release()], ['ann', sent()]);
export const withdrawn = given(['ann', always({type: 'withdraw'})]);
