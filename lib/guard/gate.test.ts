import {describe, expect, onTestFinished, test, vi} from 'vitest';
import {digestOf} from '#lib/core/draft.ts';
import type {FromPage} from '#lib/messaging/bridge-protocol.ts';
import type {Outgoing} from '#lib/sites/site.ts';
import {draft, go, no, type Released, released, rig} from './gate.fixture.ts';
import {account, draftOf, findingOf, holdOf, policy, route, state, stopOrder} from './guard.fixture.ts';

describe('what leaves', () => {
	test('a clean draft leaves after its record is durable', async () => {
		const {ask, requests} = await rig({});
		expect(await ask(1)).toEqual(go(1));
		expect(requests('interaction:release')).toEqual([
			{draft, digest: digestOf(draft), findings: [], policy, url: 'https://x.com/home'},
		]);
	});

	test('an approved draft leaves with its hold, once', async () => {
		const {ask, requests} = await rig({holds: [holdOf(draft)], findings: [route]});
		expect(await ask(1)).toEqual(go(1));
		expect(requests('interaction:release')).toMatchObject([{hold: 'h1'}]);
		expect(await ask(2)).toEqual(no(2, 'released'));
		expect(requests('interaction:release')).toHaveLength(1);
	});

	test('of eight racing copies of an approved draft one leaves', async () => {
		const {ask} = await rig({holds: [holdOf(draft)], findings: [route]});
		const verdicts = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(id => ask(id)));
		expect(verdicts.filter(verdict => verdict.type === 'verdict' && verdict.go)).toEqual([go(1)]);
	});

	test('a repeated id has no second release', async () => {
		const {ask, requests} = await rig({});
		await ask(1);
		await ask(1);
		expect(requests('interaction:release')).toHaveLength(1);
	});

	test("somebody's own account passes, and nobody hears of it", async () => {
		const {ask, desk} = await rig({guarded: false});
		expect(await ask(1)).toEqual(go(1));
		expect(desk.asked.map(({name}) => name)).toEqual(['page:hello']);
	});
});

describe('what stays', () => {
	test.each<{what: string; world: Parameters<typeof rig>[0]; outgoing?: Partial<Outgoing>; reason: string}>([
		{what: 'must be changed', world: {findings: [findingOf()]}, reason: 'needs-change'},
		{what: 'needs a second person', world: {findings: [route]}, reason: 'second-person'},
		{
			what: 'differs in one letter from what was approved',
			world: {findings: [route], holds: [holdOf(draftOf('0% APR on every Kestrel!'))]},
			reason: 'second-person',
		},
		{
			what: 'answers another post than approved',
			world: {findings: [route], holds: [holdOf({...draft, target: {kind: 'post', id: '1'}})]},
			reason: 'second-person',
		},
		{
			what: 'says of nobody or of two that they act, whatever the session says',
			world: {session: '42'},
			outgoing: {account: null},
			reason: 'no-account',
		},
		{what: 'could not be read', world: {}, outgoing: {draft: null, note: 'a stream'}, reason: 'unreadable'},
		{
			what: 'has a field nobody knows',
			world: {},
			outgoing: {draft: {...draft, unknown: ['x_new']}},
			reason: 'unreadable',
		},
		{
			what: 'is not released by the hub',
			world: {handlers: {'interaction:release': () => ({ok: false, code: 'gone', message: 'No.'})}},
			reason: 'refused',
		},
		{
			what: 'is approved while posting is stopped',
			world: {
				holds: [holdOf(draft)],
				findings: [route],
				handlers: {'page:hello': () => ({...state, stops: [stopOrder]})},
			},
			reason: 'stopped',
		},
		{
			what: 'is stopped by an order that the page has not heard of',
			world: {handlers: {'interaction:release': () => ({ok: false, code: 'stopped', message: 'No.'})}},
			reason: 'stopped',
		},
		{
			what: 'needs a second person by the workflow',
			world: {handlers: {'interaction:release': () => ({ok: false, code: 'hold', message: 'No.'})}},
			reason: 'second-person',
		},
		{
			what: 'meets a dead background',
			world: {
				handlers: {
					'interaction:release': () => {
						throw new Error('silent');
					},
				},
			},
			reason: 'starting',
		},
		{
			what: 'meets rules that do not open',
			world: {handlers: {'policy:load': () => ({ok: false, code: 'gone', message: 'No.'})}},
			reason: 'checking',
		},
	])('$what → $reason', async ({world, outgoing, reason}) => {
		const {ask, news} = await rig(world);
		expect(await ask(1, outgoing)).toEqual(no(1, reason));
		expect(news).toMatchObject([{type: 'held', held: {why: reason}}]);
	});

	test('an orphan holds', async () => {
		const {ask, desk} = await rig({});
		desk.kill();
		expect(await ask(1)).toEqual(no(1, 'orphan'));
	});

	test('what stays is counted, without a word of its text', async () => {
		const {ask, requests} = await rig({findings: [route]});
		await ask(1);
		expect(requests('gate:blocked')).toEqual([
			{site: 'x', account: account.id, operation: 'post', by: 'page'},
		]);
	});
});

