/** A small share of tests/nightly/hostile.test.ts, with another seed. */
import {expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import {runPatterns} from './patterns.ts';
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
