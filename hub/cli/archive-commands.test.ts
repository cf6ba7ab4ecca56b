import {cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, tellStory} from '../archive/export/story.fixture.ts';
import {runExport} from './export.ts';
import {runVerify} from './verify.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const lines: string[] = [];

beforeAll(async () => {
	const story = await createStory(at('data'));
	await tellStory(story);
	await story.close();
});
afterAll(() => folder.remove());
beforeEach(() => {
	lines.length = 0;
	// The archive of this test is in its own folder, whatever database the machine's tests are given.
	vi.stubEnv('DATABASE_URL', '');
	for (const stream of ['log', 'error'] as const)
		vi.spyOn(console, stream).mockImplementation((...said) => void lines.push(said.join(' ')));
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

const said = () => lines.join('\n');

describe('countersign export and verify', () => {
	test('a folder: exported, recorded as an entry of the archive, intact', async () => {
		expect(await runExport(['--data', at('data'), '--out', at('all')])).toBe(0);
		expect(await runVerify([at('all')])).toBe(0);
		expect(said()).toMatch(/^INTACT/m);
		expect(readFileSync(join(at('all'), 'index.csv'), 'utf8')).toContain('export.made');
	});

	test('a ZIP file of one account and one day', async () => {
		const args = ['--data', at('data'), '--out', at('some.zip'), '--account', '77', '--site', 'facebook'];
		expect(await runExport([...args, '--from', '2026-03-12', '--to', '2026-03-12'])).toBe(0);
		expect(await runVerify([at('some.zip'), '--json'])).toBe(0);
		const report = JSON.parse(lines.at(-1)!);
		expect(report).toMatchObject({verdict: 'intact', counts: {holds: 3, approvals: 1}});
	});

	test('keys that live elsewhere are found as the hub finds them, and never made anew', async () => {
		cpSync(at('data'), at('apart'), {recursive: true});
		renameSync(at('apart/keys'), at('safe'));
		expect(await runExport(['--data', at('apart'), '--out', at('by-option'), '--keys', at('safe')])).toBe(0);
		expect(await runExport(['--data', at('apart'), '--out', at('by-nothing')])).toBe(2);
		expect(existsSync(at('apart/keys'))).toBe(false);
		vi.stubEnv('HUB_KEYS_DIR', at('safe'));
		expect(await runExport(['--data', at('apart'), '--out', at('by-environment')])).toBe(0);
		for (const name of ['by-option', 'by-environment']) expect(await runVerify([at(name)])).toBe(0);
	});

	test('one changed byte of a record: 1, with the name of the record', async () => {
		await runExport(['--data', at('data'), '--out', at('altered')]);
		const file = join(at('altered'), 'records/00000005.json');
		const bytes = readFileSync(file);
		writeFileSync(file, bytes.with(50, bytes[50]! ^ 1));
		expect(await runVerify([at('altered')])).toBe(1);
		expect(said()).toMatch(/altered {2}CS-000006: records\/00000005\.json/);
	});

	test.each([
		['export without a place', () => runExport(['--data', at('data')]), /usage/],
		['export over something', () => runExport(['--data', at('data'), '--out', at('data')]), /exist/],
		['export of nothing', () => runExport(['--data', at('none'), '--out', at('x')]), /no such file/],
		[
			'export from no time',
			() => runExport(['--data', at('data'), '--out', at('y'), '--from', 'soon']),
			/not a time/,
		],
		['export with an unknown option', () => runExport(['--datum', 'x']), /--datum/],
		['verify nothing', () => runVerify([]), /usage/],
		['verify what is not there', () => runVerify([at('none')]), /does not exist/],
	])('%s: 2, and why', async (_, run, why) => {
		expect(await run()).toBe(2);
		expect(said()).toMatch(why);
	});

	test('what was written by strangers stays text in the tables for people', () => {
		const csv = readFileSync(join(at('all'), 'index.csv'), 'utf8');
		const html = readFileSync(join(at('all'), 'index.html'), 'utf8');
		expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"")`);
		expect(html).not.toMatch(/<script/i);
		expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;[U+202E]');
		expect(readdirSync(at('all'))).toContain('README.txt');
	});
});
