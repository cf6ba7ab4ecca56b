import {expect, test} from 'vitest';
import {type FixText, fixFor} from './fix.ts';

/** The draft after the press; `[…]` is what a rule has found. */
function fixed(marked: string, fix: Omit<FixText, 'label'>): string {
	const start = marked.indexOf('[');
	const end = marked.indexOf(']') - 1;
	const text = marked.replace(/[[\]]/g, '');
	const change = fixFor({label: 'x', ...fix}, text, start, end, words => words)!;
	return text.slice(0, change.start) + change.text + text.slice(change.end);
}

test.each([
	['[Bad credit]? Ask us about the Merlin.', 'Ask us about the Merlin.'],
	['Any car, [whatever your past]. Ask us.', 'Any car. Ask us.'],
	['Any car, [no credit checks], any day.', 'Any car, any day.'],
	['[Guaranteed finance], pop in today.', 'Pop in today.'],
	['Hello!\n[Lowest rates] in Leeds.', 'Hello!\nIn Leeds.'],
	['🚗 [Bad credit]? Ask us.', '🚗 Ask us.'],
	['Ask us about the Merlin at [£199 a month] 🚗', 'Ask us about the Merlin 🚗'],
	['This Kestrel GT for just [£239 a month]! 💨', 'This Kestrel GT! 💨'],
	['From [£239 a month]! Come in.', 'Come in.'],
	['Your [AB12 CDE] is ready.', 'Your is ready.'],
	['One\n\n[no credit checks]\n\nTwo', 'One\n\n\n\nTwo'],
	['[guaranteed]', ''],
])('%s with that left out: %s', (marked, expected) => {
	expect(fixed(marked, {remove: true})).toBe(expected);
});

const wording = 'Finance available, subject to status. 18+.';
test.each([
	['Get in. [Finance guaranteed].', `Get in. ${wording}`],
	['[Finance guaranteed], whatever your past.', `${wording.slice(0, -1)}, whatever your past.`],
	['[Guaranteed finance] on every car.', `${wording.slice(0, -1)} on every car.`],
	['[Guaranteed finance] Come in.', `${wording} Come in.`],
])('%s in our words: %s', (marked, expected) => {
	expect(fixed(marked, {replace: wording})).toBe(expected);
});

test('a sentence keeps its capital', () => {
	const replace = 'please send us a private message';
	expect(fixed('Sorry! [Send me your DOB] here.', {replace})).toBe(
		'Sorry! Please send us a private message here.',
	);
	expect(fixed('Sorry, [send me your DOB] here.', {replace})).toBe(
		'Sorry, please send us a private message here.',
	);
});

test.each([
	['Finance [available] on all vans.', 'Finance available on all vans. Capital at risk.'],
	['Finance [available] on all vans', 'Finance available on all vans. Capital at risk.'],
	['Finance [available] 🚗', 'Finance available 🚗 Capital at risk.'],
	['Finance [available] #Leeds', 'Finance available #Leeds Capital at risk.'],
	['Finance [available] https://a.example/b', 'Finance available https://a.example/b Capital at risk.'],
	['Finance [available]\n', 'Finance available\nCapital at risk.'],
])('%s with a sentence more: %s', (marked, expected) => {
	expect(fixed(marked, {append: 'Capital at risk.'})).toBe(expected);
});
