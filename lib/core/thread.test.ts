import {describe, expect, test} from 'vitest';
import {draftSchema} from './draft.schema.ts';
import {digestOf, emptyDraft} from './draft.ts';
import {findingsOf} from './policy/draft-input.ts';
import {isOnlyWords, withText} from './review/suggestion.ts';
import {
	asRequested,
	attemptOf,
	fitsTogether,
	markOf,
	partOf,
	partsOf,
	readAttempt,
	recut,
	restOf,
	wholeOf,
} from './thread.ts';

const file = (sha256: string) => ({sha256: sha256.repeat(64), type: 'image/png', alt: ''});
const poll = {choices: ['Yes', 'No'], minutes: 1440};
const contents = [
	{text: 'Three cars\n\ncame in.', media: [file('a'), file('b')], poll: null},
	{text: '', media: [file('c')], poll: null},
	{text: 'Which one? 🚗', media: [], poll},
];
const whole = {...emptyDraft('x', 'quote', '1001'), quoted: '7', replies: 'Verified', ...wholeOf(contents)};

describe('a whole thread', () => {
	test('is cut into its parts again, and nothing else', () => {
		expect(partsOf(whole).map(({start: _, ...part}) => part)).toEqual(contents);
		expect(fitsTogether(whole)).toBe(true);
		expect(fitsTogether({...whole, text: `${whole.text} more`})).toBe(false);
		expect(draftSchema.parse(whole)).toEqual(whole);
	});

	test.each([
		['reordered', [contents[1]!, contents[0]!, contents[2]!]],
		['one part fewer', contents.slice(0, 2)],
		['two parts joined', [contents[0]!, {...contents[1]!, text: `\n\n${contents[2]!.text}`, poll}]],
		['a word moved into the next part', [{...contents[0]!, text: 'Three cars'}, ...contents.slice(1)]],
		[
			'a file moved',
			[
				{...contents[0]!, media: []},
				{...contents[1]!, media: [...contents[0]!.media, ...contents[1]!.media]},
				contents[2]!,
			],
		],
		['another poll', [...contents.slice(0, 2), {...contents[2]!, poll: {...poll, minutes: 60}}]],
	])('has another digest when %s', (_, parts) => {
		expect(digestOf({...whole, ...wholeOf(parts)})).not.toBe(digestOf(whole));
	});

	test('sends its first part as what it is, each other under the one before', () => {
		expect(partOf(whole, 1, null)).toMatchObject({
			operation: 'quote',
			quoted: '7',
			text: contents[0]!.text,
			thread: {part: 1, of: 3},
		});
		const third = partOf(whole, 3, '99');
		expect(third).toMatchObject({
			operation: 'reply',
			quoted: null,
			target: {kind: 'post', id: '99'},
			poll,
			replies: 'Verified',
		});
		expect(asRequested(third, markOf(third)).thread).toEqual({part: 2, of: 2});
		expect(asRequested(third, null).thread).toBeNull();
	});

	test('leaves a shorter thread, then a post, then nothing', () => {
		expect(partsOf(restOf(whole, 1)!)).toHaveLength(2);
		expect(restOf(whole, 2)).toMatchObject({text: 'Which one? 🚗', thread: null, poll});
		expect(restOf(whole, 3)).toBeUndefined();
	});
});

test('an attempt names its release and its part', () => {
	expect(readAttempt(attemptOf('jti', 2))).toEqual({release: 'jti', part: 2});
	expect(readAttempt('jti')).toEqual({release: 'jti', part: null});
});

test('each part is checked alone too, in the place where it stands', () => {
	const about = {company: {} as never, location: 'group', inReplyTo: undefined, now: 0};
	const texts: string[] = [];
	const findings = findingsOf(whole, about, ({text}) => {
		texts.push(text);
		const start = text.indexOf('Which');
		if (start < 0) return [];
		const span = {start, end: start + 5};
		return [
			{
				rule: 'R',
				pack: 'p',
				severity: 'block',
				confidence: 'certain',
				message: '',
				why: '',
				...span,
				fixes: [{label: 'x', text: '', ...span}],
			},
		];
	});
	expect(texts).toEqual([whole.text, ...contents.map(({text}) => text), 'Yes\nNo']);
	const start = whole.text.indexOf('Which');
	expect(findings).toMatchObject([{start, end: start + 5, fixes: [{start}]}]);
});

describe('other words in a whole thread', () => {
	test('stay within their part', () => {
		const text = whole.text.replace('Three cars', 'Four Kestrels');
		expect(partsOf(recut(whole, text)!).map(part => part.text)).toEqual([
			'Four Kestrels\n\ncame in.',
			'',
			'Which one? 🚗',
		]);
		expect(withText(whole, text).unknown).toEqual([]);
		expect(isOnlyWords(whole, withText(whole, text))).toBe(true);
	});

	test('do not run over two parts', () => {
		const text = whole.text.replace('came in.\n\n\n\nWhich', 'came in. Which');
		expect(recut(whole, text)).toBeUndefined();
		expect(isOnlyWords(whole, withText(whole, text))).toBe(false);
	});
});
