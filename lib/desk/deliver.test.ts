import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';
import type {Stores} from './ports.ts';

let hub: TestHub;
let stores: Stores;
let desk: TestDesk;
/** What the hub's answer to a delivery becomes, by the record's number. */
let onTheWay: (n: number, response: Response) => Promise<Response> | Response;
let asked: number[];

const from = {site: 'x', tab: 1, frame: 0} as const;
const url = 'https://x.com/home';

const fetchOf: typeof fetch = async (input, init) => {
	const n = /\/records\/(\d+)$/.exec(String(input))?.[1];
	if (n === undefined) return hub.fetch(input, init);
	asked.push(Number(n));
	return onTheWay(Number(n), await hub.fetch(input, init));
};

beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

beforeEach(async () => {
	onTheWay = (_, response) => response;
	asked = [];
	stores = memoryStores();
	desk = openTestDesk({fetch: fetchOf, clock: hub.clock, engine: policyEngine(), stores});
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
	asked = [];
});

const problem = (status: number, code: string) => Response.json({code, message: code}, {status});

async function post(): Promise<{release: string; digest: string}> {
	const draft = {...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.'};
	const digest = digestOf(draft);
	const request = {draft, digest, findings: [], policy: await hub.policy(), url};
	const outcome = await contentHandlers(desk)['interaction:release'](request, from);
	if (!outcome.ok) throw new Error(outcome.message);
	await desk.deliver();
	return {release: outcome.release, digest};
}

const states = async () => Object.fromEntries((await stores.records(99)).map(({n, state}) => [n, state]));

describe('delivery', () => {
	test.each<[string, (receipt: {[key: string]: unknown}) => object]>([
		['for another record', receipt => ({...receipt, n: 99})],
		['with a broken proof', receipt => ({...receipt, index: Number(receipt.index) - 1})],
		['that hides how the log grew', receipt => ({...receipt, consistency: []})],
		[
			'with an unsigned checkpoint',
			receipt => ({...receipt, checkpoint: String(receipt.checkpoint).replace(/\S+\n$/, 'AAAA\n')}),
		],
	])('a receipt %s lets nothing go, and a person is told', async (_, forge) => {
		onTheWay = async (__, response) => Response.json(forge(await response.json()));
		await post();
		expect((await states())[2]).toBe('waiting');
		expect(desk.notices.at(-1)?.title).toBe('The archive’s answer does not prove itself');
		onTheWay = (__, response) => response;
		await desk.sync();
		expect((await states())[2]).toBe('receipted');
	});

	test('a record that the hub refuses is set aside, the next ones go on, and none is lost', async () => {
		onTheWay = (n, response) => (n === 2 ? problem(400, 'malformed') : response);
		await post();
		onTheWay = (n, response) => (n === 3 ? problem(425, 'records-missing') : response);
		await post();
		onTheWay = (_, response) => response;
		expect(await states()).toMatchObject({2: 'quarantined', 3: 'waiting'});
		await desk.sync();
		expect(await states()).toMatchObject({2: 'quarantined', 3: 'receipted'});
	});

	test('what was set aside is tried again a day later, and those behind it follow', async () => {
		onTheWay = (n, response) => (n === 2 ? problem(400, 'malformed') : response);
		await post();
		onTheWay = (_, response) => response;
		await desk.sync();
		expect(await states()).toMatchObject({2: 'quarantined'});
		hub.clock.now += 24 * 60 * 60_000;
		await desk.deliver();
		expect(await states()).toMatchObject({2: 'receipted'});
	});

	test('a hub that says when is asked then, and not before', async () => {
		onTheWay = () => new Response('{}', {status: 503, headers: {'retry-after': '600'}});
		await post();
		expect(asked).toEqual([2]);
		onTheWay = (_, response) => response;
		hub.clock.now += 9 * 60_000;
		await desk.deliver();
		expect(asked).toEqual([2]);
		hub.clock.now += 2 * 60_000;
		await desk.deliver();
		expect(asked).toEqual([2, 2]);
	});

	test('storage that fills up is said; nearly full, nothing goes out until there is room', async () => {
		desk.storage.used = 0.75;
		await desk.tick();
		expect(desk.notices.at(-1)?.title).toBe('This browser’s storage fills up');
		await post();
		desk.storage.used = 0.95;
		await desk.tick();
		expect(desk.notices.at(-1)?.title).toBe('Posting is paused: no room for records');
		await expect(post()).rejects.toThrow('Nothing can be recorded in this browser');
		desk.storage.used = 0.5;
		await post();
	});

	test('a hub in trouble is left alone for a while, then asked again in order', async () => {
		onTheWay = () => problem(503, 'busy');
		await post();
		await post();
		expect(asked).toEqual([2]);
		await desk.deliver();
		expect(asked).toEqual([2]);
		onTheWay = (_, response) => response;
		hub.clock.now += 5 * 60_000;
		await desk.deliver();
		expect(asked).toEqual([2, 2, 3]);
		expect(await stores.countRecords()).toEqual({waiting: 0, quarantined: 0});
	});
});

describe('a release without an answer', () => {
	test('is recorded as unknown, and a late answer still counts', async () => {
		const {release, digest} = await post();
		hub.clock.now += 4 * 60_000;
		await desk.sync();
		expect((await stores.release(release))?.state).toBe('open');
		hub.clock.now += 2 * 60_000;
		await desk.sync();
		expect((await stores.release(release))?.state).toBe('unknown');
		const [record] = await stores.records(1);
		expect(record).toMatchObject({kind: 'interaction.failed', release});
		expect(JSON.parse(record!.json).body).toMatchObject({reason: 'the answer was not seen', unsure: true});

		const report = {release, siteId: '5', url: 'https://x.com/h/status/5', digest};
		expect(await contentHandlers(desk)['interaction:sent'](report, from)).toMatchObject({ok: true});
		expect((await stores.release(release))?.state).toBe('sent');
	});

	test('that may be public is not called failed', async () => {
		const {release, digest} = await post();
		const page = contentHandlers(desk);
		const unsure = {release, reason: 'network', unsure: true} as const;
		expect(await page['interaction:failed'](unsure, from)).toEqual({ok: true});
		expect(await page['interaction:failed'](unsure, from)).toEqual({ok: true});
		expect(await stores.release(release)).toMatchObject({state: 'unknown', tell: null});
		const records = (await stores.records(9)).filter(({kind}) => kind === 'interaction.failed');
		expect(records.map(({json}) => JSON.parse(json).body.unsure)).toEqual([true]);
		const report = {release, siteId: '5', url: 'https://x.com/h/status/5', digest};
		expect(await page['interaction:sent'](report, from)).toMatchObject({ok: true});
	});

	test('that failed is failed, and nobody from another site can say otherwise', async () => {
		const {release} = await post();
		const other = {...from, site: 'facebook'} as const;
		const page = contentHandlers(desk);
		expect(await page['interaction:failed']({release, reason: 'x'}, other)).toMatchObject({
			code: 'unknown-release',
		});
		expect(await page['interaction:failed']({release, reason: 'aborted'}, from)).toEqual({ok: true});
		expect(await page['interaction:failed']({release, reason: 'again'}, from)).toEqual({ok: true});
		expect((await stores.release(release))?.state).toBe('failed');
	});
});

describe('what was stopped', () => {
	const blocked = {site: 'x', account: account.id, operation: 'post', by: 'page'} as const;

	test('is recorded once a minute, for company accounts only', async () => {
		const page = contentHandlers(desk);
		for (let i = 0; i < 50; i++) await page['gate:blocked'](blocked, from);
		expect(await page['gate:blocked']({...blocked, account: '42'}, from)).toMatchObject({
			code: 'unknown-account',
		});
		const count = async () => (await stores.records(99)).filter(({kind}) => kind === 'gate.blocked').length;
		expect(await count()).toBe(1);
		hub.clock.now += 61_000;
		await page['gate:blocked'](blocked, from);
		expect(await count()).toBe(2);
		expect(JSON.stringify(await stores.records(99))).not.toContain('"42"');
	});
});
