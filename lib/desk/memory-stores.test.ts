import {memoryStores} from './memory-stores.ts';
import {storesBehave} from './stores.behaviours.ts';

storesBehave('stores in memory', async () => memoryStores());
