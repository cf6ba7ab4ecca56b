/** Bad input at every door: never taken, never a 5xx, never a hint of somebody else's data. */
import fc from 'fast-check';
import type {LightMyRequestResponse} from 'fastify';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {endpoints} from '#lib/api/contract.ts';
import {prove} from '#lib/api/proof.ts';
import type {TestHub} from '../hub.fixture.ts';

const names = Object.keys(endpoints) as (keyof typeof endpoints)[];
/** Requests a run; more in the nightly one. */
const numRuns = Number(process.env.COUNTERSIGN_INPUTS ?? 400);

export function doorBehaviours(open: () => Promise<TestHub>): void {
	describe('doors', () => {
		let hub: TestHub;
		let jti = 0;
		beforeAll(async () => {
			hub = await open();
		});
		afterAll(() => hub.close());

		/** As a device that is let in: what is behind the first door is tried too. */
		async function ask(
			method: string,
			url: string,
			payload: string,
			headers = {},
		): Promise<LightMyRequestResponse> {
			const {key, device} = hub.helen;
			const body = new TextEncoder().encode(payload);
			const authorization = await prove(
				key,
				device,
				{method, path: url, body},
				hub.clock.now,
				`door-${++jti}`,
			);
			return hub.app.inject({
				method: method as 'GET',
				url,
				headers: {authorization, ...(payload && {'content-type': 'application/json'}), ...headers},
				...(payload && {payload}),
			});
		}

		const segment = fc.oneof(
			fc.string({maxLength: 30}),
			fc.constantFrom('..', '%00', '\u202e', "'; drop table holds", '-1', '1e999', '9007199254740991'),
		);

		test('no body of whatever form makes a 5xx', async () => {
			const body = fc.oneof(
				fc.json(),
				fc.string(),
				fc
					.jsonValue()
					.map(value => JSON.stringify({bundle: value, code: value, type: 'approve', statement: value})),
			);
			await fc.assert(
				fc.asyncProperty(fc.constantFrom(...names), segment, segment, body, async (name, a, b, payload) => {
					const {method, path} = endpoints[name];
					const url = path
						.replace(/:(\w+)/, () => encodeURIComponent(a))
						.replace(/:(\w+)/, () => encodeURIComponent(b));
					const reply = await ask(method, url, method === 'GET' ? '' : payload);
					expect(reply.statusCode).toBeLessThan(500);
					if (reply.statusCode >= 400) expect(Object.keys(reply.json())).toEqual(['code', 'message']);
				}),
				{numRuns},
			);
		});

		test('no authorization of whatever form lets anybody in', async () => {
			const scheme = fc.constantFrom('', 'Countersign ', 'Bearer ', 'Basic ');
			await fc.assert(
				fc.asyncProperty(scheme, fc.string(), fc.constantFrom(...names), async (word, rest, name) => {
					const {method, path, auth} = endpoints[name];
					const headers = {authorization: (word + rest).replace(/[^\x20-\x7e]/g, '')};
					const reply = await hub.app.inject({method, url: path.replace(/:\w+/g, 'x'), headers});
					if (auth === 'device') expect([400, 401]).toContain(reply.statusCode);
				}),
				{numRuns},
			);
		});

		test('every route of the contract asks for a device, except the three that cannot', () => {
			const open = names.filter(name => endpoints[name].auth !== 'device');
			expect(open).toEqual(['info', 'setup', 'enrol']);
		});

		test('a body that is too large is refused as such', async () => {
			const reply = await ask('POST', '/v1/holds', JSON.stringify({note: 'x'.repeat(1_100_000)}));
			expect(reply.statusCode).toBe(413);
		});

		test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
			'a form that any page could send (%s) is not read',
			async type => {
				const reply = await ask('POST', '/v1/holds', '{"a":1}', {'content-type': type});
				expect(reply.statusCode).toBe(415);
			},
		);

		test.each([
			['chrome-extension://abcdefghijklmnopabcdefghijklmnop', true],
			['moz-extension://0b7f8f3e-1111-2222-3333-444455556666', true],
			['https://x.com', false],
			['https://www.facebook.com', false],
			['null', false],
			['chrome-extension://a/../b', false],
		])('answers may be read from %s: %s', async (origin, expected) => {
			const reply = await hub.app.inject({method: 'GET', url: '/v1/hub', headers: {origin}});
			expect(reply.headers['access-control-allow-origin']).toBe(expected ? origin : undefined);
			expect(reply.headers['access-control-allow-credentials']).toBeUndefined();
			expect(reply.headers['set-cookie']).toBeUndefined();
			const preflight = {origin, 'access-control-request-method': 'POST'};
			const asked = await hub.app.inject({method: 'OPTIONS', url: '/v1/holds', headers: preflight});
			expect(asked.statusCode === 204).toBe(expected);
		});

		test('the document describes every endpoint', async () => {
			const reply = await hub.app.inject({method: 'GET', url: '/v1/openapi.json'});
			const {paths} = reply.json() as {paths: Record<string, Record<string, {operationId: string}>>};
			const described = Object.values(paths).flatMap(methods =>
				Object.values(methods).map(m => m.operationId),
			);
			expect(described).toEqual(expect.arrayContaining([...names, 'events']));
		});

		test('setup and invite links open a page that runs only what the hub itself serves', async () => {
			for (const url of ['/console/', '/setup', '/enrol']) {
				const page = await hub.app.inject({method: 'GET', url});
				expect(page.statusCode).toBe(200);
				expect(page.body).not.toMatch(/<script(?![^>]* src="\/console\/files\/)|<style|<form| on\w+=/);
				const policy = String(page.headers['content-security-policy']);
				expect(policy).toContain("default-src 'none'");
				expect(policy).not.toContain('unsafe');
			}
			expect((await hub.app.inject({method: 'GET', url: '/'})).headers.location).toBe('/console/');
		});
	});
}
