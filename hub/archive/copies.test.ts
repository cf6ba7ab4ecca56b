/** What is on disk, and in no entry: erasing an entry must reach every copy of it. */
import {afterEach, beforeEach, expect, test} from 'vitest';
import {canonicalJson} from '#lib/core/canonical-json.ts';
import {onBothDatabases} from '../store/both-databases.fixture.ts';
import {createDevice, openArchive, type TestDevice, temporaryFolder} from './archive.fixture.ts';
import {type Deliver, delivererOf} from './deliver-record.ts';
import {eraseContent} from './erase.ts';
import {withHead} from './media-parts.ts';
import {createSealer, unsealAt} from './seal.ts';
import {placesIn} from './segments.ts';
import {segmentsNow, startSweeping, sweep} from './sweep.ts';

onBothDatabases(newDatabase => {
	let folder: ReturnType<typeof temporaryFolder>;
	let hub: Awaited<ReturnType<typeof openArchive>>;
	let deliver: Deliver;
	beforeEach(async () => {
		folder = temporaryFolder();
		const databaseUrl = await newDatabase();
		hub = await openArchive(folder.path, databaseUrl ? {databaseUrl} : {});
		deliver = delivererOf({...hub.options, archive: hub.archive});
	});
	afterEach(async () => {
		await hub.archive.close();
		await hub.store.close();
		folder.remove();
	});

	/** Copies of a device's records that anybody with the hub's keys could open. */
	async function copiesOf({id}: TestDevice): Promise<string[]> {
		const {blobs, kek} = hub.options;
		const segments = await blobs.list('payload');
		const places = (await Promise.all(segments.map(segment => placesIn(blobs, segment)))).flat();
		const opened = await Promise.all(places.map(place => unsealAt(place, kek, blobs)));
		return opened.flatMap(one => one?.plaintext.toString() ?? []).filter(text => text.includes(id));
	}

	async function indexOf(device: TestDevice, n: number, ...records: string[]): Promise<number> {
		const delivered = await deliver(device, {n, records, from: 0});
		if (delivered.outcome !== 'receipts') throw new Error(delivered.outcome);
		return delivered.receipts[0]!.index;
	}

	const fail = () => Promise.reject(new Error('and then it failed'));
	const erase = (...entries: number[]) =>
		eraseContent({...hub.options, archive: hub.archive}, {entries, by: 'p', reason: 'x', basis: 'y'});

	test('a record that two requests bring at once leaves one copy, and erasing its entry none', async () => {
		const device = await createDevice();
		const {jws} = await device.write();
		const indexes = await Promise.all(Array.from({length: 8}, () => indexOf(device, 1, jws)));
		expect(new Set(indexes).size).toBe(1);
		expect(await copiesOf(device)).toHaveLength(1);
		await erase(indexes[0]!);
		expect(await copiesOf(device)).toEqual([]);
	});

	test('what a crash left between sealing and commit is swept away, and nothing else', async () => {
		const device = await createDevice();
		const [first, , third] = [await device.write(), await device.write(), await device.write()];
		const index = await indexOf(device, 1, first.jws);
		await deliver(device, {n: 3, records: [third.jws], from: 0});
		const {archive, options, store} = hub;
		const crashed = {device: device.id, text: 'never committed'};
		await archive.seal(crashed);
		const part = {size: 9, device: 'd', at: 0};
		await archive.media.put({...part, sha256: 'ab'.repeat(32)}, Buffer.from('begun'));
		const sealer = createSealer(options.kek, options.blobs);
		await sealer.sealBytes(withHead({...part, sha256: 'cd'.repeat(32)}, Buffer.from(`lost ${device.id}`)));
		await store
			.write(trx => archive.append(trx, {type: 'x', at: 1, payload: crashed}).then(fail))
			.catch(() => 0);
		expect(await copiesOf(device)).toHaveLength(4);

		expect(await sweep(options, await segmentsNow(options.blobs))).toBe(3);
		expect(await sweep(options, await segmentsNow(options.blobs))).toBe(0);
		expect(await copiesOf(device)).toHaveLength(2);
		expect((await archive.open(await archive.leaf(index)))?.plaintext.toString()).toContain(device.id);
		expect(await archive.media.state('ab'.repeat(32), 'd')).toEqual({have: 5, complete: false});
		await deliver(device, {n: 3, records: [third.jws], from: 0});
		expect(await copiesOf(device)).toHaveLength(2);
	});

	test('a hub sweeps it away by itself after its start, and what is sealed meanwhile stays', async () => {
		const device = await createDevice();
		const crashed = await hub.archive.seal({device: device.id, text: 'never committed'});
		const swept = Promise.withResolvers<number>();
		const stop = await startSweeping(hub.options, {
			...{onDone: swept.resolve, onError: swept.reject, after: 0},
		});
		const underWay = await hub.archive.seal({device: device.id, text: 'to be committed'});
		expect(await swept.promise).toBe(1);
		await stop();
		expect(await hub.archive.openSealed(crashed)).toBeUndefined();
		expect((await hub.archive.openSealed(underWay))?.plaintext.toString()).toContain('to be committed');
	});

	test('one that waits, and a fork, are kept once however often they come; and what waited comes in whole', async () => {
		const device = await createDevice();
		const [first, second] = [await device.write(), await device.write()];
		const forked = {...second.record, at: second.record.at + 1};
		const other = await device.sign(Buffer.from(canonicalJson(forked)));
		const lots = [second.jws, other, second.jws, other].map(jws => ({n: 2, records: [jws], from: 0}));
		for (const lot of lots) await Promise.all([deliver(device, lot), deliver(device, lot)]);
		expect(await copiesOf(device)).toHaveLength(2);
		await indexOf(device, 1, first.jws);
		const index = await indexOf(device, 2, second.jws);
		expect(await copiesOf(device)).toHaveLength(3);
		const opened = await hub.archive.open(await hub.archive.leaf(index));
		expect(opened?.plaintext.toString()).toContain(second.record.body.nonce);
	});
});
