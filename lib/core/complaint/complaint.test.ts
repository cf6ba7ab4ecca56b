import {expect, test} from 'vitest';
import {aboutOf, complaintId, finalBy} from './complaint.ts';
import {promisedBy} from './promise.ts';

test.each([
	['You lot never told me you got commission on my PCP. 5 weeks and no answer.', 'commission'],
	['Why did my finance payments go up? Absolute joke', 'finance'],
	['Your warranty people ignored me for a month', 'insurance'],
	['Still waiting for my gearbox. This is not good enough.', 'vehicle'],
])('%s is about %s', (words, about) => {
	expect(aboutOf(words)).toBe(about);
});

test('eight weeks after it came, to the minute (DISP 1.6.2R)', () => {
	expect(finalBy(Date.UTC(2026, 10, 21, 22, 2))).toBe(Date.UTC(2027, 0, 16, 22, 2));
});

/** Each logged in London: the end of the next working day there. */
test.each([
	['a Saturday evening', Date.UTC(2026, 10, 21, 22, 41), Date.UTC(2026, 10, 24)],
	['a Friday noon', Date.UTC(2026, 10, 20, 12), Date.UTC(2026, 10, 24)],
	['a Monday morning', Date.UTC(2026, 10, 23, 8), Date.UTC(2026, 10, 25)],
	['a Tuesday in July, an hour before midnight there', Date.UTC(2026, 6, 7, 22), Date.UTC(2026, 6, 8, 23)],
])('promised on %s', (_, logged, ends) => {
	expect(promisedBy(logged, 'Europe/London')).toBe(ends - 1);
});

test('numbers are of the year', () => {
	expect(complaintId(2026, 1877)).toBe('C-2026-01877');
});
