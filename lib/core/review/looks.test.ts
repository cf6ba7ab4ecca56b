import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {approved} from './decide.fixture.ts';
import {isDrawn, isFresh, practiceOf, untilPractice, whoLooksAgain} from './looks.ts';
import {practiceItems} from './practice.ts';

const percent = fc.integer({min: 0, max: 100});
const name = fc.string({minLength: 1, maxLength: 12});
const habits = (secondLook: number, practice = 0) => ({secondLook, practice});

describe('which approvals are looked at again', () => {
	test('never at 0, always at 100; a greater share has all of a smaller one', () => {
		fc.assert(
			fc.property(name, name, percent, percent, (seed, id, a, b) => {
				const hold = {id, version: 1};
				expect(isDrawn(seed, hold, habits(0))).toBe(false);
				expect(isDrawn(seed, hold, habits(100))).toBe(true);
				const [less, more] = [Math.min(a, b), Math.max(a, b)];
				if (isDrawn(seed, hold, habits(less))) expect(isDrawn(seed, hold, habits(more))).toBe(true);
			}),
		);
	});

	test.each([2, 5, 20])('about %i in a hundred, and others with another seed', share => {
		const ids = Array.from({length: 20_000}, (_, n) => ({id: `hold-${n}`, version: 1}));
		const drawn = (seed: string) => ids.filter(hold => isDrawn(seed, hold, habits(share)));
		const count = drawn('a').length / ids.length;
		expect(Math.abs(count - share / 100)).toBeLessThan(0.01);
		const both = drawn('a').filter(hold => isDrawn('b', hold, habits(share)));
		expect(both.length / ids.length).toBeLessThan((2 * share * share) / 10_000 + 0.002);
	});
});

describe('who looks again', () => {
	const people = fc.uniqueArray(fc.constantFrom('ann', 'bob', 'cat', 'dan', 'eve', 'fay'));

	test('somebody asked who has no part in it, whatever the order; nobody if there is none', () => {
		fc.assert(
			fc.property(name, people, people, (seed, reviewers, claimants) => {
				const hold = {...approved, claimants};
				const who = whoLooksAgain(seed, hold, reviewers);
				const fresh = reviewers.filter(person => isFresh(person, hold));
				if (fresh.length === 0) expect(who).toBeUndefined();
				else expect(fresh).toContain(who);
				expect(['ann', 'cat', ...claimants]).not.toContain(who);
				expect(whoLooksAgain(seed, hold, reviewers.toReversed())).toBe(who);
			}),
		);
	});
});

describe('practice', () => {
	test('the next one is never more than half as far again, and on average as far as was asked', () => {
		fc.assert(
			fc.property(name, name, fc.integer({min: 1, max: 200}), (seed, person, practice) => {
				const rounds = Array.from({length: 60}, (_, n) =>
					untilPractice(seed, person, n, habits(0, practice)),
				);
				for (const left of rounds) {
					expect(left).toBeGreaterThanOrEqual(Math.max(1, Math.floor(practice / 2)));
					expect(left).toBeLessThanOrEqual(Math.max(1, Math.ceil(practice * 1.5)));
				}
			}),
		);
		const many = Array.from({length: 5000}, (_, n) => untilPractice('s', 'p', n, habits(0, 20)));
		expect(many.reduce((sum, left) => sum + left, 0) / many.length).toBeCloseTo(20, 0);
	});

	test('each item comes once before one comes again', () => {
		fc.assert(
			fc.property(name, name, fc.nat(1000), (seed, person, from) => {
				const count = practiceItems.length;
				const seen = new Set(
					Array.from({length: count}, (_, n) => practiceOf(seed, person, from + n, count)),
				);
				expect(seen.size).toBe(count);
			}),
		);
	});

	test('every item has a name of its own and says what is wrong', () => {
		expect(new Set(practiceItems.map(({key}) => key)).size).toBe(practiceItems.length);
		for (const {problem, text} of practiceItems) {
			expect(problem.length).toBeGreaterThan(10);
			expect(text.length).toBeLessThanOrEqual(280);
		}
	});
});
