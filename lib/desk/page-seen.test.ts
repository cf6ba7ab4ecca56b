import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {deskHandlers} from './handlers.ts';

let hub: TestHub;
let desk: TestDesk;
beforeAll(async () => {
	hub = await openTestHub();
});
beforeEach(() => {
	desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine()});
});
afterAll(() => hub.close());

const parts = {composer: true, request: null};

async function enrol(): Promise<void> {
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
}

async function seen(looked: TestDesk['page']['looked']): Promise<unknown> {
	desk.page.looked = looked;
	const reply = await deskHandlers(desk)['desk:page']({tab: 7});
	return reply.ok && reply.page;
}

test('a company account: what its page sees, and what its admin chose', async () => {
	await enrol();
	const {id, handle, blind} = account;
	const answer = {account: id, parts};
	expect(await seen({site: 'x', answer})).toEqual({site: 'x', handle, blind, reached: true, parts});
});

test('nobody knows whose account acts: whatever is not seen is held', async () => {
	await enrol();
	const answer = {account: null, parts};
	const unknown = {handle: null, blind: 'closed', reached: true};
	expect(await seen({site: 'facebook', answer})).toMatchObject(unknown);
});

test('a page that was open before the extension came is told from one that is no site', async () => {
	await enrol();
	expect(await seen({site: 'x', answer: 'unreached'})).toMatchObject({reached: false});
	expect(await seen(undefined)).toBeNull();
});

test('of somebody’s own account, and before enrolment, nothing is said', async () => {
	const own = {account: '4711', parts};
	expect(await seen({site: 'x', answer: {account: account.id, parts}})).toBeNull();
	await enrol();
	expect(await seen({site: 'x', answer: own})).toBeNull();
});
