import {afterAll, beforeAll, expect, test, vi} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {deskHandlers} from './handlers.ts';

const york = {site: 'x', id: '1700000000000000009', handle: '@HSYork', name: 'H&S York'} as const;

let hub: TestHub;
let priya: TestDesk;
const fetched = vi.fn<typeof fetch>();

beforeAll(async () => {
	hub = await openTestHub();
	fetched.mockImplementation(hub.fetch);
	priya = openTestDesk({fetch: fetched, clock: hub.clock, engine: policyEngine()});
	const roles = [{role: 'author' as const, location: 'group/north/leeds'}];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles});
	await deskHandlers(priya)['desk:enrol']({hub: 'http://localhost', code});
});
afterAll(() => hub.close());

const inFront = (id: string, handle = async () => york.handle as string) => {
	priya.front.page = {site: 'x', id, handle};
};

test('before a browser is enrolled, no page is looked at', async () => {
	const nobody = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine()});
	nobody.front.page = {site: 'x', id: york.id, handle: async () => york.handle};
	expect(await deskHandlers(nobody)['account:here']({})).toEqual({ok: true, site: null});
	expect(await deskHandlers(nobody)['account:offer'](york)).toMatchObject({code: 'not-enrolled'});
});

test('an account of the register, or no page at all, is nothing to offer', async () => {
	inFront(account.id);
	expect(await deskHandlers(priya)['account:here']({})).toEqual({ok: true, site: null});
	priya.front.page = undefined;
	expect(await deskHandlers(priya)['account:here']({})).toEqual({ok: true, site: null});
	expect(await deskHandlers(priya)['account:read']({})).toMatchObject({ok: false, code: 'no-account'});
});

test('until the person tells, the hub hears nothing and no handle is read', async () => {
	const handle = vi.fn(async () => york.handle as string);
	inFront(york.id, handle);
	fetched.mockClear();
	expect(await deskHandlers(priya)['account:here']({})).toEqual({ok: true, site: 'x'});
	expect(handle).not.toHaveBeenCalled();
	expect(await deskHandlers(priya)['account:read']({})).toEqual({
		ok: true,
		account: {site: 'x', id: york.id, handle: york.handle},
	});
	expect(fetched).not.toHaveBeenCalled();
	expect(JSON.stringify(await priya.ports.stores.records(100))).not.toContain(york.id);
});

test('a page that cannot be asked leaves the handle to the person', async () => {
	inFront(york.id, () => Promise.reject(new Error('no such frame')));
	expect(await deskHandlers(priya)['account:read']({})).toMatchObject({account: {handle: ''}});
});

test('told: it waits in the register, by whom, and told again it waits once', async () => {
	expect(await deskHandlers(priya)['account:offer'](york)).toEqual({ok: true});
	expect(await deskHandlers(priya)['account:offer']({...york, name: 'Other'})).toEqual({ok: true});
	const rows = await hub.deps.store.db.selectFrom('found_accounts').selectAll().execute();
	expect(rows).toMatchObject([{...york, by: (await priya.ports.stores.get('enrolled'))!.person.id}]);
});

test('without a hub nothing is said to be told', async () => {
	fetched.mockRejectedValueOnce(new TypeError('network'));
	expect(await deskHandlers(priya)['account:offer'](york)).toMatchObject({ok: false, code: 'offline'});
});
