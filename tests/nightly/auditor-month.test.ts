/**
 * Walkthrough (e) of product.md on a month of 10,000 interactions that were held, approved, posted and captured through the
 * hub's own doors; 20 records lost, a browser silent for a day, seven posts from a phone. In a real browser, step by step;
 * `COUNTERSIGN_SCREENSHOTS=docs/screenshots` keeps the pictures, `COUNTERSIGN_SEED` draws another month.
 */
import {execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium, type Page} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import type {Connected} from '#hub/client.ts';
import {verifyParallel} from '#hub/verify/verify-parallel.ts';
import {findChromium} from '../../scripts/browser.ts';
import {openPeople} from '../../scripts/stage/console-people.ts';
import {askAs} from '../e2e/console-furnished.ts';
import {freePort, picture, expect as shown} from '../e2e/console-stage.ts';
import {day, type Firm, march, openFirm} from './month/firm.ts';
import {type Lived, live, type Public} from './month/live.ts';
import {figuresOf, planMonth, silentSeat} from './month/plan.ts';
import {exportOf} from './month/site-exports.ts';

const seed = Number(process.env.COUNTERSIGN_SEED ?? 20260331);
const folder = mkdtempSync(join(tmpdir(), 'countersign-month-'));
const bundle = join(folder, 'bundle.zip');
let firm: Firm;
let lived: Lived;
let people: Awaited<ReturnType<typeof openPeople>>;
/** Ruth's browser, and who reads the draw after her. */
let page: Page;
let second: Connected;

/** The work is large: what is on its way is waited for. */
const see = shown.configure({timeout: 120_000});
const expected = figuresOf(planMonth(seed));
const figure = (count: number) => count.toLocaleString('en-GB');
const found = figure(expected.found);

const invited = async (name: string) =>
	(
		await firm.hub.helen.client.call('invite', {
			person: {name},
			roles: [{role: 'auditor', location: 'group'}],
		})
	).url;

beforeAll(async () => {
	const port = await freePort();
	firm = await openFirm(`http://localhost:${port}`);
	lived = await live(firm, seed);
	await firm.hub.app.listen({port, host: '127.0.0.1'});
	firm.hub.clock.now = Date.UTC(2026, 10, 20, 9, 30);
	second = await firm.hub.hire('Sam Reed', {role: 'auditor', location: 'group'});
	people = await openPeople();
	page = await people.person({width: 1280, height: 900});
	page.setDefaultTimeout(120_000);
}, 2_400_000);
afterAll(async () => {
	await people?.close();
	await firm?.hub.close();
	rmSync(folder, {recursive: true, force: true});
});

const heading = (name: string | RegExp) => see(page.getByRole('heading', {level: 1, name})).toBeVisible();
const button = (name: string | RegExp) =>
	page.getByRole('button', {name, exact: typeof name === 'string'}).click();

test('09:30 a search for "PCP" in March, and its result in figures', async () => {
	await page.goto(await invited('Ruth Lindqvist'));
	await button(/Make a passkey/);
	await page.getByRole('link', {name: 'Archive', exact: true}).click();
	await page.getByText('Concept lists (0)').click();
	await page.getByLabel('Short name').fill('pcp');
	await page.getByLabel('Title').fill('PCP');
	await page
		.getByLabel(/Words and phrases/)
		.fill('pcp\npersonal contract purchase\nballoon*\noptional final payment*');
	await button('Save as the next version');
	await see(page.getByText('Concept lists (1)')).toBeVisible();
	await page.getByLabel('Concept list').selectOption('pcp');
	await page.getByLabel('From', {exact: true}).fill('2026-03-01');
	await page.getByLabel('To', {exact: true}).fill('2026-03-31');
	await picture(page, 'month-1-search');
	await button('Search');
	await heading(`Q-1: ${found} found`);
	const {posted, x, facebook, never, returned, expired: ended, withdrawn, ready, one, two} = expected;
	for (const [row, words] of [
		['Posted', `${figure(posted)} Facebook ${figure(facebook)} · X ${figure(x)}`],
		['Edited later', figure(expected.edited)],
		['Deleted later', figure(expected.deleted)],
		['Held and never posted', `${never} returned ${returned} · expired ${ended} · withdrawn ${withdrawn}`],
		['Approved by', `ready-approved reply ${ready} · one reviewer ${one} · 2 reviewers ${two}`],
		['Approved by its own author', '0'],
	] as const)
		await see(page.getByRole('row', {name: new RegExp(`^${row} ${words}`)})).toBeVisible();
	await button('Ask again');
	await see(page.getByText(`✓ The same ${found} items as before.`)).toBeVisible();
	await picture(page, 'month-2-result');
});

