import 'fake-indexeddb/auto';
import {storesBehave} from '#lib/desk/stores.behaviours.ts';
import {dexieStores, openDatabase} from './dexie-stores.ts';

let count = 0;

storesBehave('stores in IndexedDB', async () => dexieStores(openDatabase(`test-${++count}`)));
