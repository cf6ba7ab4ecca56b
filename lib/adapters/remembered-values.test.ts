import {expect, test} from 'vitest';
import {memoryStores} from '#lib/desk/memory-stores.ts';
import type {Enrolled, HoldRow, RecordRow, Stores} from '#lib/desk/ports.ts';
import {rememberValues} from './remembered-values.ts';

/** A disk that counts what is read, and can fail. */
function open() {
	const disk = memoryStores();
	const log = {reads: 0, broken: false};
	const counted: Stores = {
		...disk,
		get: key => {
			log.reads += 1;
			return log.broken ? Promise.reject(new Error('the disk fails')) : disk.get(key);
		},
		set: (key, value) => (log.broken ? Promise.reject(new Error('the disk fails')) : disk.set(key, value)),
	};
	return {disk, log, stores: rememberValues(counted)};
}

test('a value is read once, also one that is not there', async () => {
	const {stores, log} = open();
	expect([await stores.get('clockOffset'), await stores.get('clockOffset')]).toEqual([undefined, undefined]);
	expect(log.reads).toBe(1);
});

test('what was written is read without the disk; what was removed is gone', async () => {
	const {stores, log} = open();
	await stores.set('clockOffset', 5);
	expect([await stores.get('clockOffset'), log.reads]).toEqual([5, 0]);
	await stores.remove('clockOffset');
	expect(await stores.get('clockOffset')).toBeUndefined();
	await stores.set('clockOffset', 6);
	await stores.clear();
	expect(await stores.get('clockOffset')).toBeUndefined();
});

test('a write that fails is not believed', async () => {
	const {stores, log} = open();
	await stores.set('clockOffset', 5);
	log.broken = true;
	await expect(stores.set('clockOffset', 6)).rejects.toThrow('the disk fails');
	log.broken = false;
	expect(await stores.get('clockOffset')).toBe(5);
});

test('a read that fails is tried again', async () => {
	const {stores, log} = open();
	log.broken = true;
	await expect(stores.get('clockOffset')).rejects.toThrow('the disk fails');
	log.broken = false;
	expect(await stores.get('clockOffset')).toBeUndefined();
});

test('holds are read once, and again after anything was written; a read meanwhile is not believed', async () => {
	const disk = memoryStores();
	let reads = 0;
	let letGo = () => {};
	const slow: Stores = {
		...disk,
		holds: () => {
			reads += 1;
			return disk.holds();
		},
		async putHold(row, asked) {
			await new Promise<void>(resolve => {
				letGo = resolve;
			});
			return disk.putHold(row, asked);
		},
	};
	const stores = rememberValues(slow);
	const row = {id: 'h1', list: 'queue', view: {}} as HoldRow;
	expect([await stores.holds(), await stores.holds(), reads]).toEqual([[], [], 1]);
	const writing = stores.putHold(row, stores.askingHolds());
	expect(await stores.holds()).toEqual([]);
	letGo();
	await writing;
	expect([await stores.hold('h1'), await stores.holds(), await stores.hold('h2')]).toEqual([
		row,
		[row],
		undefined,
	]);
	await stores.replaceHolds('queue', [], stores.askingHolds());
	expect(await stores.holds()).toEqual([]);
	await stores.clear();
	expect(await stores.holds()).toEqual([]);
});

const first = {device: 'd', n: 1} as RecordRow;

/** What Chromium has done on a full disk (tests/nightly/device-full.test.ts). */
async function emptied() {
	const {disk, stores} = open();
	await stores.set('enrolled', {device: 'd'} as Enrolled);
	await disk.clear();
	return {disk, stores};
}

test('a chain does not begin again in an empty database', async () => {
	const {disk, stores} = await emptied();
	await expect(stores.append(first)).rejects.toThrow('what this browser had recorded is gone');
	expect(await disk.countRecords()).toEqual({waiting: 0, quarantined: 0});
	expect(await stores.get('enrolled')).toBeUndefined();
});

test('a probe sees that the database is another one', async () => {
	const {stores} = await emptied();
	await expect(stores.probe()).rejects.toThrow('what this browser had recorded is gone');
	await stores.probe();
});

test('a newly enrolled browser begins with the first number', async () => {
	const {stores} = open();
	await stores.set('enrolled', {device: 'd'} as Enrolled);
	await stores.probe();
	expect(await stores.append(first)).toBe(true);
});
