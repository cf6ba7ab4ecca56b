import {expect, test} from 'vitest';
import {literals, PatternError, parsePattern} from './pattern.ts';

test.each([
	['credit check', ['credit check']],
	[
		'(no|zero) credit check~',
		[
			'no credit check',
			'no credit checks',
			'no credit checked',
			'no credit checking',
			'zero credit check',
			'zero credit checks',
			'zero credit checked',
			'zero credit checking',
		],
	],
	['[very] good', ['good', 'very good']],
	['risk-free', ['risk free', 'riskfree']],
	["can't lose", ["can't lose", 'cant lose', 'cannot lose', 'can not lose']],
	['T&Cs', ['t and cs']],
	['18+', ['18 +']],
	['moneyhelper.org.uk', ['moneyhelper.org.uk']],
])('%s stands for %j', (source, expected) => {
	expect(literals(parsePattern(source))?.map(words => words.join(' '))).toEqual(expected);
});

test.each([
	['(a|b', '")" is missing'],
	['a ..99 b', 'a gap is 1 to 12 words'],
	['#nosuch', 'there is no fact'],
	['(a||b)', 'empty alternative'],
	['', 'empty pattern'],
])('%s is an error: %s', (source, message) => {
	expect(() => parsePattern(source)).toThrow(PatternError);
	expect(() => parsePattern(source)).toThrow(message);
});
