import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {plainWords} from './harmless.ts';
import {surroundingsOf} from './suggestion.ts';
import {type Touch, touchesOf} from './touches.ts';
import {changesBetween} from './word-changes.ts';

const company = {
	legalName: 'Harwell & Stone Motors Ltd',
	statusLine: 'Harwell & Stone Motors Ltd is a credit broker, not a lender.',
	address: '1 Example Way, Leeds LS1 1AA',
};
const account = {name: 'Harwell & Stone Leeds', location: 'group/north/leeds'};
const surroundings = surroundingsOf(company, account, []);

const touches = (before: string, after: string, more = surroundings): Touch[] =>
	touchesOf({text: before, findings: []}, {text: after, findings: []}, more);
const kinds = (before: string, after: string) => [...new Set(touches(before, after).map(({kind}) => kind))];

describe('a suggestion that touches nothing', () => {
	test.each([
		// Walkthrough (a): the reviewer's own example
		['2023 Kestrel GT, in stock at our Leeds site.', '2023 Kestrel GT, in stock at Harwell & Stone Leeds.'],
		['Come and see us at Leeds today!!', 'Come and see us here at Leeds today.'],
		['We will recieve more next week', 'We will receive more next week'],
		['Good accomodation for families', 'Good accommodation for families'],
		['thanks karen,we have it', 'Thanks Karen, we have it'],
		['A new PCP offer 🚗💨', 'A new pcp offer'],
		['Our   Leeds branch\n\nis open', 'Our Leeds branch is open'],
		['same words', 'same words'],
	])('%j → %j', (before, after) => expect(touches(before, after)).toEqual([]));
});

describe('a suggestion that touches something', () => {
	test.each<[string, string, string[]]>([
		['£239.05 a month', '£239 a month', ['figure']],
		['Three in stock', 'Two in stock', ['figure']],
		['Open today', 'Open tomorrow', ['figure']],
		['Open from Monday', 'Open from 9 Monday', ['figure']],
		['It is in stock', 'It is sold out', ['claim']],
		['We pay commission', 'You pay commission', ['claim']],
		['Finance is available', 'Finance is not available', ['claim']],
		['Only at Leeds', 'At Leeds', ['claim']],
		['In stock at Leeds', 'In stock at York', ['claim']],
		['In stock at Leeds', 'In stock', ['claim']],
		['It is approved', 'It is approved?', ['claim']],
		['See https://one.example', 'See https://two.example', ['claim']],
		['A good car', 'A good car 🔥', ['claim']],
		['A cash deal', 'A cashh deal', ['claim']],
		['Harwell & Stone Motors Ltd', 'Harwell & Stone', ['claim', 'required']],
		['1 Example Way, Leeds LS1 1AA', '1 Example Way Leeds LS1 1AA', ['required']],
		['9.9% APR. Great car', '\n\n\n9.9% APR. Great car', ['layout']],
		['It is yours', 'It is yоurs', ['claim']],
	])('%j → %j: %j', (before, after, expected) => expect(kinds(before, after)).toEqual(expected));

	test('words of a rule’s finding are a claim, whatever they are', () => {
		const before = {text: 'The car is here', findings: [{rule: 'R-1', start: 0, end: 15}]};
		const inside = {text: 'See: the car is here', findings: [{rule: 'R-1', start: 5, end: 20}]};
		expect(touchesOf(before, {text: 'The car here', findings: []}, surroundings).map(t => t.kind)).toEqual([
			'findings',
		]);
		const changed = {text: 'See: car is here', findings: [{rule: 'R-1', start: 5, end: 16}]};
		expect(touchesOf(inside, changed, surroundings).map(t => t.kind)).toContain('claim');
	});

	test('what the rules find must stay the same', () => {
		const before = {text: 'the offer', findings: []};
		const after = {text: 'our offer', findings: [{rule: 'R-2', start: 0, end: 9}]};
		expect(touchesOf(before, after, surroundings)).toEqual([{kind: 'findings', words: 'R-2'}]);
	});

	test('a word that the firm calls harmless is harmless there only', () => {
		expect(touches('A lovely car', 'A car')).toHaveLength(1);
		expect(touches('A lovely car', 'A car', {...surroundings, plain: ['lovely']})).toEqual([]);
	});
});

const word = fc.oneof(
	fc.constantFrom(...plainWords, 'car', 'finance', 'only', 'not', 'guaranteed', 'Leeds', 'available'),
	fc.stringMatching(/^[a-z]{1,8}$/),
);
const sentence = fc.array(word, {maxLength: 12});

describe('whatever the text', () => {
	test('nothing changed touches nothing, and neither do white space and case', () => {
		fc.assert(
			fc.property(sentence, words => {
				const text = words.join(' ');
				expect(touches(text, text)).toEqual([]);
				expect(touches(text, words.join('  ').toUpperCase())).toEqual([]);
			}),
		);
	});

	test('a figure that comes, goes or changes is always touched', () => {
		fc.assert(
			fc.property(sentence, fc.nat(), fc.nat(12), fc.nat(), (words, number, at, other) => {
				const put = (n: number | undefined) => words.toSpliced(at, 0, ...(n === undefined ? [] : [`${n}`]));
				const [before, after] = [put(number).join(' '), put(undefined).join(' ')];
				expect(kinds(before, after)).toContain('figure');
				expect(kinds(after, before)).toContain('figure');
				if (other !== number) expect(kinds(before, put(other).join(' '))).toContain('figure');
			}),
		);
	});

	test('a word that is not on the list cannot come or go unseen', () => {
		const foreign = word.filter(w => !plainWords.has(w) && !surroundings.names.includes(w));
		fc.assert(
			fc.property(sentence, foreign, fc.nat(12), (words, extra, at) => {
				const longer = words.toSpliced(at, 0, extra).join(' ');
				expect(touches(words.join(' '), longer)).not.toEqual([]);
				expect(touches(longer, words.join(' '))).not.toEqual([]);
			}),
		);
	});

	test('the changes, applied, make the one text out of the other', () => {
		fc.assert(
			fc.property(sentence, sentence, (a, b) => {
				const [before, after] = [a.join(' '), b.join(' ')];
				let [text, shift] = [before.split(' ').filter(Boolean), 0];
				for (const {removed, added, before: span} of changesBetween(before, after)) {
					const at = before.slice(0, span.start).split(' ').filter(Boolean).length + shift;
					text = text.toSpliced(at, removed.length, ...added.map(w => w.text));
					shift += added.length - removed.length;
				}
				expect(text).toEqual(after.split(' ').filter(Boolean));
			}),
		);
	});
});
