import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Draft} from '../draft.ts';
import type {Finding} from '../policy/finding.ts';
import {filled, isSettled, matchReady, matchText} from './match.ts';
import {complaint, facts, holding, replyDraft, values} from './ready.fixture.ts';
import {readyProblem} from './reply.ts';
import {accepts, type SlotKind, sample} from './slots.ts';

const text = filled(complaint, values, facts)!;
const held = filled(holding, {team: 'service', time: '23:30', 'branch phone': '0113 496 0000'}, facts)!;

/** Half a pair of surrogates is typed by nobody and sent by a page that attacks. */
function anySigns(maxLength: number): fc.Arbitrary<string> {
	const sign = fc.oneof(fc.integer({min: 0, max: 0x24f}), fc.integer({min: 0, max: 0x10ffff}));
	return fc.array(sign, {maxLength}).map(signs => String.fromCodePoint(...signs));
}

describe('a ready reply', () => {
	test('filled as it may be is that reply, with what was promised', () => {
		expect(text).toContain('Hi Karen, I');
		const match = matchReady(complaint, replyDraft(text), facts)!;
		expect(match.values).toEqual(values);
		expect(match.spans.map(({start, end}) => text.slice(start, end))).toEqual(Object.values(values));
		expect(new Date(match.due!).toISOString()).toBe('2026-11-23T23:59:59.999Z');
		const draft = replyDraft(held, {operation: 'dm', target: {kind: 'conversation', id: '5'}});
		expect(matchReady(holding, draft, facts)!.due).toBe(Date.UTC(2026, 10, 21, 23, 30));
	});

	test('one that two people could sign has nothing wrong in itself', () => {
		expect([complaint, holding].map(readyProblem)).toEqual([undefined, undefined]);
	});

	test.each<[string, Partial<Draft>]>([
		['another operation', {operation: 'post'}],
		['another site and account', {account: '9'}],
		['no target', {target: null}],
		['a picture', {media: [{sha256: 'a'.repeat(64), type: 'image/png', alt: ''}]}],
		['a poll', {poll: {choices: ['a', 'b'], minutes: 5}}],
		['a quotation', {quoted: '1'}],
		['an audience', {audience: 'friends'}],
		['a reply setting', {replies: 'followers'}],
		['a later time', {schedule: '2026-11-22T08:00:00Z'}],
		['a part of a thread', {thread: {part: 1, of: 2}}],
		['a mention', {details: {ranges: '[1]'}}],
		['a field that nobody knows', {unknown: ['sticker']}],
		['a blank at the end', {text: `${text} `}],
		['a line break at the end', {text: `${text}\n`}],
		['a word more', {text: text.replace('tonight', 'tonight, promised')}],
		['a locked word less', {text: text.replace("don't post", 'post')}],
		['a name that is a sentence', {text: text.replace('Karen', 'Karen you win')}],
		['somebody else’s name at the end', {text: text.replace('Dev,', 'Tom,')}],
		['a day that is no such day', {text: text.replace('Monday 23', 'Tuesday 23')}],
		['a day that is over', {text: text.replace('Monday 23', 'Friday 20')}],
		['a look-alike letter in the locked words', {text: text.replace('complaint', 'соmplaint')}],
	])('with %s is a draft like any other', (_, change) => {
		const only = {...complaint, accounts: ['facebook:1001']};
		expect(matchReady(only, replyDraft(text), facts)).toBeDefined();
		expect(matchReady(only, replyDraft(text, change), facts)).toBeUndefined();
	});

	test('counts only where and when it was signed for', () => {
		const at = (more: object) => matchReady(complaint, replyDraft(text), {...facts, ...more});
		expect(at({location: 'group/south'})).toBeUndefined();
		expect(at({now: complaint.until})).toBeUndefined();
		expect(at({now: complaint.from - 1})).toBeUndefined();
	});
});