test('a miss check: 300 of what did not match, read by two people', async () => {
	await button('Draw 300 for a miss check');
	await heading(/^D-1: miss check$/);
	await see(page.getByText('You have read 0 of 300.')).toBeVisible();
	await button('Not about it');
	await see(page.getByText('You have read 1 of 300.')).toBeVisible();
	await picture(page, 'month-3-draw');
	const [draw] = await second.client.call('draws');
	const verdict = (item: string) => ({item, outcome: 'not-about' as const, note: ''});
	for (const item of draw!.items) {
		await second.client.call('judge', verdict(item), {id: draw!.id});
		await askAs(page, 'POST', `archive/draws/${draw!.id}/verdicts`, verdict(item));
	}
	await page.reload();
	const result = 'With 95 % confidence fewer than 0.99 % were missed.';
	await see(page.getByText(result)).toBeVisible();
	await picture(page, 'month-4-miss-check');
	await page.getByRole('link', {name: 'Q-1', exact: true}).click();
});

test('09:52 who approved it: the story of one post, with the rule as it read that day', async () => {
	await heading(`Q-1: ${found} found`);
	const edited = lived.published.find(
		({versions, at, site}) => site === 'x' && versions.length > 1 && at < Date.UTC(2026, 2, 12),
	)!;
	const row = await rowOf(edited.versions[0]!);
	await page.goto(`${new URL(page.url()).origin}/console/archive/items/${encodeURIComponent(row.item)}`);
	await see(page.getByRole('heading', {name: 'What happened (UTC)'})).toBeVisible();
	for (const words of ['Sent for approval', 'Approved', 'Released: may be posted once', 'Archived'])
		await see(page.locator('.story strong').filter({hasText: words}).first()).toBeVisible();
	await see(page.getByRole('heading', {name: 'Before and after'})).toBeVisible();
	await see(page.getByText(`id at the site ${edited.id}`)).toBeVisible();
	const rules = page.locator('section').filter({hasText: 'FIN-09'});
	await see(rules.getByText('A PCP price needs the full representative example in this post.')).toBeVisible();
	await picture(page, 'month-5-story');
});

test('10:10 prove that nothing is missing: every seeded loss is in the gap register, and nothing else', async () => {
	await page.getByRole('link', {name: 'Completeness'}).click();
	const york = firm.accounts.find(({site, handle}) => site === 'x' && handle.endsWith('York'))!;
	const phone = Array.from({length: 7}, (_, i) => phonePost(york.id, i));
	await importAll([...lived.published, ...phone], york.id);
	await page.getByText('Compare with the site’s own export').click();
	await page.getByLabel('Account').selectOption(`x ${york.id}`);
	await page.getByLabel('Downloaded on').fill('2026-04-02');
	const files = exportOf(
		'x',
		[...lived.published, ...phone].filter(({account}) => account === york.id),
	);
	await page.getByLabel('Files').setInputFiles(
		files.map(({path, text}) => ({
			name: path.slice(5),
			mimeType: 'text/javascript',
			buffer: Buffer.from(text),
		})),
	);
	await button('Read the export');
	await see(page.getByText(/posts? read\. Skipped: no file/)).toBeVisible();
	await page.getByLabel('From', {exact: true}).fill('2026-03-01');
	await page.getByLabel('To', {exact: true}).fill('2026-03-31');
	await button('Look again and state');
	await see(page.getByText('This is not a claim that nothing else exists.')).toBeVisible({
		timeout: 1_800_000,
	});
	const gaps = (await askAs(page, 'GET', 'archive/gaps')) as {kind: string; count: number; what: string}[];
	const of = (kind: string) => gaps.filter(gap => gap.kind === kind);
	expect(of('sequence').reduce((sum, {count}) => sum + count, 0)).toBe(20);
	expect(of('silent').map(({what}) => what)).toEqual([
		expect.stringContaining(firm.authors[silentSeat]!.enrolment.person.name),
	]);
	expect(
		of('not-captured')
			.map(({what}) => what)
			.sort(),
	).toEqual(phone.map(({text}) => `a post on X is not in the archive: "${text}"`));
	expect(gaps.filter(({kind}) => !['sequence', 'silent', 'not-captured'].includes(kind))).toEqual([]);
	await picture(page, 'month-6-completeness');
	const gap = page.getByRole('listitem').filter({hasText: 'From the car park 0'});
	await gap.getByText(/^Explain G-/).click();
	await gap.getByLabel('Why').fill('Phone app, York: the policy reminder was sent');
	await gap.getByRole('button', {name: 'Explain', exact: true}).click();
	await see(gap.getByText('waits for a second person')).toBeVisible();
	await gap.getByRole('button', {name: /^Agree and close/}).click();
	await see(page.getByText('Somebody else has to agree')).toBeVisible();
	await picture(page, 'month-7-gap');
});

