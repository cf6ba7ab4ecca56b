import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {deskHandlers} from './handlers.ts';
import {memoryStores} from './memory-stores.ts';
import {append} from './outbox.ts';
import type {Managed} from './ports.ts';

let hub: TestHub;
beforeAll(async () => {
	hub = await openTestHub();
});
afterAll(() => hub.close());

const localhost = 'http://localhost';

async function newcomer(managed: Managed = {}, fetchOf = hub.fetch) {
	const stores = memoryStores();
	const desk = openTestDesk({fetch: fetchOf, clock: hub.clock, engine: policyEngine(), stores});
	Object.assign(desk.managed, managed);
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Newcomer'}, roles});
	const enrol = (typed = {hub: localhost, code}) => deskHandlers(desk)['desk:enrol'](typed);
	return {desk, stores, code, enrol};
}

const isEnrolled = async (desk: TestDesk) => (await deskHandlers(desk)['desk:state']({})).enrolled;

describe('enrolling', () => {
	test('a code works once', async () => {
		const first = await newcomer();
		expect(await first.enrol()).toMatchObject({ok: true});
		const second = await newcomer();
		expect(await second.enrol({hub: localhost, code: first.code})).toMatchObject({ok: false});
		expect(await isEnrolled(second.desk)).toBe(false);
	});

	test('the key cannot leave this browser', async () => {
		const {stores, enrol} = await newcomer();
		await enrol();
		const {key} = (await stores.get('enrolled'))!;
		await expect(crypto.subtle.exportKey('jwk', key)).rejects.toThrow();
	});

	test('one browser, one person', async () => {
		const {enrol} = await newcomer();
		await enrol();
		expect(await enrol()).toMatchObject({ok: false, code: 'enrolled'});
	});

	test.each<[string, Managed, string]>([
		['another organisation', {organisation: 'org-other'}, 'other-organisation'],
		['another directory key', {keys: {directory: 'x'}}, 'other-keys'],
		['another hub key', {keys: {hub: 'x'}}, 'other-keys'],
		['another log key', {keys: {log: 'x+1+y'}}, 'other-keys'],
	])('a hub with %s than the company’s settings name is refused', async (_, managed, code) => {
		const {desk, enrol} = await newcomer(managed);
		expect(await enrol()).toMatchObject({ok: false, code});
		expect(await isEnrolled(desk)).toBe(false);
	});

	test('the address in the company’s settings wins over a typed one', async () => {
		const asked: string[] = [];
		const {enrol, code} = await newcomer({hub: 'http://127.0.0.1'}, (input, init) => {
			asked.push(new URL(String(input)).hostname);
			return hub.fetch(input, init);
		});
		await enrol({hub: 'https://evil.example', code});
		expect(new Set(asked)).toEqual(new Set(['127.0.0.1']));
	});

	test('a hub that answers with somebody else’s certificate gets no browser', async () => {
		const {desk, enrol} = await newcomer({}, async (input, init) => {
			const response = await hub.fetch(input, init);
			if (!String(input).endsWith('/v1/enrol')) return response;
			const {certificate} = hub.helen.enrolment;
			return Response.json({...(await response.json()), certificate});
		});
		expect(await enrol()).toMatchObject({ok: false, code: 'bad-certificate'});
		expect(await isEnrolled(desk)).toBe(false);
	});

	test('a browser that cannot learn which accounts to guard stays outside', async () => {
		const {desk, enrol} = await newcomer({}, (input, init) =>
			String(input).endsWith('/v1/me') ? Promise.reject(new TypeError('cut')) : hub.fetch(input, init),
		);
		expect(await enrol()).toMatchObject({ok: false, code: 'offline'});
		expect(await isEnrolled(desk)).toBe(false);
	});
});

describe('leaving', () => {
	test('forgets everything', async () => {
		const {desk, stores, enrol} = await newcomer();
		await enrol();
		expect(await deskHandlers(desk)['desk:unenrol']({})).toEqual({ok: true});
		expect(await stores.get('enrolled')).toBeUndefined();
		expect(await stores.get('accounts')).toBeUndefined();
		expect(await stores.records(10)).toEqual([]);
	});

	test('waits for the last record to arrive: only this key can deliver it', async () => {
		const {desk, stores, enrol} = await newcomer();
		await enrol();
		const body = {site: 'x', account: '1', operation: 'post', lock: 'page', reason: 'not released'} as const;
		await append(desk.ports, (await stores.get('enrolled'))!, {
			kind: 'gate.blocked',
			body,
			summary: 'Stopped',
		});
		expect(await deskHandlers(desk)['desk:unenrol']({})).toMatchObject({ok: false, code: 'records-waiting'});
		await desk.sync();
		expect(await deskHandlers(desk)['desk:unenrol']({})).toEqual({ok: true});
	});
});
