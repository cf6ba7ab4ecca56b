import {tellStory} from '../../scripts/story/story.ts';
import {customerReply, fairOffer} from '../../scripts/story/texts.ts';
import {expect, test} from './on-stage.ts';

test('the story: an offer on X and a reply on Facebook, held, approved, posted, archived, verified', async ({
	stage,
}, info) => {
	test.setTimeout(180_000);
	const lines: string[] = [];
	const ok = await tellStory({stage, out: info.outputPath('story'), say: line => lines.push(line)});
	expect(ok, lines.join('\n')).toBe(true);
	const published = await stage.site.published();
	expect(published.map(({site, text}) => ({site, text}))).toEqual([
		{site: 'x', text: fairOffer},
		{site: 'facebook', text: customerReply},
	]);
});
