import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {stageOf, stages} from './stages.ts';
import {type Bound, cappedAt, highest, leastOf, stepBackOf, wrongs} from './step-back.ts';

const rule = (change: Partial<Bound> = {}): Bound => ({severity: 'review', detect: [{}], ...change});
const said = (...counts: number[]) => new Map(counts.map((count, i) => [`p${i}`, count]));

describe('a rule goes one stage back', () => {
	test.each([
		{what: 'too few judged', judged: {right: 0, wrong: said(9, 10)}, to: undefined},
		{what: 'all wrong', judged: {right: 0, wrong: said(10, 10)}, to: 'tip'},
		{what: 'just under, but it may be bad luck', judged: {right: 11, wrong: said(5, 4)}, to: undefined},
		{what: 'surely under', judged: {right: 45, wrong: said(30, 25)}, to: 'tip'},
		{what: 'one person alone says so', judged: {right: 0, wrong: said(500)}, to: undefined},
		{what: 'one says so, a second hardly', judged: {right: 15, wrong: said(500, 2)}, to: undefined},
		{what: 'fine', judged: {right: 80, wrong: said(10, 10)}, to: undefined},
	])('$what', ({judged, to}) => expect(stepBackOf(rule(), undefined, judged)?.to).toBe(to));

	const bad = {right: 0, wrong: said(20, 20)};
	const at = (stage: 'shadow' | 'tip' | 'hold') => [{stage, locations: ['group/leeds'], from: 5}];
	test.each([
		{what: 'from a tip', rule: rule(), plan: at('tip'), to: 'shadow'},
		{what: 'not from a shadow', rule: rule({least: 'shadow'}), plan: at('shadow'), to: undefined},
		{what: 'not below its least', rule: rule({least: 'tip'}), plan: at('tip'), to: undefined},
		{what: 'never what blocks', rule: rule({severity: 'block'}), plan: undefined, to: undefined},
		{
			what: 'nor what blocks in one place',
			rule: rule({detect: [{}, {severity: 'block'}]}),
			plan: at('hold'),
			to: undefined,
		},
		{
			what: 'unless two people signed so',
			rule: rule({severity: 'block', least: 'tip'}),
			plan: undefined,
			to: 'tip',
		},
		{what: 'by its own budget', rule: rule({budget: 5}), plan: undefined, to: undefined},
	])('$what', ({rule: own, plan, to}) => expect(stepBackOf(own, plan, bad)?.to).toBe(to));
});

const places = ['group', 'group/north', 'group/north/leeds', 'group/south'];
const step = fc.record({
	stage: fc.constantFrom(...stages),
	locations: fc.uniqueArray(fc.constantFrom(...places), {minLength: 1}),
	from: fc.integer({min: 0, max: 9}),
});
const plan = fc.option(fc.array(step, {maxLength: 6}), {nil: undefined});

test('everywhere and at any time: what it was, or the stage below where that was higher', () =>
	fc.assert(
		fc.property(plan, fc.constantFrom(...stages), (before, to) => {
			const after = cappedAt(before, to);
			for (const place of places)
				for (let now = 0; now < 10; now++) {
					const was = stages.indexOf(stageOf(before && {R: before}, 'R', place, now));
					const is = stages.indexOf(stageOf({R: after}, 'R', place, now));
					expect(is).toBe(Math.min(was, stages.indexOf(to)));
				}
		}),
	));

test('never below its least, never by one person, never twice at once', () =>
	fc.assert(
		fc.property(
			plan,
			fc.constantFrom('block', 'review', 'advise'),
			fc.constantFrom('shadow', 'tip', 'hold', undefined),
			fc.nat(50),
			fc.array(fc.nat(50)),
			(before, severity, least, right, counts) => {
				const own = rule({severity, least});
				const found = stepBackOf(own, before, {right, wrong: said(...counts)});
				if (!found) return;
				expect(stages.indexOf(found.to)).toBe(stages.indexOf(highest(before)) - 1);
				expect(stages.indexOf(found.to)).toBeGreaterThanOrEqual(stages.indexOf(leastOf(own)));
				expect(counts.filter(count => count > 0).length).toBeGreaterThan(1);
				expect(found.precision.high).toBeLessThan(found.budget);
			},
		),
	));

test('one voice counts as often as all others together', () => {
	expect(wrongs(said())).toBe(0);
	expect(wrongs(said(7))).toBe(0);
	expect(wrongs(said(7, 1))).toBe(2);
	expect(wrongs(said(3, 3, 3))).toBe(9);
});