describe('what became of it', () => {
	const answered = (status: number): FromPage => ({
		type: 'answered',
		id: 1,
		name: 'CreateTweet',
		status,
		body: '{}',
	});

	test("the site's id is captured and the receipt shown", async () => {
		const {ask, hear, requests, news} = await rig({});
		await ask(1);
		hear(answered(200));
		await expect.poll(() => news).toMatchObject([{type: 'sent', receipt: 'HS-L-000412'}]);
		expect(requests('interaction:sent')).toEqual([
			{release: 'r1', digest: digestOf(draft), siteId: '77', url: 'https://x.com/i/status/77'},
		]);
	});

	const network: FromPage = {type: 'failed', id: 1, reason: 'network'};
	test.each<{what: string; message: FromPage; reason: string; unsure: object}>([
		{what: 'a refusal of the site', message: answered(403), reason: 'refused by the site', unsure: {}},
		{what: 'an answer that says nothing', message: answered(502), reason: 'HTTP 502', unsure: {unsure: true}},
		// The request may have arrived, and only its answer not.
		{what: 'a network failure', message: network, reason: 'network', unsure: {unsure: true}},
	])('$what ends the release as what is known of it', async ({message, reason, unsure}) => {
		const {ask, hear, requests, news} = await rig({});
		await ask(1);
		hear(message);
		expect(news).toMatchObject([{type: 'failed', reason, unsure: 'unsure' in unsure}]);
		expect(requests('interaction:failed')).toEqual([{release: 'r1', reason, ...unsure}]);
	});

	test('an answer that nobody released says nothing', async () => {
		const {hear, news, desk} = await rig({});
		hear(answered(200));
		expect(news).toEqual([]);
		expect(desk.asked.map(({name}) => name)).not.toContain('interaction:sent');
	});

	test('a second answer says nothing', async () => {
		const {ask, hear, requests} = await rig({});
		await ask(1);
		hear(answered(200));
		hear(answered(200));
		expect(requests('interaction:sent')).toHaveLength(1);
	});

	test('a request that the page gave up while it waited is not let through', async () => {
		let allow: (reply: Released) => void = () => undefined;
		const {ask, hear, toPage, requests} = await rig({
			handlers: {
				'interaction:release': () =>
					new Promise(resolve => {
						allow = resolve;
					}),
			},
		});
		void ask(1);
		await expect.poll(() => requests('interaction:release')).toHaveLength(1);
		hear({type: 'failed', id: 1, reason: 'aborted'});
		allow(released);
		await expect.poll(() => requests('interaction:failed')).toHaveLength(1);
		expect(toPage).toEqual([]);
		expect(requests('interaction:failed')).toEqual([
			{release: 'r1', reason: 'given up by the page', unsent: 0},
		]);
	});

	test('a slow background is waited for; one that is too slow leaves its release to another press', async () => {
		vi.useFakeTimers();
		onTestFinished(() => void vi.useRealTimers());
		const {ask, requests} = await rig({
			handlers: {
				'interaction:release': ({digest}) =>
					new Promise(resolve => setTimeout(resolve, digest === digestOf(draft) ? 19_000 : 21_000, released)),
			},
		});
		const slow = ask(1);
		const slower = ask(2, {draft: draftOf('Good morning')});
		await vi.advanceTimersByTimeAsync(19_000);
		expect(await slow).toEqual(go(1));
		await vi.advanceTimersByTimeAsync(2000);
		expect(await slower).toEqual(no(2, 'starting'));
		expect(requests('interaction:failed')).toEqual([{release: 'r1', reason: 'late', unsent: 0}]);
	});

	test('a background that dies at the report is asked again', async () => {
		let deaths = 1;
		const {ask, hear, news} = await rig({
			handlers: {
				'interaction:sent': () => {
					if (deaths-- > 0) throw new Error('silent');
					return {ok: true, receipt: null};
				},
			},
		});
		await ask(1);
		hear(answered(200));
		await expect.poll(() => news, {timeout: 3000}).toMatchObject([{type: 'sent', receipt: null}]);
	});
});
