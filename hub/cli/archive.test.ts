import {cpSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi} from 'vitest';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {diskStore} from '../archive/blobs.ts';
import {createStory, postOne, tellStory} from '../archive/export/story.fixture.ts';
import {createSealer} from '../archive/seal.ts';
import {openKeys} from '../keys.ts';
import {lockData} from '../lock.ts';
import {openHub} from '../open-hub.ts';
import {main} from './main.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
const lines: string[] = [];

beforeAll(async () => {
	const story = await createStory(at('data'));
	await tellStory(story);
	await story.hub.archive.publish();
	cpSync(at('data'), at('backup'), {recursive: true});
	await postOne(story, 'h-9', 'After the backup');
	await story.hub.archive.publish();
	await story.close();
});
afterAll(() => folder.remove());
beforeEach(() => {
	lines.length = 0;
	vi.stubEnv('DATABASE_URL', '');
	for (const stream of ['log', 'error'] as const)
		vi.spyOn(console, stream).mockImplementation((...said) => void lines.push(said.join(' ')));
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.unstubAllEnvs();
});

const archive = (...args: string[]) => main(['archive', ...args, '--data', at('data')]);
const order = ['--by', 'helen', '--reason', 'claim 7'];

describe('countersign archive', () => {
	test('check says where it is', async () => {
		expect(await archive('check')).toBe(0);
		expect(lines.join()).toMatch(/^\d+ entries, root [0-9a-f]{64},It extends every head/);
	});

	test('a legal hold forbids erasure until it is cleared', async () => {
		expect(await archive('hold', '--id', 'LH-1', '--entries', '3-4', ...order)).toBe(0);
		expect(await archive('erase', '--entries', '4', '--basis', 'test', ...order)).toBe(1);
		expect(lines.at(-1)).toBe('countersign: entry 4 is under legal hold LH-1');
		expect(await archive('clear', '--id', 'LH-1', ...order)).toBe(0);
		expect(await archive('clear', '--id', 'LH-1', ...order)).toBe(1);
		expect(await archive('erase', '--entries', '4', '--basis', 'UK GDPR Art. 17', ...order)).toBe(0);
		expect(lines.at(-1)).toMatch(/^1 contents destroyed, under CS-\d{6}\./);
	});

	test('an older backup restored: the hub refuses to go on and says why; the newer log makes it whole again', async () => {
		cpSync(at('data'), at('restored'), {recursive: true});
		for (const name of ['hub.sqlite', 'hub.sqlite-wal', 'hub.sqlite-shm']) {
			rmSync(join(at('restored'), name), {force: true});
			cpSync(join(at('backup'), name), join(at('restored'), name), {recursive: true, force: true});
		}
		await expect(openHub({data: at('restored')})).rejects.toThrow(
			/the archive had \d+ entries and the database has \d+: it was restored from a backup/,
		);
		expect(await main(['archive', 'check', '--data', at('restored')])).toBe(1);
		for (const name of ['hub.sqlite', 'hub.sqlite-wal', 'hub.sqlite-shm'])
			rmSync(join(at('restored'), name), {force: true});
		expect(await main(['archive', 'rebuild', '--data', at('restored')])).toBe(0);
		expect(await main(['archive', 'check', '--data', at('restored')])).toBe(0);
		expect(await main(['archive', 'rebuild', '--data', at('restored')])).toBe(1);
	});

	test('sweep destroys what no entry names, and only while no hub has the folder', async () => {
		const unlock = lockData(at('data'));
		expect(await archive('sweep')).toBe(1);
		expect(lines.at(-1)).toMatch(/^countersign: another hub is using /);
		unlock();
		const keys = openKeys(join(at('data'), 'keys'));
		await createSealer(keys.kek, diskStore(join(at('data'), 'payloads'))).seal({text: 'and then it crashed'});
		expect(await archive('sweep')).toBe(0);
		expect(lines.at(-1)).toBe('Copies that no entry names: 1, destroyed.');
		expect(await archive('check')).toBe(0);
	});

	test('the completeness statement, from the command line', async () => {
		expect(await archive('completeness', '--from', '2026-03-01', '--to', '2026-03-31')).toBe(0);
		expect(lines.join('\n')).toContain('This is not a claim that nothing else exists.');
		expect(await archive('due')).toBe(0);
		expect(lines.at(-1)).toBe('0 items');
	});

	test.each([
		[['erase', '--entries', 'x', ...order]],
		[['hold', '--entries', '1', ...order]],
		[['erase', '--entries', '1']],
		[['nothing']],
	])('%j is not understood', async args => expect(await archive(...args)).toBe(2));
});
