/** A small share of tests/nightly/hostile.test.ts, with another seed. */
import {expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {check, open} from '#lib/core/policy/engine.ts';
import {inputOf} from '../bench/input.ts';
import {processorTime, runPatterns} from './patterns.ts';
import {runTexts} from './texts.ts';

test('hostile patterns are refused, or linear', () => {
	const {broken, worst, worstPattern, accepted} = runPatterns(400, 1);
	expect(broken).toEqual([]);
	expect(accepted).toBeGreaterThan(5);
	expect(worst, worstPattern).toBeLessThan(200);
});

test('no text makes it throw, point outside, cut a pair, or take too long', () => {
	const {faults, findings} = runTexts(open(compile(loadPacks('policies'))), 1500, 1);
	expect(faults).toEqual([]);
	expect(findings).toBeGreaterThan(100);
});

// Each figure is looked for among the sums before it: a run of them once took five seconds.
test('a text full of sums costs in proportion to its length', () => {
	const engine = open(compile(loadPacks('policies/uk-motor-finance')));
	const cost = (sums: number) => {
		const input = inputOf('60 pm '.repeat(sums));
		return Math.min(...[1, 2].map(() => processorTime(() => check(engine, input))));
	};
	cost(100);
	// Eight times as long; of the square of it, sixty-four times as dear.
	expect(cost(11_200) / cost(1400)).toBeLessThan(25);
});
