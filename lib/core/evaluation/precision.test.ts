import {expect, test} from 'vitest';
import {precisionOf} from './precision.ts';

// Reference values: Brown, Cai, DasGupta (2001), and by hand
test.each([
	{right: 0, read: 10, low: 0, high: 0.2775},
	{right: 10, read: 10, low: 0.7225, high: 1},
	{right: 36, read: 40, low: 0.7695, high: 0.9604},
	{right: 81, read: 263, low: 0.2553, high: 0.3662},
])('$right of $read', ({right, read, low, high}) => {
	const found = precisionOf(right, read)!;
	expect(found.estimate).toBe(right / read);
	expect(found.low).toBeCloseTo(low, 3);
	expect(found.high).toBeCloseTo(high, 3);
});

test('nobody has read anything: nothing is known', () => expect(precisionOf(0, 0)).toBeNull());