describe('slots', () => {
	const attacks = [
		...[
			'‮Karen',
			'Ka\u200bren',
			'Karen\u00ad',
			'Karen\n',
			'Ka ren',
			'Karen.',
			'karen',
			'KAREN',
			'K4ren',
			'Кaren',
		],
		...[
			'https://evil.example',
			'evil.example',
			'@karen',
			'#ad',
			'£239',
			'9.9%',
			'Karen, guaranteed finance',
			'',
		],
		...[
			'Karen\u2028',
			'Ｋaren',
			'𝐊aren',
			'Kare\u0301n',
			'Karen‍',
			'<b>',
			'{first name}',
			'x'.repeat(25),
			'‏Karen',
		],
	];
	const kinds: SlotKind[] = ['name', 'own-name', 'date', 'time', 'reference', 'phone', 'choice'];

	test.each(attacks)('%j gets in through no slot', attack => {
		for (const kind of kinds)
			expect(accepts({name: 'a', kind, options: ['one', 'two']}, attack, facts), kind).toBe(false);
	});

	test.each(['Karen', 'O’Neil', "O'Neil", 'Anne-Marie', 'McCoy', 'Zoë', 'Łukasz', 'X'])(
		'%s is a name',
		name => expect(accepts({name: 'a', kind: 'name'}, name, facts)).toBe(true),
	);

	test('samples are values', () => {
		for (const kind of kinds) {
			const slot = {name: 'a', kind, ...(kind === 'choice' && {options: ['one', 'two']})};
			expect(accepts(slot, sample(slot, facts), facts), kind).toBe(true);
		}
	});

	test('whatever is typed into a slot, what comes out is one visible line of its kind', () => {
		const noise = fc.oneof(
			anySigns(30),
			fc.constantFrom(
				...attacks,
				'Karen',
				'C-2026-00001',
				'23:59',
				'Monday 23 November',
				'one',
				'0113 496 0000',
			),
		);
		const shape =
			/^[\p{Script=Latin}'’-]+$|^\d\d:\d\d$|^[A-Z]{1,4}-20\d\d-\d+$|^[A-Z][a-z]+ \d+ [A-Z][a-z]+$|^0113 496 0000$/u;
		fc.assert(
			fc.property(fc.constantFrom(...kinds), noise, (kind, typed) => {
				const isIn = accepts({name: 'a', kind, options: ['one']}, typed, facts);
				expect(!isIn || shape.test(typed)).toBe(true);
			}),
			{numRuns: 2000},
		);
	});
});

describe('locked words', () => {
	test('no change of one of them passes', () => {
		const spans = matchText(complaint, text, facts)!.spans;
		const isLocked = (at: number) => !spans.some(({start, end}) => start <= at && at < end);
		const places = [...text].map((_, at) => at).filter(isLocked);
		fc.assert(
			fc.property(fc.constantFrom(...places), anySigns(3), (at, other) => {
				fc.pre(other !== text[at]);
				const changed = text.slice(0, at) + other + text.slice(at + 1);
				const match = matchText(complaint, changed, facts);
				// Beside a slot a letter may become part of it: then the words around it are still all there
				expect(match === undefined || filled(complaint, match.values, facts) === changed).toBe(true);
			}),
			{numRuns: 2000},
		);
	});

	test('a match is always the words with acceptable values in their places', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom(...Object.keys(values)), fc.string()), typed => {
				const made = filled(complaint, {...values, ...typed}, facts);
				const isSame = Object.entries(typed).every(([name, value]) => values[name as 'first name'] === value);
				expect(made === undefined || isSame || matchText(complaint, made, facts) !== undefined).toBe(true);
			}),
		);
	});
});

describe('what the approval settles', () => {
	const finding = (more: Partial<Finding>): Finding => ({
		...{rule: 'CMP-01', pack: 'p@1', severity: 'review', confidence: 'likely', start: 0, end: 40},
		...{message: '', why: '', fixes: []},
		...more,
	});
	const match = matchText(complaint, text, facts)!;
	const [name] = match.spans;

	test.each<[string, Partial<Finding>, boolean]>([
		['a rule that the approver knew', {}, true],
		['a tip of any rule', {rule: 'ANY', severity: 'advise'}, true],
		['another rule', {rule: 'FIN-13'}, false],
		['what must change', {severity: 'block', confidence: 'certain'}, false],
		['what perhaps must change', {severity: 'block', confidence: 'likely'}, false],
		['what an author put into a blank', {...name}, false],
	])('%s: %s', (_, more, expected) => expect(isSettled(complaint, match, [finding(more)])).toBe(expected));

	test('nothing found that must change is ever settled, whatever else is found', () => {
		const any = fc.record({
			rule: fc.constantFrom('CMP-01', 'FIN-13'),
			severity: fc.constantFrom('block' as const, 'review' as const, 'advise' as const),
			start: fc.nat(100),
			end: fc.nat(100),
		});
		fc.assert(
			fc.property(fc.array(any), found => {
				const findings = found.map(finding);
				const isBad = findings.some(
					({severity, rule}) => severity === 'block' || (severity === 'review' && rule !== 'CMP-01'),
				);
				expect(isBad && isSettled(complaint, match, findings)).toBe(false);
			}),
		);
	});
});
