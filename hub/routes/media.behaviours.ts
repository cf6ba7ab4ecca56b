import {createHash, randomBytes} from 'node:crypto';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {HubError, pathOf} from '#lib/api/client.ts';
import {blobPartLimit, blobStateSchema, endpoints} from '#lib/api/contract.ts';
import {digestOf} from '#lib/core/draft.ts';
import type {Connected} from '../client.ts';
import {draft, minute, refusal, submission, type TestHub} from '../hub.fixture.ts';
import {turn} from '../jobs/clockwork.ts';

const leeds = 'group/north/leeds';
const head = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
const picture = (size = 5000) => Buffer.concat([head, randomBytes(size)]);
const nameOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Sends a part as the extension does. */
async function putPart(
	by: Connected,
	bytes: Uint8Array,
	part: {sha256?: string; at?: number; size?: number; body?: Uint8Array} = {},
) {
	const {sha256 = nameOf(bytes), at = 0, size = bytes.length, body = bytes.subarray(at)} = part;
	const path = pathOf(endpoints.putBlob.path, {sha256, at, size});
	const headers = {'content-type': 'application/octet-stream'};
	return blobStateSchema.parse(await (await by.client.raw('PUT', path, {body, headers})).json());
}

/** Files of drafts: who brings them, who sees them, how long they live. */
export function mediaBehaviours(open: () => Promise<TestHub>): void {
	describe('files', () => {
		let hub: TestHub;
		let priya: Connected;
		let tom: Connected;
		let amira: Connected;
		beforeAll(async () => {
			hub = await open();
			priya = await hub.hire('Priya Nair', {role: 'author', location: leeds});
			tom = await hub.hire('Tom Okafor', {role: 'reviewer', location: 'group/north'});
			amira = await hub.hire('Amira Said', {role: 'reviewer', location: 'group/south'});
		});
		afterAll(() => hub.close());

		const held = async (bytes: Uint8Array, type = 'image/png', alt = 'A red car') => {
			const content = draft({media: [{sha256: nameOf(bytes), type, alt}]}) as never;
			return priya.client.call('submit', await submission(hub, {draft: content, digest: digestOf(content)}));
		};
		const look = (by: Connected, hold: string, sha256: string, query = {}) =>
			by.client.raw('GET', pathOf(endpoints.holdMedia.path, {id: hold, sha256, ...query}));

		test('the reviewer gets exactly the bytes that the author sent, and nothing that runs', async () => {
			const bytes = picture();
			expect(await putPart(priya, bytes)).toEqual({have: bytes.length, complete: true});
			const {id} = await held(bytes);
			const reply = await look(tom, id, nameOf(bytes));
			expect(Buffer.from(await reply.arrayBuffer()).equals(bytes)).toBe(true);
			expect(Object.fromEntries(reply.headers)).toMatchObject({
				'content-type': 'image/png',
				'x-content-type-options': 'nosniff',
				'content-security-policy': "default-src 'none'; sandbox",
				'cache-control': 'private, no-store',
			});
		});

		test('what is no picture or film is handed out as a download of nothing in particular', async () => {
			const bytes = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
			await putPart(priya, bytes);
			const {id} = await held(bytes, 'application/octet-stream');
			const {headers} = await look(tom, id, nameOf(bytes));
			expect(headers.get('content-type')).toBe('application/octet-stream');
			expect(headers.get('content-disposition')).toMatch(/^attachment; /);
		});

		test('a file says itself what it is: a draft that calls it otherwise is refused', async () => {
			const bytes = picture();
			await putPart(priya, bytes);
			expect(await refusal(held(bytes, 'video/mp4'))).toBe('media-missing');
		});

		test('a draft whose file is not here is refused', async () => {
			expect(await refusal(held(picture()))).toBe('media-missing');
		});

		test('only who may see the hold sees its files, and only its own', async () => {
			const [bytes, other] = [picture(), picture()];
			await putPart(priya, bytes);
			await putPart(priya, other);
			const {id} = await held(bytes);
			expect((await look(priya, id, nameOf(bytes))).status).toBe(200);
			expect(await refusal(look(amira, id, nameOf(bytes)))).toBe('unknown-hold');
			expect(await refusal(look(tom, id, nameOf(other)))).toBe('unknown-file');
			expect(await refusal(look(tom, id, 'nothing'))).toBe('malformed');
		});

		test('a large file comes in parts, goes on where it stopped, and is read in stretches', async () => {
			const bytes = picture(6_000_000);
			const size = bytes.length;
			const sha256 = nameOf(bytes);
			const first = bytes.subarray(0, blobPartLimit);
			expect(await putPart(priya, first, {sha256, size})).toEqual({have: blobPartLimit, complete: false});
			await hub.restart();
			expect(await priya.client.call('blob', undefined, {sha256})).toEqual({
				have: blobPartLimit,
				complete: false,
			});
			// Another browser has nothing of it yet.
			expect(await tom.client.call('blob', undefined, {sha256})).toEqual({have: 0, complete: false});
			expect(await refusal(putPart(priya, bytes.subarray(10, 20), {sha256, at: 0, size}))).toBe(
				'media-offset',
			);
			const last = bytes.subarray(blobPartLimit);
			expect(await putPart(priya, bytes, {at: blobPartLimit, body: last})).toEqual({
				have: size,
				complete: true,
			});
			expect(await putPart(priya, bytes, {at: blobPartLimit, body: last})).toEqual({
				have: size,
				complete: true,
			});
			const {id} = await held(bytes);
			const reply = await look(tom, id, sha256, {at: blobPartLimit - 5, length: 10});
			expect(reply.status).toBe(206);
			expect(reply.headers.get('content-range')).toBe(
				`bytes ${blobPartLimit - 5}-${blobPartLimit + 4}/${size}`,
			);
			const stretch = bytes.subarray(blobPartLimit - 5, blobPartLimit + 5);
			expect(Buffer.from(await reply.arrayBuffer()).equals(stretch)).toBe(true);
		});

		test('bytes that are not what they were announced as are forgotten', async () => {
			const bytes = picture();
			const sha256 = nameOf(picture());
			expect(await refusal(putPart(priya, bytes, {sha256}))).toBe('media-digest');
			expect(await priya.client.call('blob', undefined, {sha256})).toEqual({have: 0, complete: false});
		});

		test('too large, empty, or without a proof: refused with words', async () => {
			const bytes = picture();
			expect(await refusal(putPart(priya, bytes, {size: 101 * 1024 * 1024}))).toBe('too-large');
			expect(await refusal(putPart(priya, bytes, {body: new Uint8Array()}))).toBe('malformed');
			const path = pathOf(endpoints.putBlob.path, {sha256: nameOf(bytes), at: 0, size: bytes.length});
			const unproved = await hub.app.inject({
				...{method: 'PUT', url: path, payload: bytes},
				headers: {'content-type': 'application/octet-stream'},
			});
			expect(unproved.statusCode).toBe(401);
			const many = await putPart(priya, Buffer.alloc(blobPartLimit + 1)).catch(error => error);
			expect(many).toBeInstanceOf(HubError);
			expect(many.status).toBe(413);
		});

		test('two browsers may bring the same file; it is kept once', async () => {
			const bytes = picture();
			expect((await Promise.all([putPart(priya, bytes), putPart(tom, bytes)])).map(s => s.complete)).toEqual([
				true,
				true,
			]);
			const rows = await hub.deps.store.db.selectFrom('media_parts').select('device').execute();
			const {id} = await held(bytes);
			expect((await look(tom, id, nameOf(bytes))).status).toBe(200);
			expect(rows.length).toBeGreaterThan(0);
		});

		test('what nobody names is gone a day later; what a hold names stays', async () => {
			const [named, alone, started] = [picture(), picture(), picture()];
			await putPart(priya, named);
			await putPart(priya, alone);
			await putPart(priya, started.subarray(0, 100), {sha256: nameOf(started), size: started.length});
			const {id} = await held(named);
			hub.clock.now += 25 * 60 * minute;
			await turn(hub.deps);
			const state = (bytes: Uint8Array) => priya.client.call('blob', undefined, {sha256: nameOf(bytes)});
			expect(await state(alone)).toEqual({have: 0, complete: false});
			expect(await state(started)).toEqual({have: 0, complete: false});
			expect((await state(named)).complete).toBe(true);
			expect((await look(priya, id, nameOf(named))).status).toBe(200);
		});
	});
}
