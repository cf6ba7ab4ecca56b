import {expect, test} from 'vitest';
import {createDoubts} from './doubts.ts';
import {draftOf} from './guard.fixture.ts';

const draft = draftOf('Good morning, Leeds.');
const failed = {type: 'failed', draft, digest: 'd1', reason: 'network'} as const;

test.each([
	{news: {...failed, unsure: true}, is: true},
	{news: {...failed, unsure: false}, is: false},
	{news: {...failed, draft: draftOf('One', {thread: {part: 1, of: 2}}), unsure: true}, is: false},
])('in doubt after an unsure $news.unsure answer about $news.draft.text: $is', ({news, is}) => {
	const doubts = createDoubts();
	doubts.hear(news);
	expect(doubts.of('d1')).toBe(is);
	doubts.settle('d1');
	expect(doubts.of('d1')).toBe(false);
});
