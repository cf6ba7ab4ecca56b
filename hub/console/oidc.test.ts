/** Signing in at a real OpenID provider, in this process: good days first, then every way a token can be wrong. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {newDevice, setUp} from '../client.ts';
import {fetchBy} from '../hub.fixture.ts';
import {type OpenHub, openHub} from '../open-hub.ts';
import {type Browser, browse} from './browse.fixture.ts';
import {type Provider, startProvider} from './provider.fixture.ts';

const hour = 60 * 60_000;

describe('sign-in at the company', () => {
	const data = mkdtempSync(join(tmpdir(), 'countersign-oidc-'));
	const url = 'https://countersign.example';
	let provider: Provider;
	let hub: OpenHub;
	let ahead = 0;
	let invite: (name: string) => Promise<string>;

	beforeAll(async () => {
		provider = await startProvider(`${url}/console/sign-in/oidc/back`, `${url}/console/`);
		const {issuer, clientId, clientSecret} = provider;
		hub = await openHub({
			data,
			now: () => Date.now() + ahead,
			publicUrl: url,
			oidc: {issuer, clientId, clientSecret},
		});
		const reach = {url, fetch: fetchBy(() => hub.app), now: () => Date.now() + ahead};
		const names = {organisation: 'Harwell & Stone', name: 'Helen Marsh'};
		const {client} = await setUp(reach, hub.setupCode!, names);
		const roles = [{role: 'reviewer' as const, location: 'group'}];
		invite = async name => (await client.call('invite', {person: {name}, roles})).code;
	});
	afterAll(async () => {
		await hub.close();
		await provider.close();
		rmSync(data, {recursive: true, force: true});
	});

	const signIn = (login: string, code?: string, browser: Browser = browse(hub.app)) =>
		browser.signIn(login, code).then(place => ({place, browser}));

	test('two users are two persons, known again by issuer and subject', async () => {
		const tom = await signIn('tom', await invite('Tom Okafor'));
		const sam = await signIn('sam', await invite('Sam Reed'));
		expect([tom.place, sam.place]).toEqual(['/console/', '/console/']);
		const names = await Promise.all([tom, sam].map(({browser}) => browser.who()));
		expect(names).toEqual(['Tom Okafor', 'Sam Reed']);
		const again = await signIn('tom');
		expect(await again.browser.who()).toBe('Tom Okafor');
	});

	test('who was not invited stays outside, whatever his e-mail', async () => {
		expect((await signIn('mallory')).place).toBe('/console/?refused=unknown-person');
	});

	test('one human is one person: a second invite in another name is refused', async () => {
		const code = await invite('Tom again');
		expect((await signIn('tom', code)).place).toBe('/console/?refused=known-identity');
		// And the code was not used up by the refusal
		expect((await signIn('ann', code)).place).toBe('/console/');
	});

	test('keys are changed at the provider, and the next sign-in works', async () => {
		await provider.changeKeys();
		expect((await signIn('tom')).place).toBe('/console/');
	});

	test('clocks may differ by four minutes, not by six', async () => {
		for (const [minutes, place] of [
			[4, '/console/'],
			[-4, '/console/'],
			[6, '/console/?refused=clocks'],
			[-6, '/console/?refused=clocks'],
		] as const) {
			ahead = minutes * 60_000;
			expect([minutes, (await signIn('tom')).place]).toEqual([minutes, place]);
		}
		ahead = 0;
	});

	test('signing out here signs out there', async () => {
		const {browser} = await signIn('tom');
		const end = new URL((await browser.signOut())!);
		expect(end.origin).toBe(new URL(provider.issuer).origin);
		expect(end.searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
		expect(end.searchParams.get('post_logout_redirect_uri')).toBe(`${url}/console/`);
		expect((await fetch(end, {redirect: 'manual'})).status).toBe(200);
		expect(await browser.who()).toBeUndefined();
	});

	test.each([
		['signed with a key that is not published', {key: 'unpublished'}, 'unknown-key'],
		['signed by somebody else under a published name', {key: 'forged'}, 'bad-signature'],
		['from another issuer', {claims: {iss: 'https://evil.example'}}, 'other-issuer'],
		['for another application', {claims: {aud: 'another'}}, 'other-audience'],
		['of another sign-in', {claims: {nonce: 'replayed'}}, 'other-nonce'],
		['too old', {claims: {exp: Math.floor((Date.now() - hour) / 1000)}}, 'token-expired'],
		['not signed at all', {key: 'none'}, 'wrong-algorithm'],
		['made in the future', {claims: {iat: Math.floor((Date.now() + hour) / 1000)}}, 'clocks'],
	] as const)('a token %s is refused, with its own reason', async (_, change, code) => {
		provider.tamper = change;
		const {place, browser} = await signIn('tom');
		provider.tamper = undefined;
		expect(place).toBe(`/console/?refused=${code}`);
		expect(await browser.who()).toBeUndefined();
	});

	test('what came back is for the browser that began, once', async () => {
		const began = browse(hub.app);
		const back = await began.comeBackWith('tom');
		expect((await browse(hub.app).open(back)).place).toBe('/console/?refused=sign-in-over');
		expect((await began.open(back)).place).toBe('/console/');
		expect((await began.open(back)).place).toBe('/console/?refused=sign-in-over');
		const other = browse(hub.app);
		const wrong = new URL(await other.comeBackWith('tom'));
		wrong.searchParams.set('state', 'other');
		expect((await other.open(wrong.href)).place).toBe('/console/?refused=other-state');
	});

	test('whoever has a sign-in of the company gets no passkey besides', async () => {
		const {code} = await browse(hub.app).post('/console/sign-in/passkey/ask');
		expect(code).toBe('other-way');
	});

	test('a device is none of this: its invite still works', async () => {
		const {public: key} = await newDevice();
		const reply = await hub.app.inject({
			method: 'POST',
			url: '/v1/enrol',
			payload: {code: await invite('Dev Patel'), key, label: ''},
		});
		expect(reply.statusCode).toBe(200);
	});

	test('a provider that is away is said, and nothing else breaks', async () => {
		ahead = 2 * hour;
		await provider.stop();
		const {code} = await browse(hub.app).post('/console/sign-in/oidc', {});
		expect(code).toBe('sign-in-away');
	});
});
