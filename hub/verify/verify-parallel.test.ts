import {generateKeyPairSync, sign, verify as verifyNow} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, exportStory, tellStory} from '../archive/export/story.fixture.ts';
import {derOf} from './der.ts';
import {verify} from './verify.ts';
import {verifyParallel} from './verify-parallel.ts';

const folder = temporaryFolder();
const out = join(folder.path, 'export');
beforeAll(async () => {
	const story = await createStory(join(folder.path, 'data'));
	await tellStory(story);
	await exportStory(story, out);
	await story.close();
});
afterAll(folder.remove);

describe('with other cores', () => {
	test('an intact export has the same report', () => expect(verifyParallel(out)).toEqual(verify(out)));

	test('a signature of another key is named as before', () => {
		const files = Array.from({length: 60}, (_, i) =>
			join(out, 'records', `${String(i).padStart(8, '0')}.json`),
		);
		const file = files.find(path => /"signature":"/.test(readOr(path)))!;
		const before = readFileSync(file, 'utf8');
		writeFileSync(
			file,
			before.replace(/"signature":"(.)/, (_, first) => `"signature":"${first === 'A' ? 'B' : 'A'}`),
		);
		const report = verify(out);
		expect(report.verdict).toBe('altered');
		expect(verifyParallel(out)).toEqual(report);
		writeFileSync(file, before);
	});

	test('both spellings of 200 signatures are the same signature', () => {
		const {publicKey, privateKey} = generateKeyPairSync('ec', {namedCurve: 'P-256'});
		for (let i = 0; i < 200; i++) {
			const data = Buffer.from(`${i}`);
			const jws = sign('sha256', data, {key: privateKey, dsaEncoding: 'ieee-p1363'});
			expect(verifyNow('sha256', data, publicKey, derOf(jws)!)).toBe(true);
		}
		expect(derOf(new Uint8Array(63))).toBeUndefined();
	});
});

function readOr(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
