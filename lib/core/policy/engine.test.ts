import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import type {CheckInput} from './check-input.ts';
import {compile} from './compile.ts';
import {check, open, PolicyFormatError} from './engine.ts';
import {verdictOf} from './finding.ts';

const packs = loadPacks('policies');
const buffer = compile(packs);
const engine = open(buffer);
const company = {
	profile: 'uk-dealer' as const,
	legalName: 'Harwell & Stone Motors Ltd',
	statusLine: 'Harwell & Stone Motors Ltd is a credit broker, not a lender.',
	address: '12 Kirkstall Road, Leeds LS3 1AB',
	phones: ['0113 496 0000'],
	emails: [],
	domains: [],
	staff: ['Dev'],
	competitors: [],
	lenders: ['Albion Motor Finance'],
};
const input = (text: string, more: Partial<CheckInput> = {}): CheckInput => ({
	text,
	site: 'x',
	kind: 'post',
	company,
	context: {},
	now: Date.parse('2026-11-21'),
	...more,
});
const rules = (text: string, more?: Partial<CheckInput>) =>
	check(engine, input(text, more)).map(({rule}) => rule);

test('the same packs give the same bytes', () => {
	expect(Buffer.from(compile(packs)).equals(Buffer.from(buffer))).toBe(true);
});

test.each<[string, (bytes: Uint8Array) => ArrayBuffer]>([
	['empty', () => new ArrayBuffer(0)],
	['not a policy', () => new ArrayBuffer(4096)],
	['cut off', bytes => bytes.buffer.slice(0, bytes.length - 8) as ArrayBuffer],
	[
		'of another format',
		bytes => {
			const copy = bytes.slice();
			copy[4] = 99;
			return copy.buffer;
		},
	],
])('a buffer that is %s is refused', (_, change) => {
	expect(() => open(change(new Uint8Array(buffer).slice()))).toThrow(PolicyFormatError);
});

test('where only the APR is wrong its figure is marked, and one press puts the right one there', () => {
	const example = (apr: string) =>
		`Representative example: cash price £9,995, deposit £1,995, total amount of credit £8,000, 48 monthly payments of £200.90, total amount payable £11,638.20, duration 48 months, rate of interest 4.9% fixed, ${apr} APR representative.`;
	const wrong = check(engine, input(example('5.1%'))).find(({rule}) => rule === 'FIN-03')!;
	const {start, end, text} = wrong.fixes[0]!;
	const mended = example('5.1%').slice(0, start) + text + example('5.1%').slice(end);
	expect(mended).toBe(example('9.9%'));
	expect(rules(mended)).not.toContain('FIN-03');
});

test("a sales executive's first draft is told what is wrong, in reading order", () => {
	const text =
		'Drive away this 2023 Kestrel GT for just £239 a month! 🚗💨 Lowest rates in Leeds, guaranteed finance, no credit checks. Hundreds in stock – pop in this weekend or DM me';
	const findings = check(engine, input(text));
	const marked = findings.map(({rule, start, end}) => [rule, text.slice(start, end)]);
	expect(marked).toContainEqual(['FIN-01', '£239 a month']);
	expect(marked).toContainEqual(['FIN-04', 'Lowest rates']);
	expect(findings.find(({rule}) => rule === 'FIN-09')).toMatchObject({
		severity: 'block',
		confidence: 'certain',
	});
	expect(verdictOf(findings)).toBe('block');
	expect(findings.map(({start}) => start)).toEqual(
		findings.map(({start}) => start).toSorted((a, b) => a - b),
	);
});

test('the wording of the offer needs a second person, and nothing else', () => {
	const text =
		'2023 Kestrel GT, in stock at our Leeds site. Finance available, subject to status, 18+. 9.9% APR representative – full example in the image. Harwell & Stone Motors Ltd is a credit broker, not a lender.';
	const imageText =
		'Representative example (PCP): Cash price £18,495.00. Deposit £4,045.00. Total amount of credit £14,450.00. 48 monthly payments of £239.05. Optional final payment £7,250.00. Total amount payable £22,769.40. Duration 49 months. Rate of interest 9.48% fixed. 9.9% APR representative. Albion Motor Finance. Harwell & Stone Motors Ltd, 12 Kirkstall Road, Leeds LS3 1AB.';
	const findings = check(engine, input(text, {context: {imageText}}));
	expect(findings.map(({rule, route}) => [rule, route])).toEqual([['FIN-20', true]]);
	expect(verdictOf(findings)).toBe('hold');
});

test('a fix fills in what the company says about itself', () => {
	const text = 'Finance available on all vans.';
	const [finding] = check(engine, input(text)).filter(({rule}) => rule === 'FIN-13');
	const [fix] = finding!.fixes;
	const fixed = text.slice(0, fix!.start) + fix!.text + text.slice(fix!.end);
	expect(fixed).toBe(
		'Finance available on all vans. Harwell & Stone Motors Ltd is a credit broker, not a lender.',
	);
	expect(rules(fixed)).toEqual(['FIN-20']);
});

