import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {bundle, openTestHub, strictRule, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';
import {loadPolicy, policyNow} from './policy.ts';
import type {Stores} from './ports.ts';

let hub: TestHub;
/** What the hub's answers become on their way, by path. */
let onTheWay: (path: string, response: Response) => Promise<Response> | Response;
let stores: Stores;
let desk: TestDesk;

const fetchOf: typeof fetch = async (input, init) =>
	onTheWay(new URL(String(input)).pathname, await hub.fetch(input, init));
const open = () => openTestDesk({fetch: fetchOf, clock: hub.clock, engine: policyEngine(), stores});

beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

beforeEach(async () => {
	onTheWay = (_, response) => response;
	stores = memoryStores();
	desk = open();
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Reader'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
});

const inForce = async () => (await policyNow(desk.ports)).policy?.meta ?? null;

describe('the rules in force', () => {
	test('are the hub’s, and new ones replace them with a word to the pages', async () => {
		expect((await inForce())?.digest).toBe(await hub.policy());
		await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule())});
		await desk.sync();
		expect((await inForce())?.digest).toBe(await hub.policy());
		expect(desk.heard).toContainEqual({type: 'state:changed', content: {what: 'policy'}});
	});

	test('stay the last good ones when the bundle was touched', async () => {
		const before = await inForce();
		onTheWay = async (path, response) =>
			path.includes('/bundles/') ? new Response(`${await response.text()} `) : response;
		await hub.helen.client.call('publishPolicy', {bundle: bundle()});
		await desk.sync();
		expect(await inForce()).toEqual(before);
		expect(desk.reports.at(-1)?.what).toBe('sync: rules');
	});

	test('are not replaced by older ones played back', async () => {
		let recorded: string | undefined;
		onTheWay = async (path, response) => {
			if (path !== '/v1/policy' || !response.ok) return response;
			recorded ??= await response.clone().text();
			return new Response(recorded);
		};
		await desk.sync();
		await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule())});
		onTheWay = (_, response) => response;
		await desk.sync();
		const newest = await inForce();
		onTheWay = (path, response) => (path === '/v1/policy' ? new Response(recorded) : response);
		await desk.sync();
		expect(await inForce()).toEqual(newest);
		expect(desk.reports.at(-1)?.what).toBe('sync: rules');
	});

	test('are compiled again after an update of the extension, without the hub', async () => {
		const policy = (await stores.get('policy'))!;
		await stores.set('policy', {...policy, format: -1, compiled: new Uint8Array()});
		onTheWay = () => Promise.reject(new TypeError('no network'));
		const loaded = await loadPolicy(desk.ports, policy.meta.digest);
		expect(loaded.ok && loaded.policy.compiled.length).toBeGreaterThan(100);
		expect((await stores.get('policy'))!.compiled).toEqual(policy.compiled);
	});

	test('end by themselves, whatever alarms do', async () => {
		const now = hub.clock.now;
		hub.clock.now = (await inForce())!.expires;
		expect(await inForce()).toBeNull();
		hub.clock.now = now;
	});

	test('that were to begin later never take the place of newer ones', async () => {
		const older = (await stores.get('policy'))!;
		await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule())});
		await desk.sync();
		const newest = await inForce();
		await stores.set('nextPolicy', {...older, meta: {...older.meta, notBefore: hub.clock.now}});
		expect(await inForce()).toEqual(newest);
		expect(await stores.get('ratchet')).toMatchObject({version: newest!.version});
		expect(await stores.get('nextPolicy')).toBeUndefined();
	});

	test('that begin later wait for their hour', async () => {
		const before = await inForce();
		const notBefore = hub.clock.now + 60 * 60_000;
		await hub.helen.client.call('publishPolicy', {bundle: bundle(strictRule()), notBefore});
		await desk.sync();
		expect(await inForce()).toEqual(before);
		hub.clock.now = notBefore;
		await desk.sync();
		expect((await inForce())?.digest).toBe(await hub.policy());
		expect((await inForce())?.version).toBe(before!.version + 1);
	});
});
