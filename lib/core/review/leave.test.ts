import {describe, expect, test} from 'vitest';
import {decide} from './decide.ts';
import {evolveAll} from './evolve.ts';
import type {Hold} from './hold.ts';
import {leave} from './leave.ts';
import {actor, empty, minute, start, statement, submitCommand} from './world.fixture.ts';

const begun = evolveAll(undefined, decided(undefined, submitCommand(empty, null), 'ann'))!;

function decided(hold: Hold | undefined, command: Parameters<typeof decide>[1], by: string) {
	const events = decide(hold, command, {by: actor(empty, by), now: start});
	if (typeof events === 'string') throw new Error(events);
	return events;
}

const claimed = evolveAll(begun, decided(begun, {type: 'claim'}, 'bob'))!;
const approved = evolveAll(begun, decided(begun, statement(begun, 'bob', start), 'bob'))!;
const gone = (hold: Hold, person: string, successor: string | null = null, now = start + minute) =>
	evolveAll(hold, leave(hold, {person, successor, by: 'dan', now}))!;

describe('when somebody leaves', () => {
	test('what they had claimed waits for others again', () => {
		expect(gone(claimed, 'bob')).toMatchObject({state: 'held', claim: null});
	});

	test('what they had approved needs a new approval', () => {
		expect(approved.state).toBe('approved');
		expect(gone(approved, 'bob')).toMatchObject({state: 'held', approvals: []});
	});

	test('their drafts go to the successor, who cannot approve them', () => {
		const handed = gone(approved, 'ann', 'bob');
		expect(handed).toMatchObject({state: 'held', approvals: [], authors: ['bob', 'ann']});
		const again = decide(handed, statement(handed, 'bob', start), {by: actor(empty, 'bob'), now: start});
		expect(again).toBe('four-eyes');
	});

	test('a successor who was looking at it stops looking', () => {
		expect(gone(claimed, 'ann', 'bob')).toMatchObject({state: 'held', claim: null, authors: ['bob', 'ann']});
	});

	test('without a successor their drafts stay as they are, and so does what has nothing to do with them', () => {
		expect(leave(approved, {person: 'ann', successor: null, by: null, now: start})).toEqual([]);
		expect(leave(approved, {person: 'cat', successor: 'bob', by: null, now: start})).toEqual([]);
	});

	test('what is over stays as it ended', () => {
		const over = evolveAll(begun, decided(begun, {type: 'withdraw'}, 'ann'))!;
		expect(leave(over, {person: 'ann', successor: 'bob', by: null, now: start})).toEqual([]);
		expect(leave(begun, {person: 'ann', successor: 'bob', by: null, now: start + 60 * minute})).toEqual([]);
	});
});
