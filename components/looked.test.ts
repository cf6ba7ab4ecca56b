import {expect, test} from 'vitest';
import {lookedWords} from './looked.ts';

const practice = {kind: 'practice', problem: 'It pays for good reviews.', found: 7, of: 8} as const;

test.each([
	[{...practice, caught: true}, /^✓ Well spotted – this was a practice item\. .*7 of 8/],
	[{...practice, caught: false}, /^! This was a practice item with a problem\. It pays for good reviews\./],
	[{kind: 'second'} as const, /changes nothing by itself/],
])('%o', (looked, words) => {
	expect(lookedWords(looked)).toMatch(words);
});
