import {expect, test} from 'vitest';
import {lookedWords} from './looked.ts';

const practice = {kind: 'practice', problem: 'It pays for good reviews.', found: 7, of: 8} as const;

test.each([
	[{...practice, caught: true}, 'good', /^✓ Well spotted – this was a practice item\. .*7 of 8/],
	[{...practice, caught: false}, 'calm', /^i This was a practice item with a problem\. It pays for good/],
	[{kind: 'second'} as const, 'good', /changes nothing by itself/],
] as const)('%o is said in a %s tone', (looked, tone, words) => {
	expect(lookedWords(looked)).toEqual({tone, words: expect.stringMatching(words)});
});
