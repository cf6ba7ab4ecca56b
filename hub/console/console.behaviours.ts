import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {consoleEndpoints} from '#lib/api/console.ts';
import {minute, refusal, type TestHub} from '../hub.fixture.ts';
import {type AtConsole, atConsole} from './console.fixture.ts';
import {absoluteLife, idleLife} from './sessions.ts';

const names = Object.keys(consoleEndpoints) as (keyof typeof consoleEndpoints)[];

/** The console's door: who comes in, for how long, from which page, in which role. */
export function consoleBehaviours(open: () => Promise<TestHub>): void {
	describe('console', () => {
		let hub: TestHub;
		let helen: AtConsole;
		beforeAll(async () => {
			hub = await open();
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
		});
		afterAll(() => hub.close());

		const entries = (type: string) =>
			hub.deps.store.db.selectFrom('archive_entries').select('seq').where('type', '=', type).execute();
		const get = (headers: Record<string, string>, url = '/console/api/session') =>
			hub.app.inject({method: 'GET', url, headers});

		test('says who is signed in', async () => {
			const {person, organisation} = await helen.ask('session');
			expect([person.name, organisation.name]).toEqual(['Helen Marsh', 'Harwell & Stone']);
		});

		test('no endpoint answers without a session, with a wrong one, or to a device', async () => {
			for (const name of names) {
				const {method, path} = consoleEndpoints[name];
				const url = path.replaceAll(/:\w+/g, 'x');
				const origin = helen.headers.origin!;
				for (const cookie of ['', '__Host-countersign=guessed', `countersign=${helen.secret}`]) {
					const reply = await hub.app.inject({method, url, headers: {cookie, origin}});
					expect([name, reply.statusCode]).toEqual([name, 401]);
				}
			}
			await expect(hub.helen.client.raw('GET', '/console/api/session')).rejects.toMatchObject({
				code: 'not-signed-in',
			});
		});

		test('a session opens no door of the devices', async () => {
			expect((await get(helen.headers, '/v1/people')).statusCode).toBe(401);
		});

		test('another page changes nothing: no origin, another one, a wrong token, another site', async () => {
			const {origin: _, ...noOrigin} = helen.headers;
			const {'x-countersign-console': __, ...noToken} = helen.headers;
			const wrong: [Record<string, string>, string][] = [
				[noOrigin, 'other-page'],
				[{...helen.headers, origin: 'https://evil.example'}, 'other-page'],
				[{...helen.headers, origin: 'null'}, 'other-page'],
				[{...helen.headers, 'sec-fetch-site': 'cross-site'}, 'other-page'],
				[noToken, 'wrong-token'],
				[{...helen.headers, 'x-countersign-console': 'x'.repeat(43)}, 'wrong-token'],
			];
			for (const [headers, code] of wrong) {
				const reply = await hub.app.inject({method: 'POST', url: '/console/api/sign-out', headers});
				expect([reply.statusCode, reply.json().code]).toEqual([403, code]);
			}
			const read = await get({...helen.headers, 'sec-fetch-site': 'cross-site'});
			expect(read.json().code).toBe('other-page');
			expect((await helen.ask('session')).person.name).toBe('Helen Marsh');
		});

		test('no page begins a sign-in for another', async () => {
			const url = '/console/sign-in/passkey/ask';
			const headers = {origin: 'https://evil.example'};
			expect((await hub.app.inject({method: 'POST', url, headers})).json().code).toBe('other-page');
		});

		test('signing out ends it, at once', async () => {
			const sam = await hub.hire('Sam Reed', {role: 'author', location: 'group'});
			const own = await atConsole(hub, sam.enrolment.person.id);
			await own.ask('signOut');
			expect(await refusal(own.ask('session'))).toBe('not-signed-in');
		});

		test('a role that was taken away opens nothing, in the same session', async () => {
			const lena = await hub.hire('Lena', {role: 'admin', location: 'group/north'});
			const {id} = lena.enrolment.person;
			const own = await atConsole(hub, id);
			expect((await own.ask('listPeople')).length).toBeGreaterThan(0);
			await hub.helen.client.call('setRoles', {roles: [{role: 'author', location: 'group'}]}, {person: id});
			expect(await refusal(own.ask('listPeople'))).toBe('not-your-role');
		});

		test('half an hour of silence ends it, and twelve hours of work', async () => {
			const {id} = hub.helen.enrolment.person;
			const idle = await atConsole(hub, id);
			const busy = await atConsole(hub, id);
			const began = hub.clock.now;
			hub.clock.now += idleLife - minute;
			await busy.ask('session');
			hub.clock.now += minute;
			expect(await refusal(idle.ask('session'))).toBe('not-signed-in');
			while (hub.clock.now < began + absoluteLife - 20 * minute) {
				hub.clock.now += 20 * minute;
				await busy.ask('session');
			}
			hub.clock.now = began + absoluteLife;
			expect(await refusal(busy.ask('session'))).toBe('not-signed-in');
		});

		test('what an auditor looks at is written down before it is shown', async () => {
			const ruth = await hub.hire('Ruth Lindqvist', {role: 'auditor', location: 'group'});
			const own = await atConsole(hub, ruth.enrolment.person.id);
			helen = await atConsole(hub, hub.helen.enrolment.person.id);
			const before = (await entries('auditor.looked')).length;
			await own.ask('session');
			expect(await entries('auditor.looked')).toHaveLength(before);
			await own.ask('listPeople');
			await helen.ask('listPeople');
			expect(await entries('auditor.looked')).toHaveLength(before + 1);
		});
	});
}
