import {createHash, randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {mediaPart} from '#lib/core/media.ts';
import {base64Of} from '#lib/messaging/base64.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {enrol} from './enrolment.ts';
import {deliverMedia, keepMedia, lacksMedia, pruneMedia} from './media.ts';
import {sessionOf} from './session.ts';

const file = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(mediaPart + 1000)]);
const sha256 = createHash('sha256').update(file).digest('hex');
const named = {media: [{sha256, type: 'image/jpeg', alt: ''}]};

let hub: TestHub;
let desk: TestDesk;
beforeAll(async () => {
	hub = await openTestHub();
	const engine = {format: 1, compile: () => new Uint8Array(), check: () => []};
	desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine});
	const {code} = await hub.helen.client.call('invite', {
		person: {name: 'Priya Nair'},
		roles: [{role: 'author', location: 'group/north/leeds'}],
	});
	await enrol(desk.ports, {hub: 'http://localhost', code});
});
afterAll(() => hub.close());

const part = (at: number, bytes = file.subarray(at, at + mediaPart), digest = sha256) =>
	keepMedia(desk.ports, {sha256: digest, size: file.length, at, bytes: base64Of(bytes)});

describe('a file from a page', () => {
	test('is kept part by part, and only as what its digest says', async () => {
		expect(await part(0, Buffer.of())).toEqual({ok: true, have: 0});
		expect(await part(mediaPart)).toEqual({ok: true, have: 0});
		expect(await part(0)).toEqual({ok: true, have: mediaPart});
		expect(await lacksMedia(desk.ports, named)).toMatchObject({code: 'media'});
		expect(await part(0)).toEqual({ok: true, have: mediaPart});
		expect(await part(mediaPart)).toEqual({ok: true, have: file.length});
		expect(await lacksMedia(desk.ports, named)).toBeUndefined();
		expect(await lacksMedia(desk.ports, {media: [{...named.media[0]!, type: 'image/png'}]})).toBeDefined();
	});

	test('that is another one is refused and forgotten', async () => {
		const lie = 'f'.repeat(64);
		await part(0, undefined, lie);
		expect(await part(mediaPart, undefined, lie)).toMatchObject({ok: false, code: 'different'});
		expect(await desk.ports.stores.media(lie)).toBeUndefined();
	});

	test('goes to the hub once, as it is', async () => {
		const session = (await sessionOf(desk.ports))!;
		await deliverMedia(desk.ports, session.hub, [sha256, sha256]);
		await deliverMedia(desk.ports, session.hub, [sha256]);
		expect(await session.hub.call('blob', undefined, {sha256})).toEqual({have: file.length, complete: true});
		const stored = await hub.deps.archive.media.read(sha256, 0, file.length);
		expect(stored?.equals(file)).toBe(true);
	});

	test('is forgotten when nothing speaks of it for days', async () => {
		await pruneMedia(desk.ports);
		expect(await desk.ports.stores.media(sha256)).toBeDefined();
		hub.clock.now += 3 * 24 * 3_600_000;
		await pruneMedia(desk.ports);
		expect(await desk.ports.stores.media(sha256)).toBeUndefined();
	});
});