test('10:20 the bundle, fetched, and verified without a network; 10:31 a legal hold', async () => {
	await page.goto(`${new URL(page.url()).origin}/console/archive/searches/Q-1`);
	await page.getByText('Keep everything in this search').click();
	await page.getByLabel('Reason').fill('Complaint about PCP, no end date');
	await button('Set the legal hold');
	await see(page.getByText(`✓ Legal hold LH-1: ${found} items`)).toBeVisible();
	await button('Make the bundle');
	await see(page.getByText(`is ready under Exports: ${found} items`)).toBeVisible({timeout: 900_000});
	await picture(page, 'month-8-kept');
	await page.getByRole('link', {name: 'Exports'}).click();
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', {name: /\.zip$/}).click(),
	]);
	cpSync(await download.path(), bundle);
	await picture(page, 'month-9-exports');
	// Nothing is altered; what never came is missing, and each of it is named
	const {verdict, problems} = verifyParallel(bundle);
	expect(verdict).toBe('incomplete');
	expect(problems.map(({message}) => message).toSorted()).toEqual(losses());
});

test('verify.html of the bundle, opened from disk, in another browser without a network', async () => {
	execFileSync('unzip', ['-q', bundle, 'verify.html', '-d', folder]);
	const browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
	const offline = await browser.newContext({viewport: {width: 1280, height: 900}});
	await offline.setOffline(true);
	const laptop = await offline.newPage();
	await laptop.goto(pathToFileURL(join(folder, 'verify.html')).href);
	await laptop.getByLabel(/Key of the log/).fill(firm.hub.deps.keys.log.verifier);
	await laptop.setInputFiles('#zip', bundle);
	const result = laptop.locator('#result[data-verdict]:not([data-verdict="working"])');
	await see(result).toBeVisible({timeout: 900_000});
	expect(await result.getAttribute('data-verdict')).toBe('incomplete');
	for (const loss of losses()) await see(result.getByText(loss)).toBeVisible();
	await picture(laptop, 'month-10-verify');
	await browser.close();
});

/** As the verifier names the records that never came. */
function losses(): string[] {
	return lived.seats
		.flatMap(({who, lost}) => lost.map(n => `device ${who.device}: record ${n} is missing before ${n + 1}`))
		.toSorted();
}

/** Pages of the search, until the post with this number at the site is on one. */
async function rowOf(siteId: string): Promise<{item: string}> {
	for (let offset = 0; ; offset += 200) {
		const answer = await askAs(page, 'GET', `archive/searches/Q-1?limit=200&offset=${offset}`);
		const {rows} = answer as {rows: {item: string; siteId: string}[]};
		const row = rows.find(one => one.siteId === siteId);
		if (row || rows.length === 0) return row!;
	}
}

function phonePost(account: string, i: number): Public {
	const at = Date.UTC(2026, 2, 14, 12, i);
	const id = String((BigInt(at - 1_288_834_974_657) << 22n) + 4095n);
	const text = `From the car park ${i}`;
	return {site: 'x', account, id, at, text, kind: 'post', versions: [id], deletedAt: null};
}

/** All but the one that the auditor reads in by hand. */
async function importAll(posts: readonly Public[], byHand: string): Promise<void> {
	for (const {site, id: account} of firm.accounts.filter(({id}) => id !== byHand)) {
		const files = exportOf(
			site,
			posts.filter(post => post.account === account),
		);
		const body = {site, account, madeAt: march.to + 2 * day, files};
		await askAs(page, 'POST', 'archive/site-exports', body);
	}
}
