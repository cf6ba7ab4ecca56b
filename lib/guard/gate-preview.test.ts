/** X may send a post for its undo window before it publishes it: nobody sees that, so nothing is said to be posted. */
import {expect, test} from 'vitest';
import {draft, go, no, rig} from './gate.fixture.ts';
import {holdOf, route} from './guard.fixture.ts';

const preview = {draft: {...draft, details: {dark_request: 'true'}}};

test('a preview of clean words goes, and is not recorded as posted', async () => {
	const {ask, hear, requests, news} = await rig({});
	expect(await ask(1, preview)).toEqual(go(1));
	hear({type: 'answered', id: 1, name: 'CreateTweet', status: 200, body: ''});
	expect(requests('interaction:failed')).toEqual([{release: 'r1', reason: 'a preview: nobody sees it'}]);
	expect(requests('interaction:sent')).toEqual([]);
	expect(news).toEqual([]);
});

test('a preview spends no approval and alarms nobody; the post itself goes', async () => {
	const {ask, requests, news} = await rig({holds: [holdOf(draft)], findings: [route]});
	expect(await ask(1, preview)).toEqual(no(1, 'preview'));
	expect(news).toEqual([]);
	expect(await ask(2)).toEqual(go(2));
	expect(requests('interaction:release')).toMatchObject([{hold: 'h1'}]);
});

test.each(['null', '0', '"false"'])(
	'dark_request: %s is no preview: what came of it is recorded',
	async said => {
		const {ask, hear, requests, news} = await rig({holds: [], findings: []});
		expect(await ask(1, {draft: {...draft, details: {dark_request: said}}})).toEqual(go(1));
		hear({type: 'answered', id: 1, name: 'CreateTweet', status: 200, body: ''});
		expect(requests('interaction:failed')).toEqual([]);
		expect(requests('interaction:sent')).toMatchObject([{release: 'r1', siteId: '77'}]);
		await expect.poll(() => news).toMatchObject([{type: 'sent'}]);
	},
);
