import {expect, test} from 'vitest';
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import type {Pack} from '#lib/core/policy/pack.schema.ts';
import {type Rule, ruleSchema} from '#lib/core/policy/rule.schema.ts';
import {conflictsOf, everyday, overlapsOf, tooBroad} from './pack-report.ts';
import {loadPacks} from './policy-files.ts';

const now = Date.parse('2026-11-21');
const rule = (id: string, find: string, more: object = {}): Rule =>
	ruleSchema.parse({
		id,
		title: id,
		severity: 'review',
		message: 'Look again.',
		source: 'House rule',
		why: 'A trial.',
		detect: [{find}],
		examples: {
			flags: [`[${find}] one`, `[${find}] two`, `[${find}] three`],
			passes: ['Nothing of the kind.'],
		},
		...more,
	});
const packOf = (...rules: Rule[]): Pack => ({
	id: 'trial',
	title: 'Trial',
	version: '1.0.0',
	from: '2026-01-01',
	to: '2027-01-01',
	minimumEngine: 1,
	profiles: ['uk-dealer'],
	sets: {},
	rules,
});
const asked = (...rules: Rule[]) => [open(compile([packOf(...rules)])), [packOf(...rules)]] as const;
const ordinary = ['The car is red.', 'The dog is in.', 'We open at nine.', 'Come to the fair.'];

test('a rule that hits ordinary messages is over-broad, with how many and which', () => {
	expect(tooBroad(...asked(rule('TRY-01', 'the')), ordinary, now)).toEqual([
		{
			rule: 'TRY-01',
			hits: 3,
			of: 4,
			samples: ['The car is red.', 'The dog is in.', 'Come to the fair.'],
		},
	]);
});

test('a rule that says why it is broad, or only routes, or hits nothing, is not', () => {
	const excused = rule('TRY-01', 'the', {broad: 'Every post of this firm names the fund.'});
	expect(tooBroad(...asked(excused), ordinary, now)).toEqual([]);
	expect(tooBroad(...asked(rule('TRY-01', 'the', {route: true})), ordinary, now)).toEqual([]);
	expect(tooBroad(...asked(rule('TRY-01', 'finance')), ordinary, now)).toEqual([]);
});

test('the message answered is no part of the answer', () => {
	expect(tooBroad(...asked(rule('TRY-01', 'boat')), ['Do you sell boats? A boat? > No.'], now)).toEqual([]);
	expect(tooBroad(...asked(rule('TRY-01', 'boat')), ['Hello > A boat.'], now)).toHaveLength(1);
});

test('two rules that mark the same words are named, each from its own side', () => {
	const overlaps = overlapsOf(
		...asked(rule('TRY-01', 'cheap'), rule('TRY-02', 'cheap', {severity: 'block'})),
		now,
	);
	expect(overlaps).toEqual([
		{rule: 'TRY-01', other: 'TRY-02', shared: 3, of: 3, severities: ['review', 'block']},
		{rule: 'TRY-02', other: 'TRY-01', shared: 3, of: 3, severities: ['block', 'review']},
	]);
});

test('rules about different words of one text do not overlap', () => {
	const examples = {flags: ['[cheap] and nice', '[cheap] but nice', 'nice, [cheap]'], passes: ['Plain.']};
	expect(overlapsOf(...asked(rule('TRY-01', 'cheap', {examples}), rule('TRY-02', 'nice')), now)).toEqual([]);
});

test('a suggested wording that another rule holds is a conflict; a tip is none', () => {
	const suggests = rule('TRY-01', 'cheap', {say: 'Best value in town'});
	const conflicts = conflictsOf(...asked(suggests, rule('TRY-02', 'best')), now);
	expect(conflicts).toEqual([{rule: 'TRY-01', other: 'TRY-02', wording: 'Best value in town'}]);
	const tip = rule('TRY-02', 'best', {severity: 'advise'});
	expect(conflictsOf(...asked(suggests, tip), now)).toEqual([]);
});

test('none of our own rules is over-broad on ordinary messages', () => {
	const packs = loadPacks('policies');
	expect(tooBroad(open(compile(packs)), packs, everyday(), now)).toEqual([]);
	expect(everyday().length).toBeGreaterThan(100);
});
