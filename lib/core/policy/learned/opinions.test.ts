import {expect, test} from 'vitest';
import {neutralCompany} from '#hub/cli/draft-lines.ts';
import type {CheckInput} from '../check-input.ts';
import {compile} from '../compile.ts';
import {check, open} from '../engine.ts';
import {ruleSchema} from '../rule.schema.ts';

const learned = {'TRY-01': '-56 month=40 each_month=60 borrow=30 D.broker=-90 #phone=-200'};
const rule = {
	id: 'TRY-01',
	title: 'Cost of borrowing',
	severity: 'block',
	message: 'Give the whole example.',
	source: 'House rule 1',
	why: 'Half a price misleads.',
	fixes: [
		{label: 'Use this', replace: 'ask us'},
		{label: 'Add the line', append: 'We are a broker.'},
	],
	detect: [{find: 'a month', unless: [{sentence: 'rent'}]}],
	examples: {flags: ['x'], passes: ['y']},
};

function findingsIn(text: string, more: object = {}, from: Record<string, string> = learned) {
	const pack = {
		id: 'try',
		title: '',
		version: '1.0.0',
		from: '2026-01-01',
		to: '2027-01-01',
		minimumEngine: 1,
		profiles: ['uk-dealer' as const],
		sets: {},
		learned: from,
		rules: [ruleSchema.parse({...rule, ...more})],
	};
	const input: CheckInput = {
		text,
		site: 'x',
		kind: 'post',
		company: neutralCompany('uk-dealer'),
		context: {},
		now: Date.parse('2026-11-22'),
	};
	return check(open(compile([pack])), input);
}

test('words that speak for a rule together are a finding that is never certain, at the words that say most', () => {
	const text = 'Open till six. Borrow it, two hundred each month. Ring Baz.';
	const [found] = findingsIn(text);
	expect(found).toMatchObject({rule: 'TRY-01', severity: 'block', confidence: 'likely'});
	expect(text.slice(found!.start, found!.end)).toBe('Borrow it, two hundred each month');
	expect(found!.why).toContain('Not a set phrase');
	expect(found!.fixes.map(({label}) => label)).toEqual(['Add the line']);
});

test('weaker words are only possible, and too weak ones say nothing', () => {
	expect(findingsIn('Two hundred each month.')).toMatchObject([{confidence: 'possible'}]);
	expect(findingsIn('Borrow a book this month.')).toEqual([]);
});

test('what is said elsewhere in the draft speaks against it', () => {
	expect(findingsIn('Two hundred each month. We are a broker.')).toEqual([]);
});

test('a feature counts once, however often its words stand there', () => {
	expect(findingsIn('month month month month')).toEqual([]);
});

test('the patterns go first: what they find stands, what their conditions let be stays so', () => {
	expect(findingsIn('Borrow it for £9 a month, each month.')).toMatchObject([{confidence: 'certain'}]);
	expect(findingsIn('Borrow the rent of £9 a month, each month.')).toEqual([]);
});

test('where its sentence speaks against a rule, what a pattern finds is found but not certain', () => {
	const rent = {'TRY-01': '-56 month=40 stall=-130'};
	expect(findingsIn('A stall is £9 a month. Or £9 a month.', {}, rent)).toMatchObject([
		{start: 14, confidence: 'likely', message: 'Give the whole example.'},
		{start: 29, confidence: 'certain'},
	]);
	expect(findingsIn('A stall is £9 a month.', {secondOpinion: false}, rent)).toMatchObject([
		{confidence: 'certain'},
	]);
});

test('a rule without it, and a rule of another kind of firm, gets no second opinion', () => {
	expect(findingsIn('Borrow it, two hundred each month.', {secondOpinion: false})).toEqual([]);
	expect(findingsIn('Borrow it, two hundred each month.', {where: {profiles: ['uk-bank']}})).toEqual([]);
	expect(findingsIn('Borrow it, two hundred each month.', {}, {'TRY-02': learned['TRY-01']})).toEqual([]);
});
