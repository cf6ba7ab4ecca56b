import 'fake-indexeddb/auto';
import {expect, test, vi} from 'vitest';
import {storesBehave} from '#lib/desk/stores.behaviours.ts';
import {dexieStores, openDatabase} from './dexie-stores.ts';

let count = 0;

storesBehave('stores in IndexedDB', async () => dexieStores(openDatabase(`test-${++count}`)));

/** What Chromium does on a full disk: tests/nightly/device-full.test.ts. */
test('a database that could not be opened for want of room is opened by the next probe', async () => {
	const stores = dexieStores(openDatabase('test-full'));
	const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
		throw new DOMException('Internal error opening backing store', 'UnknownError');
	});
	await expect(stores.probe()).rejects.toThrow('backing store');
	await expect(stores.probe()).rejects.toThrow('backing store');
	open.mockRestore();
	await stores.probe();
	await stores.set('checkpoint', {size: 3} as never);
	expect(await stores.get('checkpoint')).toEqual({size: 3});
});
