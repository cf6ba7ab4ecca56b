import {expect, test} from 'vitest';
import {memoryStores} from '../memory-stores.ts';
import {actorReader, type Jar} from './read-actors.ts';
import {leeds, priya} from './wire.fixture.ts';

async function reader() {
	const stores = memoryStores();
	const account = {
		site: 'x',
		id: leeds,
		handle: '@a',
		name: 'A',
		location: 'l',
		gate: 'any',
		blind: 'closed',
	} as const;
	await stores.set('accounts', [account]);
	await stores.set('enrolled', {} as never);
	const clock = {now: 0};
	const jar: {now: Jar} = {now: {account: leeds, token: 'secret of Leeds'}};
	const again: number[] = [];
	const read = actorReader({
		stores,
		jars: async site => (site === 'x' ? [jar.now] : []),
		now: () => clock.now,
		again: ms => void again.push(ms),
	});
	return {stores, clock, jar, again, read};
}

test('a cookie that a script has forged does not make a company session a personal one', async () => {
	const t = await reader();
	await t.read();
	expect(t.again).toEqual([1000]);
	t.clock.now = 1000;
	await t.read();
	t.jar.now = {account: priya, token: 'secret of Leeds'};
	expect((await t.read()).signedIn.x).toEqual([leeds]);
	t.jar.now = {account: undefined, token: 'secret of Leeds'};
	expect((await t.read()).signedIn.x).toEqual([leeds]);
});

test('a real switch is a switch, even while the cookies change one by one', async () => {
	const t = await reader();
	await t.read();
	t.clock.now = 1000;
	await t.read();
	t.jar.now = {account: leeds, token: 'secret of Priya'};
	await t.read();
	t.clock.now = 1100;
	t.jar.now = {account: priya, token: 'secret of Priya'};
	expect((await t.read()).signedIn.x).toEqual([priya]);
	t.clock.now = 5000;
	expect((await t.read()).signedIn.x).toEqual([priya]);
	expect(JSON.stringify(await t.stores.get('sessions'))).not.toContain(priya);
});

test('nobody enrolled: no cookie is read', async () => {
	const t = await reader();
	await t.stores.remove('enrolled');
	expect(await t.read()).toEqual({
		guarded: {x: new Set(), facebook: new Set()},
		closed: new Set(),
		signedIn: {x: [], facebook: []},
	});
});

test('accounts stay guarded when all but the mark of an enrolment was lost', async () => {
	const {stores, read} = await reader();
	const accounts = (await stores.get('accounts'))!;
	await stores.clear();
	expect((await read()).guarded.x).toEqual(new Set());
	await stores.set('mark', {person: {id: 'p', name: 'Priya Nair'}, accounts});
	expect(await read()).toMatchObject({guarded: {x: new Set([leeds])}, signedIn: {x: [leeds]}});
});
