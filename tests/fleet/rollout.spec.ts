/**
 * A change of rules reaches every browser (product.md, 6.4 d): proposed, approved, signed; who has it, who has not; nudged,
 * paused; and back again. Beside many browsers without a window, two real ones. Small here; `COUNTERSIGN_FLEET=212
 * COUNTERSIGN_BRANCHES=39` is the whole firm, every night (tests/nightly/fleet.test.ts).
 */
import {appendFileSync} from 'node:fs';
import type {Page} from 'playwright-core';
import {
	type ConsoleStage,
	expect,
	expectGood,
	openConsoleStage,
	phone,
	picture,
	setUpFirm,
	test,
} from '../e2e/console-stage.ts';
import {type Browser, type Fleet, openFleet} from './fleet.ts';
import {branches, guard, invite} from './invite.ts';
import {account, openRealBrowsers, type RealBrowsers} from './real-browsers.ts';

const size = Number(process.env.COUNTERSIGN_FLEET ?? 12);
const places = branches(Number(process.env.COUNTERSIGN_BRANCHES ?? 4));
/** Milliseconds in which 95 % must have new rules. */
const goal = 60_000;
/** Milliseconds for what is not measured: every example of every rule is proven before anybody can approve. */
const patience = 240_000;

test.describe.configure({mode: 'serial', timeout: 600_000});

let stage: ConsoleStage;
let helen: Page;
let sam: Page;
let fleet: Fleet;
let real: RealBrowsers;
test.beforeAll(async () => {
	test.setTimeout(600_000);
	stage = await openConsoleStage();
	helen = await setUpFirm(stage);
	const people = Array.from({length: size}, (_, i) => ({
		name: `Author ${i + 1}`,
		roles: [{role: 'author' as const, location: places[i % places.length]!}],
	}));
	const lena = {name: 'Lena Vogt', roles: [{role: 'admin' as const, location: 'group'}]};
	const atLeeds = ['Priya Nair', 'Tom Okafor'].map(name => ({
		name,
		roles: [{role: 'author' as const, location: account.location}],
	}));
	await guard(helen, account);
	const [second, priya, tom, ...codes] = await invite(helen, [lena, ...atLeeds, ...people]);
	sam = await stage.person(phone);
	await sam.goto(`${stage.url}/enrol#${second}`);
	await sam.getByRole('button', {name: 'Make a passkey and sign in'}).click();
	await expect(sam.getByRole('heading', {level: 1, name: 'Lena Vogt'})).toBeVisible();
	fleet = await openFleet(
		stage.url,
		people.map(({name, roles}, i) => ({name, location: roles[0]!.location, code: codes[i]!})),
	);
	real = await openRealBrowsers(stage.url, [
		{name: 'Priya Nair', code: priya!},
		{name: 'Tom Okafor', code: tom!},
	]);
});
test.afterAll(async () => {
	await real?.close();
	await fleet?.close();
	await stage.close();
});

/** Proposed by Helen, approved by Lena; the moment of her yes. */
async function release(note: string, lesson?: {title: string; text: string}): Promise<number> {
	await helen.goto(`${stage.url}/console/releases`);
	await helen.getByLabel(/Why now/).fill(note);
	if (lesson) {
		await helen.getByText('A lesson for everybody who writes').click();
		await helen.getByLabel(/What changed/).fill(lesson.title);
		await helen.getByLabel(/A good one/).fill(lesson.text);
		await picture(helen, 'release-lesson');
	}
	await helen.getByRole('button', {name: 'Ask a second person'}).click();
	// The rules are proven meanwhile: every example of every rule
	await expect(helen.getByRole('button', {name: 'Take it back'})).toBeVisible({timeout: patience});
	await sam.goto(`${stage.url}/console/releases`);
	await sam.getByRole('button', {name: 'Approve and sign'}).click();
	await expect(sam.getByRole('button', {name: 'Approve and sign'})).toBeHidden({timeout: patience});
	return Date.now();
}

const summary = (page: Page) => page.locator('#sum-words');
/** How many of the fleet must show on the board before it goes on. */
const reaches = (version: number, count: number) =>
	expect(async () => {
		await expect(helen.getByRole('heading', {name: new RegExp(`^Version ${version},`)})).toBeVisible();
		const words = (await summary(helen).textContent()) ?? '';
		expect(Number(/^(\d+) of/.exec(words)?.[1])).toBeGreaterThanOrEqual(count);
	}).toPass({timeout: goal + 30_000});

function figure(name: string, ms: number): void {
	const file = process.env.COUNTERSIGN_FIGURES;
	if (file) appendFileSync(file, `${JSON.stringify({name, browsers: size, branches: places.length, ms})}\n`);
}

async function timed(what: string, version: number, begun: number): Promise<void> {
	await helen.goto(`${stage.url}/console/coverage`);
	// Two of a small fleet that are away are more than 5 %
	await reaches(version, Math.min(Math.ceil((size + 2) * 0.95), size));
	const ms = Date.now() - begun;
	figure(what, ms);
	figure(`${what}, both real ones`, await real.arrival(version, begun));
	expect(ms).toBeLessThan(goal);
}

