import {afterAll, afterEach, beforeAll, describe, expect, test} from 'vitest';
import {account, minute, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import type {Stop} from '#lib/api/contract.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';

const from = {site: 'x', tab: 1, frame: 0} as const;
const draft = {...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.'};

let hub: TestHub;
let desk: TestDesk;
let me: string;
const stores = memoryStores();
beforeAll(async () => {
	hub = await openTestHub();
	desk = await enrolled(open(), 'Priya Nair');
	me = (await stores.get('enrolled'))!.person.id;
});
afterAll(() => hub.close());

/** A browser whose background has just started. */
function open(kept = stores): TestDesk {
	return openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine(), stores: kept});
}

async function enrolled(fresh: TestDesk, name: string): Promise<TestDesk> {
	const roles = [{role: 'author', location: 'group/north/leeds'}] as const;
	const {code} = await hub.helen.client.call('invite', {person: {name}, roles: [...roles]});
	expect(await deskHandlers(fresh)['desk:enrol']({hub: 'http://localhost', code})).toMatchObject({ok: true});
	return fresh;
}

const order = (change: Partial<Stop> = {}) =>
	hub.helen.client.call('stop', {
		...{location: 'group', account: null, reason: 'National mourning'},
		until: hub.clock.now + 60 * minute,
		...change,
	});

const stateOf = (browser: TestDesk) => contentHandlers(browser)['page:hello']({site: 'x'}, from);

/** `ok`, or why not. */
async function released(browser: TestDesk): Promise<string> {
	const {policy} = await stateOf(browser);
	const request = {draft, digest: digestOf(draft), findings: [], policy: policy!, url: 'https://x.com/home'};
	const outcome = await contentHandlers(browser)['interaction:release'](request, from);
	return outcome.ok ? 'ok' : outcome.code;
}

const told = () => desk.heard.filter(({content}) => JSON.stringify(content) === '{"what":"stops"}').length;

afterEach(async () => {
	for (const {id} of (await hub.helen.client.call('me')).stops ?? [])
		await hub.helen.client.call('endStop', undefined, {id});
	await desk.sync();
});

describe('which stop orders hold a clean post', () => {
	test.each<{what: string; change: () => Partial<Stop>; expected: string}>([
		{what: 'everywhere', change: () => ({}), expected: 'stopped'},
		{what: 'in the region', change: () => ({location: 'group/north'}), expected: 'stopped'},
		{what: 'in another region', change: () => ({location: 'group/south'}), expected: 'ok'},
		{what: 'of this account', change: () => ({account: {site: 'x', id: account.id}}), expected: 'stopped'},
		{what: 'of another account', change: () => ({account: {site: 'x', id: '42'}}), expected: 'ok'},
		{what: 'in which she may speak', change: () => ({speakers: [me]}), expected: 'ok'},
		{what: 'as a drill', change: () => ({drill: true}), expected: 'ok'},
	])('$what → $expected', async ({change, expected}) => {
		await order(change());
		await desk.sync();
		expect(await released(desk)).toBe(expected);
	});
});

test('pages are told of an order and of its end, once each', async () => {
	const before = told();
	const {id} = await order();
	await desk.sync();
	await desk.sync();
	expect(told() - before).toBe(1);
	expect((await stateOf(desk)).stops).toMatchObject([{id, reason: 'National mourning'}]);
	await hub.helen.client.call('endStop', undefined, {id});
	await desk.sync();
	expect(told() - before).toBe(2);
	expect((await stateOf(desk)).stops).toEqual([]);
});

test('an order outlives the background, and ends by itself by the hub’s clock, also without the hub', async () => {
	await order({until: hub.clock.now + minute});
	await desk.sync();
	const away = openTestDesk({
		...{clock: hub.clock, engine: policyEngine(), stores},
		fetch: () => Promise.reject(new TypeError('no network')),
	});
	expect(await released(away)).toBe('stopped');
	// This machine's clock is an hour fast; the hub's minute has not passed.
	const offset = (await stores.get('clockOffset'))!;
	hub.clock.now += 60 * minute;
	await stores.set('clockOffset', offset - 60 * minute);
	expect(await released(away)).toBe('stopped');
	hub.clock.now -= 59 * minute;
	await stores.set('clockOffset', offset);
	expect(await released(away)).toBe('ok');
});

test('a browser that enrols while posting is stopped knows it from the start', async () => {
	await order();
	const kept = memoryStores();
	const fresh = await enrolled(open(kept), 'Dev Patel');
	expect(await released(fresh)).toBe('stopped');
});
