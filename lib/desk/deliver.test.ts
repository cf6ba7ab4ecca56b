import {createHash, randomBytes} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {type Draft, digestOf, emptyDraft} from '#lib/core/draft.ts';
import {base64Of} from '#lib/messaging/base64.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';
import type {Stores} from './ports.ts';

let hub: TestHub;
let stores: Stores;
let desk: TestDesk;
/** What the hub's answer to a delivery becomes, by the number of the record, or of the first of several. */
let onTheWay: (n: number, response: Response) => Promise<Response> | Response;
/** Numbers delivered one by one, and the first of each lot that went together. */
let asked: (number | `${number}…`)[];

const from = {site: 'x', tab: 1, frame: 0} as const;
const url = 'https://x.com/home';

/** The hub takes no files for now. */
let isWithoutFiles: boolean;

const fetchOf: typeof fetch = async (input, init) => {
	if (isWithoutFiles && String(input).includes('/blobs/')) return problem(503, 'busy');
	const [isDelivery, one] = /\/records(?:\/(\d+))?$/.exec(String(input)) ?? [];
	if (!isDelivery) return hub.fetch(input, init);
	const n = one ? Number(one) : (JSON.parse(String(init?.body)) as {n: number}).n;
	asked.push(one ? n : `${n}…`);
	return onTheWay(n, await hub.fetch(input, init));
};

beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

beforeEach(async () => {
	onTheWay = (_, response) => response;
	asked = [];
	isWithoutFiles = false;
	stores = memoryStores();
	desk = openTestDesk({fetch: fetchOf, clock: hub.clock, engine: policyEngine(), stores});
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
	asked = [];
});

const problem = (status: number, code: string) => Response.json({code, message: code}, {status});

async function post(media: Draft['media'] = []): Promise<{release: string; digest: string}> {
	const draft = {...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.', media};
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

	test('without room nothing is written, by a pass, a delivery or a post', async () => {
		const written: string[] = [];
		const writes = ['set', 'remove', 'probe', 'append', 'receipted', 'putHold', 'replaceHolds'] as const;
		for (const name of writes) {
			const own = stores[name] as (...args: unknown[]) => Promise<never>;
			const noted = (...args: unknown[]) => {
				written.push(name);
				return own(...args);
			};
			Object.assign(stores, {[name]: noted});
		}
		desk.storage.used = 1;
		await expect(post()).rejects.toThrow('Nothing can be recorded in this browser');
		await desk.tick();
		await desk.sync();
		expect(written).toEqual([]);
		desk.storage.used = 0.5;
		await desk.tick();
		await post();
		expect(written).toContain('append');
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
		expect(asked).toEqual([2, '2…']);
		expect(await stores.countRecords()).toEqual({waiting: 0, quarantined: 0});
	});

	describe('of several that wait', () => {
		beforeEach(async () => {
			onTheWay = () => problem(503, 'busy');
			for (let i = 0; i < 3; i++) await post();
			onTheWay = (_, response) => response;
			hub.clock.now += 5 * 60_000;
			asked = [];
		});

		test('takes one request, and each has a receipt of its own', async () => {
			await desk.deliver();
			expect(asked).toEqual(['2…']);
			const rows = await stores.records(3);
			expect(rows.map(({n, receipt}) => [n, receipt?.n])).toEqual([
				[4, 4],
				[3, 3],
				[2, 2],
			]);
		});

		test('goes on one by one where a hub does not know of it', async () => {
			onTheWay = (_, response) => (typeof asked.at(-1) === 'string' ? problem(404, 'not-found') : response);
			await desk.deliver();
			expect(asked).toEqual(['2…', 2, 3, 4]);
			expect(await stores.countRecords()).toEqual({waiting: 0, quarantined: 0});
		});

		test('a file that does not get through keeps only its own record and those behind it', async () => {
			onTheWay = () => problem(503, 'busy');
			const file = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(1000)]);
			const sha256 = createHash('sha256').update(file).digest('hex');
			const kept = {sha256, size: file.length, at: 0, bytes: base64Of(file)};
			expect(await contentHandlers(desk)['media:keep'](kept, from)).toMatchObject({ok: true});
			await post([{sha256, type: 'image/jpeg', alt: ''}]);
			await post();
			[onTheWay, isWithoutFiles] = [(_, response) => response, true];
			hub.clock.now += 10 * 60_000;
			await desk.deliver();
			expect(await states()).toMatchObject({2: 'receipted', 4: 'receipted', 5: 'waiting', 6: 'waiting'});
			isWithoutFiles = false;
			hub.clock.now += 10 * 60_000;
			await desk.deliver();
			expect(await stores.countRecords()).toEqual({waiting: 0, quarantined: 0});
		});

		test('names the one that is refused, and keeps the others', async () => {
			const isRefused = () => typeof asked.at(-1) === 'string' || asked.at(-1) === 3;
			onTheWay = (_, response) => (isRefused() ? problem(400, 'malformed') : response);
			await desk.deliver();
			expect(await states()).toMatchObject({2: 'receipted', 3: 'quarantined', 4: 'receipted'});
		});

		test('stops at a hub in trouble, and at one that cannot prove itself', async () => {
			onTheWay = () => problem(503, 'busy');
			await desk.deliver();
			expect(asked).toEqual(['2…']);
			hub.clock.now += 10 * 60_000;
			onTheWay = async (_, response) => {
				const {receipts, ...shared} = await response.json();
				return Response.json({...shared, receipts: [receipts[0], {...receipts[1], proof: []}, receipts[2]]});
			};
			await desk.deliver();
			expect(asked).toEqual(['2…', '2…']);
			expect(await states()).toMatchObject({2: 'receipted', 3: 'waiting', 4: 'waiting'});
			expect(desk.notices.at(-1)?.title).toBe('The archive’s answer does not prove itself');
		});
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
