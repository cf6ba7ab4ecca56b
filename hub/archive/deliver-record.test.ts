import {describe, expect, test} from 'vitest';
import {archiveForAll, createDevice, type TestDevice} from './archive.fixture.ts';
import {type Deliver, delivererOf} from './deliver-record.ts';
import type {Write} from './tables.ts';

describe('more records than the hub has room for', () => {
	const hub = archiveForAll();

	const lotOf = async (device: TestDevice, count: number) => {
		const records: string[] = [];
		while (records.length < count) records.push((await device.write()).jws);
		return {n: 1, records, from: 0};
	};

	/** A disk that takes its time: nothing is written until `go`. */
	function slowHub(room: number) {
		const {promise, resolve: go} = Promise.withResolvers<void>();
		const waiting = Promise.withResolvers<void>();
		const write: Write = async work => {
			waiting.resolve();
			await promise;
			return hub.options.write(work);
		};
		const deliver: Deliver = delivererOf({...hub.options, archive: hub.archive, write, room});
		return {deliver, go, isWriting: waiting.promise};
	}

	test('are refused for now, before anything is done for them; those under way are kept, and then there is room', async () => {
		const [one, other] = [await createDevice(), await createDevice()];
		const [lot, more] = [await lotOf(one, 5), await lotOf(other, 5)];
		const {deliver, go, isWriting} = slowHub(lot.records.join('').length + 1000);
		const first = deliver(one, lot);
		await isWriting;
		await expect(deliver(other, more)).rejects.toMatchObject({code: 'busy'});
		go();
		expect(await first).toMatchObject({outcome: 'receipts', repeated: false});
		expect(await deliver(other, more)).toMatchObject({outcome: 'receipts', repeated: false});
	});

	test('one delivery is always taken, however small the room; what fails gives its room back', async () => {
		const device = await createDevice();
		const {deliver, go} = slowHub(1);
		go();
		const lot = await lotOf(device, 2);
		await expect(deliver(await createDevice(), lot)).rejects.toMatchObject({code: 'signature'});
		expect(await deliver(device, lot)).toMatchObject({outcome: 'receipts'});
	});
});
