import {expect, test} from 'vitest';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import type {Rule} from '#lib/core/policy/rule.schema.ts';
import {bundle} from '../hub.fixture.ts';
import {differenceOf} from './difference.ts';

const house: Pack = bundle().packs[0]!;
const rule: Rule = house.rules[0]!;
const packWith = (change: Partial<Rule>): Pack[] => [{...house, rules: [{...rule, ...change}]}];

test.each<{what: string; before: Partial<Rule>; after: Partial<Rule>; line: string; loosens: boolean}>([
	{
		what: 'a rule that stops may go back',
		before: {severity: 'block'},
		after: {severity: 'block', least: 'tip'},
		line: 'Too often wrong: below 60 % right it goes a stage back by itself, down to a tip that stops nothing (was: stays in force)',
		loosens: true,
	},
	{
		what: 'a rule goes back sooner',
		before: {severity: 'review'},
		after: {severity: 'review', budget: 80},
		line: 'Too often wrong: below 80 % right it goes a stage back by itself, down to only counted in silence (was: below 60 % right it goes a stage back by itself, down to only counted in silence)',
		loosens: true,
	},
	{
		what: 'a rule stays in force whatever is said of it',
		before: {severity: 'review'},
		after: {severity: 'review', least: 'hold'},
		line: 'Too often wrong: stays in force (was: below 60 % right it goes a stage back by itself, down to only counted in silence)',
		loosens: false,
	},
])('$what: the second person reads it', ({before, after, line, loosens}) =>
	expect(differenceOf(packWith(before), packWith(after))).toMatchObject([
		{rule: rule.id, what: 'changed', lines: [line], loosens},
	]),
);

test('of a new rule too', () =>
	expect(differenceOf([{...house, rules: []}], packWith({severity: 'block'}))[0]!.lines).toContain(
		'Too often wrong: stays in force',
	));
