import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {loadPacks} from '#hub/policy-files.ts';
import {learnedFrom} from '../../scripts/learn/learned.ts';

test('what the packs have learned is what npm run learn writes', {timeout: 300_000}, () => {
	const fresh = learnedFrom(loadPacks('policies'));
	expect(fresh.size).toBeGreaterThan(5);
	for (const [pack, text] of fresh)
		expect(readFileSync(`policies/${pack}/learned.json`, 'utf8') === text, `${pack}: run npm run learn`).toBe(
			true,
		);
});
