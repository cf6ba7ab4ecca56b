import {expect, test} from 'vitest';
import {mentioning, mentionsOf} from './glance.ts';

const words = ['mon', 'km/h', '£', '60', 'a.p', 'rep ex', 'sat'];

test.each([
	'see you monday',
	'120 km/h',
	'km h, 6 0, a p',
	'£',
	'',
	'at 160',
	'a.p.r',
	'our rep ex below',
	'sa t, s at',
	'ätm – sät',
	'60',
])('one look at "%s" answers as a search for each word would', text => {
	for (const word of words) expect(mentioning(word)(text), word).toBe(text.includes(word));
	expect(mentioning(...words)(text)).toBe(words.some(word => text.includes(word)));
});

test('an answer is about the text asked about, not about the one before', () => {
	const asks = mentioning('quid');
	expect(['two quid', 'two pounds', 'a quid'].map(asks)).toEqual([true, false, true]);
});

test('words are counted up to the number asked for', () => {
	expect(mentionsOf('one two one', ['one', 'two'], 3)).toBe(true);
	expect(mentionsOf('one two one', ['one', 'two'], 4)).toBe(false);
});
