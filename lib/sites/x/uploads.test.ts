import {describe, expect, test} from 'vitest';
import {uploads} from './uploads.ts';

const url = 'https://caps.x.com/v2/cards/create.json';
const red = {
	'twitter:card': 'poll2choice_text_only',
	'twitter:api:api:endpoint': '1',
	'twitter:long:duration_minutes': 1440,
	'twitter:string:choice1_label': 'Red',
	'twitter:string:choice2_label': 'Blue',
};
const asked = (card: unknown, more = '') => ({
	method: 'POST',
	url,
	headers: {},
	body: {text: new URLSearchParams({card_data: JSON.stringify(card)}).toString() + more},
});

describe('a poll on its way to X', () => {
	test('is read in full, and its id is in the answer', () => {
		expect(uploads.concerns('POST', url)).toBe(true);
		expect(uploads.read(asked(red))).toEqual({
			step: 'poll',
			poll: {choices: ['Red', 'Blue'], minutes: 1440},
		});
		expect(uploads.idIn('{"card_uri":"card://7","status":"OK"}')).toBe('card://7');
		expect(uploads.idIn('{"status":"no"}')).toBe('');
	});

	test.each<[string, object]>([
		['a picture beside a choice', {'twitter:image:choice1_image': 'https://x.example/a.png'}],
		['a choice more than it says', {'twitter:string:choice3_label': 'Green'}],
		['an empty choice', {'twitter:string:choice2_label': ''}],
		['no end', {'twitter:long:duration_minutes': 0}],
		['another card', {'twitter:card': 'summary'}],
	])('%s is a card that nobody has read', (_, change) => {
		expect(uploads.read(asked({...red, ...change}))).toBeUndefined();
	});

	test('a body that names two cards is not read', () => {
		expect(uploads.read(asked(red, '&card_data=%7B%7D'))).toBeUndefined();
	});
});
