import {createHash, randomBytes} from 'node:crypto';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {openArchive, temporaryFolder} from './archive.fixture.ts';
import {eraseContent, setLegalHold} from './erase.ts';
import {deviceParts} from './media-rows.ts';
import {readPlace} from './segments.ts';

const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), randomBytes(3000)]);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const order = {by: 'person-1', reason: 'retention ended', basis: 'motor-finance'};
const part = {sha256, size: bytes.length, device: 'd1'};

describe('a file in the archive', () => {
	let folder: ReturnType<typeof temporaryFolder>;
	let hub: Awaited<ReturnType<typeof openArchive>>;
	beforeEach(async () => {
		folder = temporaryFolder();
		hub = await openArchive(folder.path);
	});
	afterEach(async () => {
		await hub.archive.close();
		await hub.store.close();
		folder.remove();
	});

	const bring = async () => {
		await hub.archive.media.put({...part, at: 0}, bytes.subarray(0, 1000));
		await hub.archive.media.put({...part, at: 1000}, bytes.subarray(1000));
	};
	const entry = async () =>
		hub.store.write(trx =>
			hub.archive.append(trx, {type: 'hold.held', at: 1, payload: {v: 1}, media: [sha256]}),
		);
	const erase = (index: number) =>
		eraseContent({...hub.options, archive: hub.archive}, {...order, entries: [index]});

	test('is encrypted, and opens to what was brought', async () => {
		await bring();
		expect(await hub.archive.media.about(sha256)).toMatchObject({type: 'image/jpeg', size: bytes.length});
		expect(await hub.archive.media.read(sha256, 900, 200)).toEqual(bytes.subarray(900, 1100));
		const [first] = await deviceParts(hub.store.db, sha256, 'd1');
		const stored = await readPlace(hub.options.blobs, first!.sealed.place);
		expect(Buffer.from(stored!.ciphertext).includes(bytes.subarray(10, 40))).toBe(false);
	});

	test('goes with the last entry that names it, key and bytes', async () => {
		await bring();
		const [one, other] = [await entry(), await entry()];
		const parts = await deviceParts(hub.store.db, sha256, 'd1');
		await erase(one.index);
		expect(await hub.archive.media.read(sha256, 0, 3)).toEqual(bytes.subarray(0, 3));
		await erase(other.index);
		expect(await hub.archive.media.about(sha256)).toBeUndefined();
		for (const {sealed} of parts) expect(await readPlace(hub.options.blobs, sealed.place)).toBeUndefined();
		// It may come again.
		await bring();
		expect(await hub.archive.media.read(sha256, 0, 3)).toEqual(bytes.subarray(0, 3));
	});

	test('stays under a legal hold of any entry that names it', async () => {
		await bring();
		const [one, other] = [await entry(), await entry()];
		const {archive, options} = hub;
		const hold = {id: 'LH-1', entries: [other.index], by: 'x', reason: 'y'};
		await hub.store.write(trx => setLegalHold({...options, archive}, trx, hold));
		await erase(one.index);
		await expect(erase(other.index)).rejects.toMatchObject({code: 'legal-hold'});
		expect(await archive.media.read(sha256, 0, 3)).toEqual(bytes.subarray(0, 3));
	});

	test('an altered part is noticed', async () => {
		await bring();
		const [first] = await deviceParts(hub.store.db, sha256, 'd1');
		const {segment, at} = first!.sealed.place;
		const stored = Buffer.from((await hub.options.blobs.read(segment))!);
		stored[at + 200] = stored[at + 200]! ^ 1;
		await hub.options.blobs.write([{path: segment, bytes: stored}]);
		await expect(hub.archive.media.read(sha256, 0, 3)).rejects.toMatchObject({code: 'damaged'});
	});
});
