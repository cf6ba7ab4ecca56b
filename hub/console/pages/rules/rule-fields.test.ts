import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {
	fieldsOf,
	setBeside,
	setExamples,
	setException,
	setNumber,
	setPhrases,
	setScalar,
} from './rule-fields.ts';

const yaml = `# Helen: agreed with the lender
id: HSE-10
title: Words about commission
severity: review # not block
detect:
  - find: [commission free]
    unless: [quoted]
examples:
  flags:
    - "[commission free]"
    - text: "[commission free]"
      site: facebook
  passes:
    - Good morning.
`;

test('what the form shows is what the text says', () =>
	expect(fieldsOf(yaml)).toMatchObject({
		...{title: 'Words about commission', severity: 'review', phrases: 'commission free'},
		...{unless: ['quoted'], flags: '[commission free]', passes: 'Good morning.', budget: '', least: ''},
		beyond: ['1 examples with a context of their own'],
	}));

test('a text that cannot be read has no form', () => expect(fieldsOf('title: [')).toBeUndefined());

test('each field writes its own place, and the comments stay', () => {
	const changes: ((text: string) => string)[] = [
		text => setScalar(text, 'say', 'Ask us how we are paid.'),
		text => setNumber(text, 'budget', '75'),
		text => setScalar(text, 'least', 'tip'),
		text => setPhrases(text, 'commission free\nno commission'),
		text => setException(text, 'question', true),
		text => setBeside(text, 'parking\n weekend of parking '),
		text => setExamples(text, 'passes', 'Good morning.\n\n  We were paid commission. '),
	];
	const changed = changes.reduce((text, change) => change(text), yaml);
	expect(changed).toContain('# Helen: agreed with the lender');
	expect(changed).toContain('# not block');
	expect(parse(changed)).toMatchObject({
		...{say: 'Ask us how we are paid.', budget: 75, least: 'tip'},
		detect: [
			{
				find: 'commission free\nno commission\n',
				unless: ['quoted', 'question', {sentence: ['parking', 'weekend of parking']}],
			},
		],
		examples: {
			passes: ['Good morning.', 'We were paid commission.'],
			flags: ['[commission free]', {site: 'facebook'}],
		},
	});
	expect(fieldsOf(changed)).toMatchObject({
		budget: '75',
		least: 'tip',
		beside: 'parking\nweekend of parking',
	});
	expect(fieldsOf(setBeside(changed, ''))).toMatchObject({beside: '', unless: ['quoted', 'question']});
});

test.each(['budget', 'least', 'say'] as const)('an emptied %s is as if it had never been said', name => {
	const set = name === 'budget' ? setNumber(yaml, name, '75') : setScalar(yaml, name, 'tip');
	expect(parse(set)).toHaveProperty(name);
	expect(parse(setScalar(set, name, ''))).toEqual(parse(yaml));
});
