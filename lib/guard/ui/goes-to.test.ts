import {expect, test} from 'vitest';
import {goesToWords} from './goes-to.ts';

test.each([
	[
		{name: null, steps: [{name: 'Reviewers', need: 1, available: 4}], usual: 11 * 60_000},
		'the reviewers of Leeds (4 available). Usually 11 min.',
	],
	[
		{
			name: 'Finance',
			steps: [
				{name: 'A reviewer', need: 2, available: 3},
				{name: 'A specialist', need: 1, available: 1},
			],
			usual: null,
		},
		'Finance: 2 × A reviewer (3 available), then A specialist (1 available).',
	],
	[
		{name: null, steps: [{name: 'Reviewers', need: 1, available: 0}], usual: null},
		'the reviewers of Leeds (nobody available). It waits until somebody is there.',
	],
	[
		{
			...{name: null, steps: [{name: 'Reviewers', need: 1, available: 4}], usual: 11 * 60_000},
			awake: {people: 0, backAt: 1, onCall: null},
		},
		'the reviewers of Leeds (4 off now).',
	],
])('%j reads %j', (preview, words) => expect(goesToWords(preview, 'Leeds')).toBe(words));
