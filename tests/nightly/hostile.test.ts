/** 10,000 hostile patterns and 100,000 hostile texts; the figures go to docs/measurements.md. */
import {expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import {compile} from '#lib/core/policy/compile.ts';
import {open} from '#lib/core/policy/engine.ts';
import {runPatterns} from '../hostile/patterns.ts';
import {runTexts} from '../hostile/texts.ts';

test('10,000 hostile patterns', () => {
	const {broken, ...run} = runPatterns(10_000, 2);
	console.log(run);
	expect(broken).toEqual([]);
	expect(run.accepted).toBeGreaterThan(300);
	expect(run.worst, run.worstPattern).toBeLessThan(200);
});

test('100,000 hostile texts', () => {
	const {faults, ...run} = runTexts(open(compile(loadPacks('policies'))), 100_000, 2);
	console.log(run);
	expect(faults).toEqual([]);
	expect(run.longest).toBeGreaterThan(900_000);
});
