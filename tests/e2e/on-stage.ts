/** One stage a file: hub, sandbox, Priya who writes and Tom who reviews, each in a browser of their own. */
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test as base} from '@playwright/test';
import {priya, tom} from '../../scripts/stage/cast.ts';
import type {Seat} from '../../scripts/stage/seat.ts';
import {openStage, type Stage} from '../../scripts/stage/stage.ts';

interface OnStage {
	stage: Stage;
	author: Seat;
	reviewer: Seat;
}

// Playwright reads a fixture's needs from its parameters' names.
export const test = base.extend<object, OnStage>({
	stage: [
		// biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object pattern
		async ({}, use) => {
			const stage = await openStage({
				folder: mkdtempSync(join(tmpdir(), 'countersign-e2e-')),
				headless: true,
			});
			await use(stage);
			await stage.close();
		},
		{scope: 'worker', timeout: 120_000},
	],
	author: [async ({stage}, use) => use(await stage.enrol(priya)), {scope: 'worker', timeout: 60_000}],
	reviewer: [async ({stage}, use) => use(await stage.enrol(tom)), {scope: 'worker', timeout: 60_000}],
});
export {expect} from '@playwright/test';
