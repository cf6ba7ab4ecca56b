/** The gate in both of its modes: nothing gets out that was not released, and what was released gets out once (docs/gate.md). */
import {expect, test} from '@playwright/test';
import {type Bench, openBench} from './bench.ts';
import {facebookPaths} from './facebook-paths.ts';
import {groundTruth} from './ground-truth.ts';
import {isOpen, open, problemOf} from './row.ts';
import {runTurn, turns} from './run-approved.ts';
import {runPath} from './run-paths.ts';
import {runScripts} from './run-scripts.ts';
import {popupWords, sentPastItsLock} from './run-seen.ts';
import {runMobile, runSocket} from './run-sockets.ts';
import {runSurface} from './run-surfaces.ts';
import {runThread} from './run-threads.ts';
import {surfaces} from './surfaces.ts';
import {threadTurns} from './threads.ts';
import {longest} from './wait.ts';
import {xPaths} from './x-paths.ts';

// A selection for every change; tests/nightly/gate-matrix.test.ts runs all of it.
const scripts = new Set([
	'fetch of bytes',
	'XMLHttpRequest',
	'fetch of a fresh frame',
	'a worker',
	'a shared worker',
	'a form into a frame',
	'a worker, a path with a letter in disguise',
	'after document.open',
	'with tampered lists',
	'with natives nailed down',
	'a forged cookie of a personal account',
	'a name only in the header, a body that nobody can read',
]);

test.describe.configure({mode: 'serial'});
let bench: Bench;
test.beforeAll(async () => {
	test.setTimeout(120_000);
	bench = await openBench();
});
test.afterAll(() => bench.close());

test('the gate mode is what the browser allows', async () => {
	// A background that has just started says the weaker one until its canary is back
	for (const mode of ['managed', 'unmanaged'] as const)
		await expect.poll(() => bench.ask(mode, 'desk:state'), {timeout: longest}).toMatchObject({gate: mode});
});

for (const mode of ['managed', 'unmanaged'] as const)
	for (const site of ['x', 'facebook'] as const)
		test(`${mode}: scripts on ${site}`, async () => {
			test.setTimeout(120_000);
			const rows = await runScripts(bench, mode, site, name => scripts.has(name));
			expect(rows.map(problemOf).filter(problem => problem !== '')).toEqual([]);
			// By URL everything on X is denied, in every browser.
			if (site === 'x') expect(rows.map(({reached}) => reached)).toEqual(rows.map(() => 0));
		});

for (const path of [...xPaths, ...facebookPaths].filter(({ci}) => ci))
	test(`unmanaged: ${path.site}, ${path.name}`, async () => {
		const row = await runPath(bench, 'unmanaged', path);
		if (isOpen(path, 'unmanaged')) expect(row).toMatchObject(open);
		else expect(problemOf(row)).toBe('');
	});

for (const surface of surfaces.filter(({ci}) => ci))
	test(`unmanaged: approved by its request, ${surface.site}, ${surface.name}`, async () => {
		expect(problemOf(await runSurface(bench, 'unmanaged', surface))).toBe('');
	});

for (const turn of threadTurns.filter(({ci}) => ci))
	test(`managed: thread approved, then ${turn.name}`, async () => {
		expect(problemOf(await runThread(bench, 'managed', turn))).toBe('');
	});

for (const turn of turns.filter(({ci}) => ci))
	test(`managed: approved, then ${turn.name}`, async () => {
		expect(problemOf(await runTurn(bench, 'managed', turn))).toBe('');
	});

for (const site of ['x', 'facebook'] as const)
	test(`messages by socket on ${site}: denied, or checked and recorded, as the admin chose`, async () => {
		test.setTimeout(60_000);
		const out = {denied: [], captured: ['Your car is ready.'], forbidden: []};
		expect(await runSocket(bench, site)).toEqual(out);
	});

test('m.facebook.com, where all goes by a socket: it says that posting is paused, and it is', async () => {
	expect(await runMobile(bench)).toEqual([]);
});

test('a draft is kept by the site whatever it says, and not published', async () => {
	const {context} = await bench.seat('unmanaged');
	await bench.stage.site.reset();
	await context.clearCookies();
	const page = await context.newPage();
	await page.goto('https://x.com/compose/post');
	await page.click('[role=dialog] [data-testid="tweetTextarea_0"]');
	await page.keyboard.type('Guaranteed finance for everyone!');
	await page.click('[data-testid=app-bar-close]');
	await page.click('[data-testid=confirmationSheetConfirm]');
	await expect(page.locator('[role=dialog]')).toHaveCount(0);
	await page.goto('https://x.com/compose/post/unsent/drafts');
	await expect(page.getByTestId('unsentTweet')).toContainText('Guaranteed finance for everyone!');
	expect(await groundTruth(bench.stage).published('x')).toEqual([]);
	await page.close();
});

test('the popup says what is seen of a page, part by part', async () => {
	const words = await popupWords(bench, 'popup-page', async page => {
		await page.goto('https://x.com/home');
		await page.click('[data-testid="tweetTextarea_0"]');
		await page.keyboard.type('Good morning, Leeds.');
	});
	const [heading, ...parts] = words.map(word => word.slice(2));
	expect(heading).toMatch(/^This page: @/);
	expect(parts).toEqual([
		...['Box to write in: seen', 'Text: seen', 'Files: nothing there yet', 'Account: seen'],
		...['Post button: seen', 'What the page sends: nothing there yet'],
	]);
});

test('a page that sent past its page lock: posting pauses there, and the popup says so', async () => {
	test.setTimeout(60_000);
	const published: string[] = [];
	const words = await popupWords(bench, 'popup-page-unseen', async page => {
		published.push(...(await sentPastItsLock(bench, page)));
	});
	expect(published).toEqual(['Good morning, Leeds.']);
	expect(words[0]).toBe("! Countersign can't see this page. Company posting is paused.");
	expect(words).toContain('! What the page sends: not seen');
	await bench.stage.site.reset();
});

test('what left unreleased is on record', async () => {
	const {records} = await bench.ask<{records: {json: string}[]}>('unmanaged', 'records:mine');
	const locks = records.map(({json}) => JSON.parse(json).body.lock);
	for (const lock of ['page', 'wire-url', 'witness']) expect(locks).toContain(lock);
});
