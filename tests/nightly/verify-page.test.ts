/** verify.html of a real export, opened from disk: in Chromium and in Firefox ESR, with no network and the same verdicts. */
import {copyFileSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {temporaryFolder} from '#hub/archive/archive.fixture.ts';
import {createStory, exportStory, tellStory} from '#hub/archive/export/story.fixture.ts';
import {freePort} from '#hub/faults/hub-process.ts';
import {verify} from '#hub/verify/verify.ts';
import {findChromium} from '../../scripts/browser.ts';
import {until} from '../../scripts/stage/screen.ts';
import {startFirefox} from '../e2e/firefox/marionette.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const url = pathToFileURL(join(at('plain'), 'verify.html')).href;
const verdict = 'document.querySelector("#result").dataset.verdict';

beforeAll(async () => {
	const story = await createStory(at('data'));
	await tellStory(story);
	await exportStory(story, at('plain'));
	await exportStory(story, at('clean.zip'));
	await story.close();
	copyFileSync(at('clean.zip'), at('altered.zip'));
	const bytes = readFileSync(at('altered.zip'));
	// In the middle: a record's own bytes
	bytes[bytes.length >> 1]! ^= 1;
	writeFileSync(at('altered.zip'), bytes);
	writeFileSync(at('other.zip'), 'not a ZIP file');
}, 120_000);
afterAll(() => folder.remove());

/** What the command says of the same files. */
const expected = () =>
	['clean', 'altered', 'other'].map(name => [name, verify(at(`${name}.zip`)).verdict] as const);

test('in Chromium: the folder it came in and ZIP files, as the command says, asking for nothing', async () => {
	const browser = await chromium.launch({executablePath: findChromium(), args: ['--no-sandbox']});
	try {
		const page = await browser.newPage();
		const asked: string[] = [];
		page.on('request', request => asked.push(request.url()));
		const verdictOf = async (input: string, path: string) => {
			await page.goto(url);
			await page.setInputFiles(input, path);
			const result = page.locator('#result[data-verdict]:not([data-verdict="working"])');
			await result.waitFor();
			return result.getAttribute('data-verdict');
		};
		expect(await verdictOf('#folder', at('plain'))).toBe('intact');
		for (const [name, said] of expected())
			expect(await verdictOf('#zip', at(`${name}.zip`)), name).toBe(said);
		expect(asked.filter(one => !one.startsWith('file:'))).toEqual([]);
	} finally {
		await browser.close();
	}
});

test('in Firefox ESR: the same verdicts, asking for nothing', async () => {
	const firefox = await startFirefox(await freePort(), {});
	try {
		for (const [name, said] of expected()) {
			await firefox.command('WebDriver:Navigate', {url});
			const {value} = await firefox.command('WebDriver:FindElement', {using: 'css selector', value: '#zip'});
			const [id] = Object.values(value as Record<string, string>);
			await firefox.command('WebDriver:ElementSendKeys', {id, text: at(`${name}.zip`)});
			const shown = await until(
				async () => {
					const now = await firefox.evaluate(`return ${verdict}`);
					return now && now !== 'working' ? now : undefined;
				},
				'a verdict',
				120_000,
			);
			expect(shown, name).toBe(said);
			const asked = await firefox.evaluate(
				'return performance.getEntriesByType("resource").map(({name}) => name)',
			);
			expect(asked).toEqual([]);
		}
	} finally {
		await firefox.close();
	}
});
