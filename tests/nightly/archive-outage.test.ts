/**
 * The hub is away for 72 hours while browsers go on posting: the real outbox on IndexedDB, the real hub, the clock in the test's
 * hands. When it is back everything drains in order, and nothing is lost. `COUNTERSIGN_RECORDS` for the size.
 */
import 'fake-indexeddb/auto';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {dexieStores, openDatabase} from '#lib/adapters/dexie-stores.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from '#lib/desk/desk.fixture.ts';
import {contentHandlers, deskHandlers} from '#lib/desk/handlers.ts';
import type {Stores} from '#lib/desk/ports.ts';

const wanted = Number(process.env.COUNTERSIGN_RECORDS ?? 50_000);
const browsers = 10;
const hours = 72;
const hour = 60 * 60_000;
const from = {site: 'x', tab: 1, frame: 0} as const;
const url = 'https://x.com/home';

let hub: TestHub;
let isAway = false;
let tries = 0;
beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

const fetchOf: typeof fetch = (input, init) => {
	if (!isAway) return hub.fetch(input, init);
	tries += 1;
	return Promise.reject(new TypeError('the hub is away'));
};

interface Browser {
	desk: TestDesk;
	stores: Stores;
	device: string;
}

async function browser(i: number): Promise<Browser> {
	const stores = dexieStores(openDatabase(`outage-${i}`));
	const desk = openTestDesk({fetch: fetchOf, clock: hub.clock, engine: policyEngine(), stores});
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: `Author ${i}`}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
	const {device} = (await stores.get('enrolled'))!;
	return {desk, stores, device};
}

/** A post that needs nobody, and the site's answer: two records. */
async function post({desk}: Browser, n: number): Promise<void> {
	const draft = {...emptyDraft('x', 'post', account.id), text: `Good morning, Leeds. Day ${n}.`};
	const digest = digestOf(draft);
	const request = {draft, digest, findings: [], policy: await hub.policy(), url};
	const outcome = await contentHandlers(desk)['interaction:release'](request, from);
	if (!outcome.ok) throw new Error(outcome.message);
	const seen = {siteId: `19${n}`, url: `${url}/${n}`, observedBy: 'main'} as const;
	await contentHandlers(desk)['interaction:sent']({release: outcome.release, digest, ...seen}, from);
}

test(`${wanted} records wait through ${hours} hours and drain in order`, {timeout: 7_200_000}, async () => {
	const all = await Promise.all(Array.from({length: browsers}, (_, i) => browser(i)));
	isAway = true;
	const perHour = Math.ceil(wanted / 2 / browsers / hours);
	for (let h = 0; h < hours; h++) {
		for (let i = 0; i < perHour; i++) await Promise.all(all.map(one => post(one, h * perHour + i)));
		hub.clock.now += hour;
		await Promise.all(all.map(({desk}) => desk.tick()));
	}
	const waiting = await Promise.all(all.map(async ({stores}) => (await stores.countRecords()).waiting));
	expect(Math.min(...waiting) * browsers).toBeGreaterThanOrEqual(wanted);
	isAway = false;
	const began = performance.now();
	const total = waiting.reduce((sum, one) => sum + one, 0);
	await Promise.all(all.map(drain));
	const seconds = (performance.now() - began) / 1000;
	for (const one of all) await expectAll(one);
	console.log(
		JSON.stringify({records: total, browsers, triesWhileAway: tries, drainedIn: Math.round(seconds)}),
	);
});

async function drain({desk, stores}: Browser): Promise<void> {
	while ((await stores.countRecords()).waiting > 0) {
		// The longest back-off is five minutes
		hub.clock.now += 5 * 60_000;
		await desk.deliver();
	}
}

/** In the log in the order of the device, without a hole, and as it was signed. */
async function expectAll({stores, device}: Browser): Promise<void> {
	const rows = await hub.deps.store.db
		.selectFrom('archive_entries')
		.select(['n', 'digest'])
		.where('device', '=', device)
		.orderBy('seq')
		.execute();
	const {n: last} = await stores.chainEnd(device);
	expect(rows.map(({n}) => Number(n))).toEqual(Array.from({length: last}, (_, i) => i + 1));
	for (const {n, digest} of rows)
		expect((await stores.record(device, Number(n)))!).toMatchObject({digest, state: 'receipted'});
}
