/** Walkthrough (d) at its full size: 39 branches, 212 simulated browsers and two real ones, there and back. */
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';

test('new rules and the roll-back reach 95 % of 214 browsers in under 60 s', () => {
	const folder = mkdtempSync(join(tmpdir(), 'countersign-fleet-'));
	const figures = join(folder, 'figures.jsonl');
	const size = {COUNTERSIGN_FLEET: '212', COUNTERSIGN_BRANCHES: '39', COUNTERSIGN_FIGURES: figures};
	const args = ['playwright', 'test', '--config', 'tests/fleet/playwright.config.ts'];
	execFileSync('npx', args, {env: {...process.env, ...size}, stdio: 'inherit', timeout: 1_200_000});
	const told = readFileSync(figures, 'utf8').trim().split('\n');
	rmSync(folder, {recursive: true});
	const measured = told.map(line => JSON.parse(line) as {name: string; browsers: number; ms: number});
	console.table(measured);
	const asked = measured.filter(({name}) => ['first rules', 'new rules', 'roll-back'].includes(name));
	expect(asked.map(({browsers}) => browsers)).toEqual([212, 212, 212]);
	for (const {ms} of asked) expect(ms).toBeLessThan(60_000);
});
