import {expect, test} from 'vitest';
import {saidOf} from './said-of.ts';

const problem = (message: string) => ({line: 3, column: 1, message});

test('each problem stands beside the field that mends it, in its own words', () => {
	const problems = [
		problem('message: a message has at most 20 words.'),
		problem('detect.0.find: is too short: at least 1.'),
		problem('examples.passes: needs at least one example.'),
		problem('once: can be true. Write one of them.'),
	];
	expect(saidOf({problems, examples: [], advice: [], findings: []})).toEqual({
		beside: {
			message: ['A message has at most 20 words.'],
			phrases: ['Is too short: at least 1.'],
			passes: ['Needs at least one example.'],
		},
		elsewhere: [problems[3]],
	});
});

test('an example that misbehaves stands beside the examples of its kind', () => {
	const examples = [
		{must: 'not catch' as const, text: 'Parking week', problem: 'should pass, is flagged', line: 9},
		{must: 'catch' as const, text: '[No commission]', problem: null, line: 8},
	];
	expect(saidOf({problems: [], examples, advice: [], findings: []}).beside).toEqual({
		passes: ['“Parking week” should pass, is flagged'],
	});
});
