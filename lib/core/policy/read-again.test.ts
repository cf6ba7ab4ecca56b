import {expect, test} from 'vitest';
import {nextReading, readingOf} from './read-again.ts';

const now = Date.UTC(2026, 10, 22, 17);

test.each([
	{review: undefined, expected: null},
	{review: '2026-12-07', expected: null},
	{review: '2026-12-06', expected: 'soon'},
	{review: '2026-11-23', expected: 'soon'},
	{review: '2026-11-22', expected: 'due'},
	{review: '2025-01-01', expected: 'due'},
])('by $review: $expected', ({review, expected}) => expect(readingOf({review}, now)).toBe(expected));

test('six months later', () => {
	expect(nextReading(now)).toBe('2027-05-23');
	expect(readingOf({review: nextReading(now)}, now)).toBeNull();
});