test('the first rules reach every browser', async () => {
	await helen.goto(`${stage.url}/console/rules/starter`);
	await helen.getByRole('button', {name: "Install People's data"}).click();
	await expect(helen.getByText('✓ Installed')).toBeVisible();
	await timed('first rules', 1, await release('First rules'));
	await expect(helen.getByText(`${places.length} branches`)).toBeVisible();
});

/** A rule from tomorrow's notice would judge nothing today. */
const longDate = new Intl.DateTimeFormat('en-GB', {dateStyle: 'long', timeZone: 'UTC'});

/** From the notice, by the form only. */
async function writeRule(page: Page): Promise<void> {
	await page.goto(`${stage.url}/console/rules/new`);
	await page
		.getByLabel(/A notice or policy text/)
		.fill(
			`${longDate.format(Date.now())}. Promotions that say "commission-free" or “redress ready” are likely to mislead.`,
		);
	await page.getByRole('button', {name: 'Begin the rule'}).click();
	await page.getByLabel('What is it about?').fill('Claims that finance is commission-free');
	await page.getByLabel(/What the author reads/).fill("Don't say commission-free: say how we are paid.");
	await page.getByLabel('Say instead').fill('Ask us how we are paid.');
	await page.getByLabel(/Must not catch/).fill('We were paid commission of £420.\nIs it commission-free?');
	await page.getByRole('button', {name: 'Save the rule'}).click();
	await expect(page.getByText(/^Saved by Helen Marsh/)).toBeVisible({timeout: patience});
}

const lesson = {
	title: 'claims about commission',
	text: 'Say how we are paid: "Ask us how we are paid." Don\'t say "commission free".',
};

let stuck: Browser;

test('a changed rule arrives, except where it cannot', async () => {
	[stuck] = fleet.browsers as [Browser];
	stuck.getsRules = false;
	const off = fleet.browsers[1]!;
	off.isOff = true;
	await writeRule(helen);
	await timed('new rules', 2, await release('FCA notice, same day', lesson));
	await expect(helen.getByRole('heading', {name: 'Not on it yet'})).toBeVisible();
	await expect(helen.getByText(stuck.name, {exact: true})).toBeVisible();
	await helen.locator('.branches').getByText('leeds').click();
	await expect(helen.getByRole('rowheader', {name: stuck.name, exact: true})).toBeVisible();
	await expectGood(helen, 'coverage');
	await picture(helen, 'coverage');
});

const claim = 'Our finance is commission-free this weekend.';

test('an author is told what the new rule asks for, in the composer', async () => {
	await real.learns('Changed: claims about commission', page => picture(page, 'rollout-lesson'));
	await helen.goto(`${stage.url}/console/releases`);
	await expect(helen.getByText(`read by 1 of ${size + 2} authors`)).toBeVisible();
	await picture(helen, 'releases-lesson-read');
	await helen.goto(`${stage.url}/console/coverage`);
	await real.expectVerdict(claim, /second person/, page => picture(page, 'rollout-author'));
});

test('nudged, its person is told; paused, nothing goes out of it; two admins end that, or the rules do', async () => {
	await helen.getByRole('button', {name: `Nudge the browser of ${stuck.name}`, exact: true}).click();
	await expect.poll(() => stuck.desk.notices.map(({title}) => title)).toContain('Rules are being updated');
	await helen
		.getByRole('button', {name: `Pause posting in the browser of ${stuck.name} until updated`})
		.click();
	await helen.getByLabel(/^Why\?/).fill('Old rules on commission');
	await helen.getByRole('button', {name: 'Pause posting now'}).click();
	await expect(helen.getByRole('heading', {name: 'Paused'})).toBeVisible();
	await expect.poll(async () => (await stuck.desk.ports.stores.get('stops'))?.length).toBe(1);
	await helen.getByText('End it before the rules have arrived').click();
	await helen.getByLabel(/^Why\?/).fill('She is at the fair');
	await helen.getByRole('button', {name: 'Ask a second admin'}).click();
	await expect(helen.getByText(/wants to end it before/)).toBeVisible();

	await sam.goto(`${stage.url}/console/coverage`);
	await sam.getByText('End it: you are the second admin').click();
	await expectGood(sam, 'coverage, phone');
	await picture(sam, 'coverage-390');
	stuck.getsRules = true;
	await stuck.desk.tick();
	await stuck.desk.sync();
	await expect(helen.getByRole('heading', {name: 'Paused'})).toBeHidden();
	await expect.poll(async () => (await stuck.desk.ports.stores.get('stops'))?.length).toBe(0);
});

test('rolled back, the same way', async () => {
	await helen.goto(`${stage.url}/console/releases`);
	await helen.getByText('Something is wrong: back to the version before').click();
	await helen.getByLabel(/^Why\?/).fill('It hits parking');
	await helen.getByRole('button', {name: 'Roll back now'}).click();
	const begun = Date.now();
	await expect(helen.getByText('3 ✓ in force')).toBeVisible();
	await timed('roll-back', 3, begun);
	await picture(helen, 'coverage-rolled-back');
	await real.expectVerdict(claim, /Looks fine/);
});
