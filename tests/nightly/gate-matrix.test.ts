/**
 * Every path, gesture, weather and script, in both gate modes and for each lock alone. Writes docs/gate.md. With GATE_ROWS=FILE
 * it goes in parts (`-t managed`): each run puts its rows into the file in place of those of the same names.
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {type Bench, openBench} from '../e2e/gate/bench.ts';
import {facebookPaths} from '../e2e/gate/facebook-paths.ts';
import {isOpen, problemOf, type Row} from '../e2e/gate/row.ts';
import {runTurn, turns} from '../e2e/gate/run-approved.ts';
import {runPath} from '../e2e/gate/run-paths.ts';
import {runScripts} from '../e2e/gate/run-scripts.ts';
import {runSurface} from '../e2e/gate/run-surfaces.ts';
import {runThread} from '../e2e/gate/run-threads.ts';
import {surfaces} from '../e2e/gate/surfaces.ts';
import {gateReport} from '../e2e/gate/table.ts';
import {threadTurns} from '../e2e/gate/threads.ts';
import {xPaths} from '../e2e/gate/x-paths.ts';

/** Some rows by their names: GATE_ONLY='reel|note'. */
const wanted = new RegExp(process.env.GATE_ONLY ?? '');
const rows: Row[] = [];
let bench: Bench;
beforeAll(async () => {
	bench = await openBench();
});
afterAll(async () => {
	const browser = (await bench.seat('managed')).context.browser()?.version() ?? 'Chromium';
	writeFileSync('docs/gate.md', gateReport(withEarlier(rows), `Chromium ${browser}`));
	await bench.close();
});

function withEarlier(fresh: readonly Row[]): Row[] {
	const file = process.env.GATE_ROWS;
	if (!file) return [...fresh];
	const keyOf = ({site, name, mode}: Row) => `${site} ${name} ${mode}`;
	const again = new Set(fresh.map(keyOf));
	const before: Row[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
	const all = [...before.filter(row => !again.has(keyOf(row))), ...fresh];
	writeFileSync(file, JSON.stringify(all, null, '\t'));
	return all;
}

const failed: string[] = [];

/** One attempt that breaks off leaves a gap in the table, not in the run. */
async function tried(name: string, run: () => Promise<Row>): Promise<void> {
	try {
		if (wanted.test(name)) rows.push(await run());
	} catch (error) {
		failed.push(`${name}: ${String(error).slice(0, 400)}`);
	}
}

test.each(['managed', 'unmanaged', 'page', 'url', 'body'] as const)('scripts, %s', async mode => {
	for (const site of ['x', 'facebook'] as const)
		rows.push(...(await runScripts(bench, mode, site, name => wanted.test(name))));
});

test.each(['managed', 'unmanaged'] as const)('gestures and weather, %s', async mode => {
	for (const path of [...xPaths, ...facebookPaths]) await tried(path.name, () => runPath(bench, mode, path));
});

test.each(['managed', 'unmanaged'] as const)('surfaces approved by their request, %s', async mode => {
	for (const surface of surfaces) await tried(surface.name, () => runSurface(bench, mode, surface));
});

test.each(['managed', 'unmanaged'] as const)('after the approval, %s', async mode => {
	for (const turn of turns) await tried(turn.name, () => runTurn(bench, mode, turn));
	for (const turn of threadTurns) await tried(turn.name, () => runThread(bench, mode, turn));
});

test('the requirement is met', () => {
	expect(rows.length).toBeGreaterThan(process.env.GATE_ROWS ? 0 : 200);
	const asked = rows.filter(row => !isOpen(row, row.mode));
	expect([...failed, ...asked.map(problemOf).filter(problem => problem !== '')]).toEqual([]);
});