test('wording that a company has not set is not offered', () => {
	const draft = input('Finance available on all vans.');
	const unset = {...draft, company: {...draft.company, statusLine: ''}};
	const [finding] = check(engine, unset).filter(({rule}) => rule === 'FIN-13');
	expect(finding).not.toHaveProperty('say');
	expect(finding!.fixes).toEqual([]);
});

test('the complaint answered late at night: her data is asked for, an outcome promised', () => {
	const inReplyTo =
		'You lot never told me you got commission on my PCP. 5 weeks and no answer. Absolute joke';
	const draft =
		"So sorry Karen! Don't worry you'll definitely get your money back from the redress scheme, we never took any commission on yours. Send me your DOB and agreement number here x";
	const found = rules(draft, {site: 'facebook', kind: 'comment', context: {inReplyTo}});
	expect(found).toContain('DP-07');
	expect(found).toContain('CUS-04');
	const ready =
		"Hi Karen, I'm sorry you've had to chase us. I've logged your complaint tonight (ref C-2026-01877) and our complaints team will contact you by Monday 23 November. Please don't post personal details here – message us privately and we'll pick it up. Dev, Harwell & Stone";
	expect(rules(ready, {site: 'facebook', kind: 'comment', context: {inReplyTo}})).toEqual([]);
});

test('a rule is silent before and after its time', () => {
	expect(rules('Guaranteed finance', {now: Date.parse('2010-01-01')})).not.toContain('FIN-09');
	expect(rules('Guaranteed finance', {now: Date.parse('2099-06-01')})).not.toContain('FIN-09');
});

const hostile = fc.oneof(
	fc.string({unit: 'binary', maxLength: 400}),
	fc.string({unit: fc.constantFrom(...'aA1£%.@#-*\'" \n\u200b\u202e\ud83d\ude00\ud800é'), maxLength: 400}),
	fc
		.array(
			fc.constantFrom(
				'finance',
				'guaranteed',
				'£239',
				'a month',
				'no',
				'😀',
				'9.9% APR',
				'G.U.A.R',
				'07700 900123',
			),
			{
				maxLength: 60,
			},
		)
		.map(words => words.join(' ')),
);

test('no text makes it throw, and every span lies inside on code-point boundaries', async () => {
	const splits = (text: string, at: number) =>
		/[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
	await fc.assert(
		fc.property(hostile, text => {
			for (const {start, end} of check(engine, input(text))) {
				expect(start).toBeGreaterThanOrEqual(0);
				expect(end).toBeLessThanOrEqual(text.length);
				expect(start).toBeLessThanOrEqual(end);
				expect(splits(text, start) || splits(text, end)).toBe(false);
			}
		}),
		{numRuns: 400},
	);
});

test.each([
	['one letter', 'a'.repeat(200_000)],
	['letters and hyphens', 'a-'.repeat(100_000)],
	['letters and at signs', 'a@'.repeat(100_000)],
	['digits', '1 '.repeat(100_000)],
	['full stops', '. '.repeat(100_000)],
	['pounds', '£1 '.repeat(70_000)],
	['a hashtag', `#${'aaaa'.repeat(40_000)}`],
	['payments', '£239 a month '.repeat(15_000)],
	['invisible characters', '\u200b'.repeat(200_000)],
])('a long run of %s is checked to its end', (_, text) => {
	// One that took the square of its length would meet the runner's time limit.
	const findings = check(engine, input(text));
	expect(findings.every(({start, end}) => start >= 0 && start <= end && end <= text.length)).toBe(true);
});

test('what an earlier text left in memory changes nothing', () => {
	const drafts = [
		'Guaranteed finance 🚗 from £199 a month, call 0113 496 0000!',
		`${'Guaranteed ﬁnance ﷺ for É𝗩ERYONE. '.repeat(3000)}`,
		'gu\u200baranteed finance. rep',
		'',
		'Was £9,000 now £8,000, save £2,000',
	];
	const alone = drafts.map(text => check(engine, input(text)));
	const mixed = [...drafts].reverse().map(text => check(engine, input(text, {context: {imageText: text}})));
	expect(mixed).not.toEqual(alone);
	expect(drafts.map(text => check(engine, input(text)))).toEqual(alone);
});

describe('a text too long to be checked', () => {
	const calm = 'We are open on Sunday. '.repeat(3100);
	const long = `${calm}Guaranteed finance for everyone!`;

	test('is held, and says from where on nobody looked', () => {
		const findings = check(engine, input(long));
		expect(findings.map(({rule, severity}) => [rule, severity])).toEqual([['LENGTH', 'review']]);
		expect(findings[0]).toMatchObject({start: 70_000, end: long.length});
		expect(verdictOf(findings)).toBe('hold');
	});

	test('also where it is the words of an image or the message answered', () => {
		for (const context of [{imageText: long}, {inReplyTo: long}])
			expect(rules('Hello', {context})).toContain('LENGTH');
	});

	test('is not cut inside a pair', () => {
		const [finding] = check(engine, input(`${'a'.repeat(69_999)}🚗🚗`)).slice(-1);
		expect(finding).toMatchObject({rule: 'LENGTH', start: 69_999});
	});

	test('is none at the limit', () => {
		expect(rules(calm.slice(0, 70_000))).not.toContain('LENGTH');
	});
});
