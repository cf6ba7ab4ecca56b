import {describe, expect, test} from 'vitest';
import {type Arrival, arrivalOf, branchOf, patience, silentAfter, tally, timeTo} from './board.ts';

const from = 1_000_000_000;

test.each<{what: string; hasThem?: true; seenAt: number | null; now: number; expected: Arrival}>([
	{what: 'has them', hasThem: true, seenAt: null, now: from, expected: 'current'},
	{what: 'never heard', seenAt: null, now: from, expected: 'offline'},
	{what: 'heard just before they came', seenAt: from - 1000, now: from + 1000, expected: 'arriving'},
	{what: 'off since before they came', seenAt: from - 1000, now: from + silentAfter, expected: 'offline'},
	{what: 'off a moment after they came', seenAt: from + 1000, now: from + 24 * patience, expected: 'offline'},
	{what: 'there, and time enough', seenAt: from + patience, now: from + patience, expected: 'stuck'},
	{what: 'there then, off now', seenAt: from + patience, now: from + 24 * patience, expected: 'stuck'},
])('$what: $expected', ({hasThem = false, seenAt, now, expected}) => {
	expect(arrivalOf({hasThem, seenAt}, from, now)).toBe(expected);
});

describe('how long it took', () => {
	const said = (...times: (number | null)[]) =>
		times.map(time => ({hasThem: time !== null, since: from + (time ?? 0), seenAt: null}));

	test.each([
		{times: [], share: 0.5, expected: null},
		{times: [5, 1, null, null], share: 0.5, expected: 5},
		{times: [5, 1, null, null], share: 0.95, expected: null},
		{times: [-100, 3], share: 0.95, expected: 3},
		{times: [-100], share: 0.5, expected: 0},
	])('$times for $share of all: $expected', ({times, share, expected}) => {
		expect(timeTo(share, said(...times), from)).toBe(expected);
	});
});

test('a branch is where somebody writes, else where he does anything', () => {
	expect(
		branchOf([
			{role: 'reviewer', location: 'group'},
			{role: 'author', location: 'group/leeds'},
		]),
	).toBe('group/leeds');
	expect(branchOf([{role: 'admin', location: 'group'}])).toBe('group');
	expect(branchOf([])).toBeUndefined();
});

test('each counts once', () => {
	expect(tally(['current', 'stuck', 'current'])).toEqual({
		...{all: 3, current: 2, arriving: 0, offline: 0, stuck: 1},
	});
});
