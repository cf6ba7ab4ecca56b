import {join} from 'node:path';
import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, exportStory, tellStory} from '../archive/export/story.fixture.ts';
import {type Alteration, alterBytes, alterFiles, type Draw, drawFrom} from './alterations.fixture.ts';
import type {Report} from './report.ts';
import {verify} from './verify.ts';

const folder = temporaryFolder();
const at = (name: string) => join(folder.path, name);

beforeAll(async () => {
	const story = await createStory(at('data'));
	await tellStory(story);
	await exportStory(story, at('plain'));
	await exportStory(story, at('packed.zip'));
	await story.close();
});
afterAll(() => folder.remove());

type Alter = (path: string, draw: Draw) => Alteration | undefined;

function eachIsFound(path: string, alter: Alter, numRuns: number): void {
	fc.assert(
		fc.property(fc.integer(), seed => {
			const alteration = alter(path, drawFrom(seed));
			fc.pre(alteration !== undefined);
			try {
				expectFound(verify(path), alteration);
			} finally {
				alteration.undo();
			}
		}),
		{numRuns, maxSkipsPerRun: 1000},
	);
	expect(verify(path).verdict).toBe('intact');
}

function expectFound(report: Report, {file, what}: Alteration): void {
	const [, digits] = /(?:records|proofs)\/(\d+)\.(?:json|tlog-proof)$/.exec(file) ?? [];
	expect(report.verdict, `${what} ${file}`).toMatch(/^(altered|incomplete)$/);
	if (digits === undefined) return;
	// The record is named: by its number on paper, unless the entry that has it is what was altered.
	const named = report.problems.filter(({index}) => index === Number(digits));
	expect(named.length, `${what} ${file}`).toBeGreaterThan(0);
	expect(named.every(({record}) => record && /^(CS-\d{6}|entry \d+)$/.test(record))).toBe(true);
}

describe('one alteration anywhere in an export is found, and its record named', () => {
	test('in the bytes of a file', () => eachIsFound(at('plain'), alterBytes, 300));
	test('in the files of a folder', () => eachIsFound(at('plain'), alterFiles, 150));
	test('in the bytes of a ZIP file', () => eachIsFound(at('packed.zip'), alterBytes, 300));
});

test('an altered entry is named, not only the root', () => {
	const draw: Draw = limit => limit >> 1;
	const entries = join(at('plain'), 'log/tile/entries');
	const alteration = alterBytes(entries, draw)!;
	const {problems} = verify(at('plain'));
	alteration.undo();
	expect(problems.some(({record, code}) => code.startsWith('entry') && record !== undefined)).toBe(true);
});
