import {cpSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {type Browser, chromium, type Page} from 'playwright-core';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {findChromium} from '../../../scripts/browser.ts';
import {temporaryFolder} from '../../archive/archive.fixture.ts';
import {createStory, exportStory, tellStory} from '../../archive/export/story.fixture.ts';
import {stampHead} from '../../timestamps/stamps.ts';
import {startTsa} from '../../timestamps/tsa.fixture.ts';
import {alterBytes, type Draw, drawFrom} from '../alterations.fixture.ts';
import {verify} from '../verify.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
let browser: Browser;
let page: Page;
const requests: string[] = [];
let key = '';

beforeAll(async () => {
	const story = await createStory(at('data'));
	await tellStory(story);
	await story.hub.archive.publish();
	const {db, log} = story.hub.options;
	const clocks = [await startTsa('rsa'), await startTsa('ec')];
	for (const {url} of clocks) await stampHead({db, log, url, every: 1});
	for (const [i, clock] of clocks.entries()) writeFileSync(at(`clock-${i}.der`), clock.issuer);
	await Promise.all(clocks.map(clock => clock.close()));
	await exportStory(story, at('plain'));
	await exportStory(story, at('packed.zip'));
	// A copy of its own: the one in the bundle is altered too.
	cpSync(join(at('plain'), 'verify.html'), at('page.html'));
	key = story.hub.keys.log.verifier;
	await story.close();
	browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
	page = await browser.newPage();
	page.on('request', request => requests.push(request.url()));
});
afterAll(async () => {
	await browser.close();
	folder.remove();
});
beforeEach(async () => {
	await page.goto(pathToFileURL(at('page.html')).href);
});

async function verdictOf(input: '#zip' | '#folder', path: string): Promise<string | undefined> {
	await page.setInputFiles(input, path);
	const result = page.locator('#result[data-verdict]:not([data-verdict="working"])');
	await result.waitFor();
	return (await result.getAttribute('data-verdict')) ?? undefined;
}

/** One altered export before both: the page and the command. */
async function compare(name: string, input: '#zip' | '#folder', draw: Draw): Promise<void> {
	const alteration = alterBytes(at(name), draw);
	if (!alteration) return;
	const where = `${alteration.what} ${alteration.file}`;
	const {verdict, problems} = verify(at(name));
	await page.reload();
	expect(await verdictOf(input, at(name)), where).toBe(verdict);
	const lines = await page.locator('#lines').innerText();
	for (const record of problems.flatMap(problem => problem.record ?? []))
		expect(lines, where).toContain(record);
	alteration.undo();
}

describe('verify.html, opened from disk', () => {
	test('finds a clean ZIP file and its folder intact', async () => {
		expect(await verdictOf('#zip', at('packed.zip'))).toBe('intact');
		await page.reload();
		expect(await verdictOf('#folder', at('plain'))).toBe('intact');
		expect(await page.locator('#lines').innerText()).toContain('Approvals by a second person: 2');
	});

	test('compares the key of the log', async () => {
		await page.fill('#key', key);
		expect(await verdictOf('#zip', at('packed.zip'))).toBe('intact');
		await page.reload();
		await page.fill('#key', `${key.slice(0, -5)}AAAA=`);
		expect(await verdictOf('#zip', at('packed.zip'))).toBe('altered');
	});

	test('compares the certificates of outside clocks, RSA and ECDSA', async () => {
		await page.setInputFiles('#timestamper', [at('clock-0.der'), at('clock-1.der')]);
		expect(await verdictOf('#zip', at('packed.zip'))).toBe('intact');
		const lines = await page.locator('#lines').innerText();
		expect(
			lines.match(/Outside Clock stamped the first \d+ entries of this log on .* UTC\.$/gm),
		).toHaveLength(2);
		await page.reload();
		await page.setInputFiles('#timestamper', at('clock-1.der'));
		expect(await verdictOf('#zip', at('packed.zip'))).toBe('altered');
	});

	test('says about altered exports what the command says', async () => {
		const draw = drawFrom(20260312);
		for (let i = 0; i < 6; i++) {
			await compare('packed.zip', '#zip', draw);
			await compare('plain', '#folder', draw);
		}
	});

	test('says that other files are no export', async () => {
		mkdirSync(at('other'));
		writeFileSync(join(at('other'), 'a.txt'), 'a');
		expect(await verdictOf('#folder', at('other'))).toBe('unreadable');
	});

	test('asks the network for nothing', () => {
		expect(requests.filter(url => !url.startsWith('file:'))).toEqual([]);
	});
});
