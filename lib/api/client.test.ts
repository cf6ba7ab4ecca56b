import {describe, expect, test} from 'vitest';
import {createClient, type HubError, pathOf} from './client.ts';

const answering = (status: number, body: string) =>
	createClient({url: 'http://hub.example', fetch: async () => new Response(body, {status})});

describe('the client', () => {
	test.each([
		['/v1/holds/:id', {id: 'a/b?c'}, '/v1/holds/a%2Fb%3Fc'],
		['/v1/holds', {view: 'queue'}, '/v1/holds?view=queue'],
		['/v1/devices/:device/records/:n', {device: 'd', n: 3, x: 'y z'}, '/v1/devices/d/records/3?x=y+z'],
	])('%s with %j is %s', (pattern, params, expected) => expect(pathOf(pattern, params)).toBe(expected));

	test('passes on what the hub refused, with its code', async () => {
		const refused = answering(409, '{"code":"changed","message":"Look again."}').call('info');
		await expect(refused).rejects.toMatchObject({status: 409, code: 'changed', message: 'Look again.'});
	});

	test.each([
		['a captive portal', 200, '<html>Welcome to the hotel</html>'],
		['another server', 200, '{"hello":1}'],
		['a proxy that failed', 502, '<html>Bad gateway</html>'],
	])('does not take %s for a hub', async (_, status, body) => {
		await expect(answering(status, body).call('info')).rejects.toMatchObject({code: 'malformed-reply'});
	});

	test('says that there is no hub, with the cause', async () => {
		const client = createClient({
			url: 'http://hub.example',
			fetch: () => Promise.reject(new TypeError('no network')),
		});
		await expect(client.call('info')).rejects.toSatisfy(
			(error: HubError) => error.status === 0 && error.code === 'offline',
		);
	});
});
