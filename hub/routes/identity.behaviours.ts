import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {createClient} from '#lib/api/client.ts';
import {verifyCertificate} from '#lib/api/verify-release.ts';
import {type Connected, enrol, newDevice, setUp} from '../client.ts';
import {account, minute, refusal, type TestHub} from '../hub.fixture.ts';

const leeds = 'group/north/leeds';
const author = {role: 'author', location: leeds} as const;

/** Who may come in, as whom, and how it ends. */
export function identityBehaviours(open: () => Promise<TestHub>): void {
	describe('identity', () => {
		let hub: TestHub;
		let reach: {url: string; fetch: typeof fetch; now: () => number};
		beforeAll(async () => {
			hub = await open();
			reach = {url: 'http://hub.example', fetch: hub.fetch, now: () => hub.clock.now};
		});
		afterAll(() => hub.close());

		const invite = (person: {name: string} | {id: string}, ...roles: object[]) =>
			hub.helen.client.call('invite', {person, roles: roles as [typeof author]});
		const entries = async (type: string) =>
			hub.deps.store.db
				.selectFrom('archive_entries')
				.select('seq')
				.where('type', '=', type)
				.orderBy('seq')
				.execute();

		/** The content of the newest entry of this type. */
		async function newest(type: string): Promise<unknown> {
			const {archive} = hub.deps;
			const opened = await archive.open(await archive.leaf((await entries(type)).at(-1)!.seq));
			return JSON.parse(opened!.plaintext.toString());
		}

		test('a hub is set up once', async () => {
			const again = setUp(reach, 'anything', {organisation: 'Others', name: 'Mallory'});
			expect(await refusal(again)).toBe('set-up-already');
		});

		test('the certificate says who, with which key and which roles, signed by the directory', async () => {
			const {enrolment, device} = await hub.hire('Priya Nair', author);
			const certificate = await verifyCertificate(enrolment.certificate, enrolment.keys.directory);
			expect(certificate).toMatchObject({person: enrolment.person.id, device, roles: [author]});
		});

		test('an invite works once, and for a quarter of an hour', async () => {
			const {url} = await invite({name: 'Dev Patel'}, author);
			expect((await enrol(reach, url)).enrolment.person.name).toBe('Dev Patel');
			expect(await refusal(enrol(reach, url))).toBe('wrong-code');
			const late = await invite({name: 'Late'}, author);
			hub.clock.now += 15 * minute;
			expect(await refusal(enrol(reach, late.url))).toBe('wrong-code');
			expect(await refusal(enrol(reach, 'guessed'))).toBe('wrong-code');
		});

		test('of two browsers that use an invite at once, one gets in', async () => {
			const {url} = await invite({name: 'Racer'}, author);
			const results = await Promise.allSettled([enrol(reach, url), enrol(reach, url)]);
			expect(results.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
		});

		test('one browser is one person', async () => {
			const {url} = await invite({name: 'Twin'}, author);
			const {public: key} = hub.helen;
			const second = createClient(reach).call('enrol', {code: url.split('#')[1]!, key, label: ''});
			expect(await refusal(second)).toBe('known-device');
			// The code was not used up by the refusal
			expect((await enrol(reach, url)).enrolment.person.name).toBe('Twin');
		});

		test.each([
			[
				'who is also auditor',
				[
					{role: 'admin', location: leeds},
					{role: 'auditor', location: 'group'},
				],
				'admin-and-auditor',
			],
			['at a place that is none', [{role: 'author', location: 'Leeds'}], 'not-a-location'],
		] as const)('nobody is admin %s', async (_, roles, code) => {
			expect(await refusal(invite({name: 'X'}, ...roles))).toBe(code);
		});

		test('an admin cannot give himself roles, a local admin none beyond his place', async () => {
			const own = invite({id: hub.helen.enrolment.person.id}, {role: 'reviewer', location: 'group'});
			expect(await refusal(own)).toBe('own-roles');
			const local = await hub.hire('Lena', {role: 'admin', location: 'group/north'});
			const beyond = local.client.call('invite', {
				person: {name: 'Y'},
				roles: [{role: 'author', location: 'group'}],
			});
			expect(await refusal(beyond)).toBe('not-an-admin');
			const within = local.client.call('invite', {person: {name: 'Z'}, roles: [author]});
			expect((await within).person).toBeTruthy();
			const helens = {person: {id: hub.helen.enrolment.person.id}, roles: [author]};
			expect(await refusal(local.client.call('invite', helens))).toBe('not-an-admin');
		});

		test('nobody connects a browser as somebody beyond his place, nor takes one away', async () => {
			const tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: 'group'});
			// Also an author: with Tom's name he would approve his own words
			const local = await hub.hire('Lena', {role: 'admin', location: 'group/north'}, author);
			const {id} = tom.enrolment.person;
			const roles = [{role: 'reviewer' as const, location: 'group'}];
			expect(await refusal(local.client.call('invite', {person: {id}, roles}))).toBe('not-an-admin');
			const end = local.client.call('revokeDevice', undefined, {device: tom.device});
			expect(await refusal(end)).toBe('not-an-admin');
			const own = {person: {id: local.enrolment.person.id}, roles: [...local.enrolment.person.roles]};
			expect((await local.client.call('invite', own)).person).toBe(own.person.id);
		});

		test('only admins invite, register accounts and publish', async () => {
			const {client} = await hub.hire('Priya Nair', author);
			expect(await refusal(client.call('invite', {person: {name: 'X'}, roles: [author]}))).toBe(
				'not-an-admin',
			);
			expect(await refusal(client.call('registerAccount', account))).toBe('not-an-admin');
			expect(await refusal(client.call('publishPolicy', {bundle: {}}))).toBe('not-an-admin');
		});

		test('a change of roles renews the certificate and is an entry of the archive', async () => {
			const sam = await hub.hire('Sam Reed', author);
			const before = (await entries('role.changed')).length;
			const {id} = sam.enrolment.person;
			await invite({id}, {role: 'reviewer', location: leeds});
			expect((await entries('role.changed')).length).toBe(before + 1);
			const row = await hub.deps.store.db
				.selectFrom('devices')
				.select('certificate')
				.where('id', '=', sam.device)
				.executeTakeFirstOrThrow();
			const {roles} = await verifyCertificate(row.certificate, sam.enrolment.keys.directory);
			expect(await newest('device.renewed')).toEqual({device: sam.device, certificate: row.certificate});
			expect(roles).toEqual([{role: 'reviewer', location: leeds}]);
			expect((await sam.client.call('me')).person.roles).toEqual(roles);
		});

		test('a certificate in the second half of its life is renewed, once, and the new one is archived', async () => {
			const sam = await hub.hire('Sam Reed', author);
			const before = (await entries('device.renewed')).length;
			hub.clock.now += 16 * 24 * 60 * minute;
			await sam.client.call('me');
			await sam.client.call('me');
			expect(await entries('device.renewed')).toHaveLength(before + 1);
			const {certificate} = (await newest('device.renewed')) as {certificate: string};
			const {device, exp} = await verifyCertificate(certificate, sam.enrolment.keys.directory);
			expect(device).toBe(sam.device);
			expect(exp * 1000).toBeGreaterThan(hub.clock.now + 29 * 24 * 60 * minute);
		});

		test('numbers on paper begin with the firm, and the place if there is one', async () => {
			const rows = await hub.deps.store.db
				.selectFrom('archive_entries')
				.select(['name', 'type'])
				.orderBy('seq')
				.limit(3)
				.execute();
			expect(rows).toEqual([
				{type: 'organisation.created', name: 'HS-000001'},
				{type: 'device.enrolled', name: 'HS-000002'},
				{type: 'account.registered', name: 'HS-L-000003'},
			]);
		});

		test('who leaves has no roles, sees nobody and posts nothing', async () => {
			const sam = await hub.hire('Sam Reed', author);
			const left = await hub.helen.client.call('setRoles', {roles: []}, {person: sam.enrolment.person.id});
			expect(left.roles).toEqual([]);
			expect(await refusal(sam.client.call('people'))).toBe('no-role');
			const own = sam.client.call('setRoles', {roles: [author]}, {person: sam.enrolment.person.id});
			expect(await refusal(own)).toBe('not-an-admin');
		});

		test('a second browser of the same person changes no roles', async () => {
			const sam = await hub.hire('Sam Reed', author);
			const before = (await entries('role.changed')).length;
			const {url} = await invite({id: sam.enrolment.person.id}, author);
			const second = await enrol(reach, url);
			expect(second.enrolment.person.id).toBe(sam.enrolment.person.id);
			expect((await entries('role.changed')).length).toBe(before);
		});

		test('a revoked device proves nothing any more', async () => {
			const priya = await hub.hire('Priya Nair', author);
			const other = await hub.hire('Other', author);
			expect(await refusal(other.client.call('revokeDevice', undefined, {device: priya.device}))).toBe(
				'not-an-admin',
			);
			await hub.helen.client.call('revokeDevice', undefined, {device: priya.device});
			expect(await refusal(priya.client.call('me'))).toBe('device-revoked');
			await other.client.call('revokeDevice', undefined, {device: other.device});
			expect(await refusal(other.client.call('me'))).toBe('device-revoked');
		});

		test('a local admin makes an account stricter, and never looser', async () => {
			const leeds = await hub.hire('Lee Marsh', {role: 'admin', location: 'group/north/leeds'});
			const own = {...account, id: '1700000000000000003', gate: 'any', blind: 'closed'} as const;
			const register = (change: object, by = leeds) => by.client.call('registerAccount', {...own, ...change});
			expect(await refusal(register({blind: 'warn'}))).toBe('only-tighter');
			await register({});
			expect(await refusal(register({blind: 'capture'}))).toBe('only-tighter');
			await register({gate: 'managed'});
			expect(await refusal(register({gate: 'any'}))).toBe('only-tighter');
			await register({gate: 'any', blind: 'warn'}, hub.helen);
			await register({gate: 'managed', blind: 'closed'});
		});

		test('every account is known to everybody: guarded, whoever uses it', async () => {
			const york = {...account, id: '1700000000000000002', location: 'group/north/york'};
			await hub.helen.client.call('registerAccount', york);
			const {client} = await hub.hire('Priya Nair', author);
			expect((await client.call('me')).accounts).toEqual(expect.arrayContaining([account, york]));
			expect(await refusal(hub.helen.client.call('registerAccount', {...york, location: 'york'}))).toBe(
				'not-a-location',
			);
		});

		test.each<[string, (priya: Connected) => Promise<unknown>, string]>([
			['no proof', () => createClient(reach).call('me'), 'no-proof'],
			[
				'a device nobody knows',
				async () => createClient({...reach, ...(await newDevice())}).call('me'),
				'unknown-device',
			],
			[
				'the name of another’s device',
				async ({device}) => createClient({...reach, ...(await newDevice()), device}).call('me'),
				'proof-refused',
			],
			[
				'a clock eleven minutes behind',
				({key, device}) =>
					createClient({...reach, key, device, now: () => hub.clock.now - 11 * minute}).call('me'),
				'proof-refused',
			],
			[
				'a proof used before',
				async ({key, device}) => {
					const client = createClient({...reach, key, device, jti: () => 'the same'});
					await client.call('me');
					return client.call('me');
				},
				'replayed',
			],
		])('with %s nobody is let in', async (_, ask, code) => {
			expect(await refusal(ask(await hub.hire('Priya Nair', author)))).toBe(code);
		});

		test('certificates are renewed before they are over', async () => {
			const priya = await hub.hire('Priya Nair', author);
			hub.clock.now += 20 * 24 * 60 * minute;
			await priya.client.call('me');
			const row = await hub.deps.store.db
				.selectFrom('devices')
				.select('certificate_until')
				.where('id', '=', priya.device)
				.executeTakeFirstOrThrow();
			expect(row.certificate_until).toBe(hub.clock.now + 30 * 24 * 60 * minute);
		});
	});
}
