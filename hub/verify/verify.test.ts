import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {eraseContent} from '../archive/erase.ts';
import {
	createStory,
	everything,
	exportStory,
	type Story,
	tellStory,
} from '../archive/export/story.fixture.ts';
import {verify} from './verify.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);
let story: Story;

beforeAll(async () => {
	story = await createStory(at('data'));
	await tellStory(story);
	await exportStory(story, at('plain'));
	await exportStory(story, at('packed.zip'));
});
afterAll(async () => {
	await story.close();
	folder.remove();
});

describe('a clean export', () => {
	test.each(['plain', 'packed.zip'])('%s is intact', name => {
		const report = verify(at(name));
		expect(report.problems).toEqual([]);
		expect(report.verdict).toBe('intact');
		expect(report.notes).toEqual([]);
		expect(report.counts).toMatchObject({devices: 2, deviceRecords: 6, holds: 3, approvals: 2, releases: 2});
		expect(report.counts.records).toBe(report.log?.entries);
	});

	test('is intact when it holds a part of the contents, and says how many it does not', async () => {
		await exportStory(story, at('facebook'), {...everything, site: 'facebook'});
		const report = verify(at('facebook'));
		expect(report).toMatchObject({verdict: 'intact', counts: {approvals: 1}});
		expect(report.counts.notSelected).toBeGreaterThan(5);
	});

	test('is intact after erasure, and names the entry that erased', async () => {
		const {archive, options} = story.hub;
		const order = {by: 'p-admin', reason: 'retention ended', basis: 'class general'};
		await eraseContent({archive, ...options}, {...order, entries: [3, 4, 8]});
		await exportStory(story, at('erased'));
		const report = verify(at('erased'));
		expect(report).toMatchObject({verdict: 'intact', counts: {erased: 3}});
		expect(report.notes[0]).toMatch(/content erased, under CS-\d{6}/);
	});

	test('of another log than the one you know is altered', () => {
		const {verifier} = story.hub.keys.log;
		expect(verify(at('plain'), {logKey: verifier}).verdict).toBe('intact');
		const report = verify(at('plain'), {logKey: `${verifier}x`});
		expect(report.problems[0]).toMatchObject({code: 'log-key'});
	});
});

describe('what is no export', () => {
	test.each([
		['nothing', 'no-such-path'],
		['a folder of other things', 'data/keys'],
		['a file of other things', 'data/hub.sqlite'],
	])('%s is unreadable', (_, name) => {
		expect(verify(at(name)).verdict).toBe('unreadable');
	});
});
