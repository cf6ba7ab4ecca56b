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
	const clock = {now: 0};
	const doubts = createDoubts(() => clock.now);
	doubts.hear(news);
	expect(doubts.of('d1')).toBe(is);
	doubts.tell('d1');
	clock.now += 1500;
	expect(doubts.of('d1')).toBe(false);
});

test('a double click, a held key, the release of a key: nobody has looked in between', () => {
	const clock = {now: 0};
	const doubts = createDoubts(() => clock.now);
	doubts.hear({...failed, unsure: true});
	for (let press = 0; press < 10; press++) {
		expect(doubts.of('d1')).toBe(true);
		doubts.tell('d1');
		clock.now += 400;
	}
	clock.now += 1500;
	expect(doubts.of('d1')).toBe(false);
});

test('in doubt again when the next answer is not seen either', () => {
	const clock = {now: 0};
	const doubts = createDoubts(() => clock.now);
	doubts.hear({...failed, unsure: true});
	doubts.tell('d1');
	clock.now += 5000;
	doubts.hear({...failed, unsure: true});
	expect(doubts.of('d1')).toBe(true);
});
