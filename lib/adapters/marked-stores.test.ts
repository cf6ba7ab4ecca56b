import {expect, test} from 'vitest';
import {memoryStores} from '#lib/desk/memory-stores.ts';
import type {Enrolled} from '#lib/desk/ports.ts';
import {storesBehave} from '#lib/desk/stores.behaviours.ts';
import {type Area, markedStores} from './marked-stores.ts';

function openArea(): Area {
	const items: Record<string, unknown> = {};
	return {
		get: async key => (key in items ? {[key]: structuredClone(items[key])} : {}),
		set: async more => void Object.assign(items, structuredClone(more)),
		remove: async key => void delete items[key],
	};
}

storesBehave('stores with a mark', async () => markedStores(memoryStores(), openArea()));

const enrolled = {
	device: 'd',
	key: {},
	person: {id: 'p', name: 'Priya Nair', roles: []},
} as unknown as Enrolled;
const [leeds, york] = [{id: '1'}, {id: '2'}] as never[];

test('who is enrolled and what is guarded outlives the database, without any key', async () => {
	const [database, area] = [memoryStores(), openArea()];
	const stores = markedStores(database, area);
	await stores.set('accounts', [leeds!]);
	expect(await stores.get('mark')).toBeUndefined();
	await stores.set('enrolled', enrolled);
	await stores.set('accounts', [leeds!, york!]);
	await database.clear();
	expect(await markedStores(memoryStores(), area).get('mark')).toEqual({
		person: {id: 'p', name: 'Priya Nair'},
		accounts: [leeds, york],
	});
});

test('whoever leaves the company leaves no mark', async () => {
	const stores = markedStores(memoryStores(), openArea());
	await stores.set('enrolled', enrolled);
	await stores.clear();
	expect(await stores.get('mark')).toBeUndefined();
	await stores.set('enrolled', enrolled);
	expect(await stores.get('mark')).toEqual({person: {id: 'p', name: 'Priya Nair'}, accounts: []});
});
