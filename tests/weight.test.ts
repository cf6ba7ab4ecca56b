/** What every tab of a site pays. Runs on the built files, because types are imported everywhere and weigh nothing. */
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';

const output = '.output/chrome-mv3';
const scripts = JSON.parse(readFileSync(`${output}/manifest.json`, 'utf8')).content_scripts.flatMap(
	({js}: {js: string[]}) => js,
) as string[];

describe('content scripts', () => {
	test('there is a guard and a page lock for each site', () => {
		expect(scripts.toSorted()).toEqual([
			'content-scripts/facebook-page-lock.js',
			'content-scripts/facebook.js',
			'content-scripts/x-page-lock.js',
			'content-scripts/x.js',
		]);
	});

	test.each(scripts)('%s stays under 40 kB', script => {
		expect(readFileSync(`${output}/${script}`).byteLength).toBeLessThan(40_000);
	});

	test.each([...scripts, 'guard-kit.js'])('%s holds no React, zod, Dexie, jose or polyfill', script => {
		const code = readFileSync(`${output}/${script}`, 'utf8');
		for (const mark of ['react.element', 'ZodError', '_zod', 'Dexie', 'JWSInvalid', 'webextension-polyfill'])
			expect(code.includes(mark), `${mark} in ${script}`).toBe(false);
	});
});
