import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from '@playwright/test';
import {openStage} from '../../scripts/stage/stage.ts';
import {tellStory} from '../../scripts/story/story.ts';
import {customerReply, fairOffer} from '../../scripts/story/texts.ts';

// biome-ignore lint/correctness/noEmptyPattern: Playwright demands an object pattern
test('the story: an offer on X and a reply on Facebook, held, approved, posted, archived, verified', async ({}, info) => {
	test.setTimeout(240_000);
	// A stage of its own: the story begins with nobody enrolled and nothing published.
	const stage = await openStage({folder: mkdtempSync(join(tmpdir(), 'countersign-story-')), headless: true});
	const lines: string[] = [];
	const ok = await tellStory({stage, out: info.outputPath('story'), say: line => lines.push(line)});
	expect(ok, lines.join('\n')).toBe(true);
	const published = await stage.site.published();
	await stage.close();
	expect(published.map(({site, text}) => ({site, text}))).toEqual([
		{site: 'x', text: fairOffer},
		{site: 'facebook', text: customerReply},
	]);
});
