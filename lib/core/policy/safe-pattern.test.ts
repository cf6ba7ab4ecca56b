import {expect, test} from 'vitest';
import {refusalOf} from './safe-pattern.ts';

test.each(['stock no\\.? ?\\d{4,8}', '(?:ref|order) [a-z]{2}-\\d{4}', '\\bK[0-9]{3,6}\\b', 'colou?r'])(
	'%s can be run at each keystroke',
	source => {
		expect(refusalOf(source)).toBeUndefined();
	},
);

test.each([
	['(a+)+$', 'unbounded'],
	['(a|a)*b', 'unbounded'],
	['(a|aa){1,30}b', 'repeats or chooses'],
	['a{0,60}a{0,60}a{0,60}b', 'ways to match'],
	['(\\w)\\1', 'back-reference'],
	['(?=a)b', 'looking ahead'],
	['(?<!a)b', 'looking ahead'],
	['[a-z', 'square bracket'],
	['(a', 'not closed'],
	['x{100}', 'more than 64'],
	['*a', 'nothing to repeat'],
	['(?P<n>a)', 'does not know'],
	['\\b{2}', 'does not know'],
])('%s is refused: %s', (source, reason) => {
	expect(refusalOf(source)).toContain(reason);
});
