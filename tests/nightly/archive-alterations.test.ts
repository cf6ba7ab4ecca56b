import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {temporaryFolder} from '#hub/archive/archive.fixture.ts';
import {createStory, exportStory, postOne, type Story, tellStory} from '#hub/archive/export/story.fixture.ts';
import {alterBytes, alterFiles, drawFrom} from '#hub/verify/alterations.fixture.ts';
import {verify} from '#hub/verify/verify.ts';

// 10,000 alterations, each found; 1,000 clean exports, no alarm. `SEED=… npm run nightly` runs the same ones again.
const seed = Number(process.env.SEED ?? Date.now() % 1e9);
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

test.each([
	{what: 'bytes of a folder', name: 'plain', alter: alterBytes, count: 4000},
	{what: 'files of a folder', name: 'plain', alter: alterFiles, count: 2000},
	{what: 'bytes of a ZIP file', name: 'packed.zip', alter: alterBytes, count: 4000},
])(
	`$count alterations of $what are found (seed ${seed})`,
	({name, alter, count}) => {
		const draw = drawFrom(seed);
		for (let found = 0; found < count; ) {
			const alteration = alter(at(name), draw);
			if (!alteration) continue;
			const {verdict} = verify(at(name));
			alteration.undo();
			expect(verdict, `alteration ${found}: ${alteration.what} ${alteration.file}`).toMatch(
				/^(altered|incomplete)$/,
			);
			found++;
		}
	},
	3_600_000,
);

test(`1,000 clean exports raise no alarm (seed ${seed})`, async () => {
	const draw = drawFrom(seed);
	for (let i = 0; i < 1000; i++) {
		if (i % 50 === 0) await postOne(story, `h-nightly-${i}`, 'x'.repeat(draw(300)));
		const site = [null, 'x', 'facebook'][draw(3)]!;
		const out = at(`clean-${i}${draw(2) ? '.zip' : ''}`);
		const [from, to] = [draw(2) ? story.now() - draw(600_000) : null, draw(2) ? story.now() : null];
		await exportStory(story, out, {from, to, site, account: null});
		expect(verify(out).problems).toEqual([]);
		rmSync(out, {recursive: true});
	}
}, 3_600_000);
