import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {loadPacks, PolicyFileError} from './policy-files.ts';

let folder = '';
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'pack-'));
	write('pack.yaml', [
		'id: trial',
		'title: Trial',
		'version: 1.0.0',
		'from: 2026-01-01',
		'to: 2027-01-01',
		'minimumEngine: 1',
		'profiles: [uk-dealer]',
	]);
});
afterEach(() => rmSync(folder, {recursive: true}));

const write = (name: string, lines: string[]) => writeFileSync(join(folder, name), lines.join('\n'));
const rule = (detect: string[]) => [
	'id: TRY-01',
	'title: Try',
	'severity: review',
	'message: Try it.',
	'source: none',
	'why: A trial.',
	'detect:',
	...detect,
	'examples: {flags: ["[abc]"], passes: [xyz]}',
];

test('a pack is read with its rules', () => {
	write('TRY-01.yaml', rule(['  - find: abc']));
	expect(loadPacks(folder)[0]).toMatchObject({id: 'trial', rules: [{id: 'TRY-01'}]});
});

test.each([
	['a typo in a key', ['  - fnd: abc'], ':8: detect.0'],
	['a typo in a condition', ['  - find: abc', '    if:', '      - senntence: abc'], 'senntence'],
	[
		'a pattern that is no RE2',
		['  - pattern: {regex: "(?=a)", needs: abc}'],
		':8: detect.0.pattern: this is no pattern of RE2',
	],
])('%s is told with file and line', (_, detect, message) => {
	write('TRY-01.yaml', rule(detect));
	expect(() => loadPacks(folder)).toThrow(PolicyFileError);
	expect(() => loadPacks(folder)).toThrow(message);
});

test('a file named otherwise than its rule is an error', () => {
	write('TRY-02.yaml', rule(['  - find: abc']));
	expect(() => loadPacks(folder)).toThrow('should be named TRY-01.yaml');
});

test('a pattern that could freeze a tab is refused with the reason', () => {
	write('TRY-01.yaml', rule(['  - pattern: {regex: "(a+)+$", needs: abc}']));
	expect(() => loadPacks(folder)).toThrow(/:8: .*an unbounded repetition/);
});
