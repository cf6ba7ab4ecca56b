import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {openArchive, temporaryFolder} from './archive.fixture.ts';
import {type BlobStore, diskStore} from './blobs.ts';
import {eraseContent} from './erase.ts';
import {finishErasures} from './finish-erasures.ts';
import {createSegments, type Frame, keySize, readPlace, wipePlace} from './segments.ts';

let folder: ReturnType<typeof temporaryFolder>;
let disk: BlobStore;
beforeEach(() => {
	folder = temporaryFolder();
	disk = diskStore(folder.path);
});
afterEach(() => folder.remove());

function frame(i: number, size = 100): Frame {
	const ct = i.toString(16).padStart(64, '0');
	return {ct, key: Buffer.alloc(keySize, 1 + (i % 255)), ciphertext: Buffer.alloc(size, 1 + (i % 251))};
}
const frames = (count: number, size?: number) => Array.from({length: count}, (_, i) => frame(i, size));

/** A disk that says how many writes it was asked for. */
function counting(blobs: BlobStore) {
	const writes: number[] = [];
	return {
		writes,
		blobs: {
			...blobs,
			async write(written: Parameters<BlobStore['write']>[0]) {
				writes.push(written.length);
				await blobs.write(written);
			},
		},
	};
}

describe('payload segments', () => {
	test('what comes at the same time is one file and one write, and each is found in it', async () => {
		const {blobs, writes} = counting(disk);
		const all = frames(50);
		const places = await Promise.all(all.map(createSegments(blobs)));
		expect(writes).toEqual([1]);
		for (const [i, {key, ciphertext}] of all.entries())
			expect(await readPlace(disk, places[i]!)).toEqual({key, ciphertext});
	});

	test('what comes while one is written goes into the next; none grows without end', async () => {
		const {blobs, writes} = counting(disk);
		const write = createSegments(blobs);
		await Promise.all([...frames(300).map(write), write(frame(7)).then(() => write(frame(8)))]);
		// 128, 128 and the rest; the last one came after the first was durable
		expect(writes.length).toBeGreaterThanOrEqual(3);
		const large = await Promise.all(frames(3, 5 * 1024 * 1024).map(createSegments(disk)));
		expect(new Set(large.map(({segment}) => segment)).size).toBe(3);
	});

	test('nobody is told that it is durable when the disk refused; the next ones are served', async () => {
		let full = true;
		const blobs: BlobStore = {
			...disk,
			write: written => (full ? Promise.reject(new Error('ENOSPC')) : disk.write(written)),
		};
		const write = createSegments(blobs);
		const results = await Promise.allSettled(frames(3).map(write));
		expect(results.map(({status}) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		full = false;
		expect(await readPlace(disk, await write(frame(1)))).toBeDefined();
	});

	test('wiping one leaves no byte of it and touches no other', async () => {
		const all = frames(3);
		const places = await Promise.all(all.map(createSegments(disk)));
		const before = Buffer.from((await disk.read(places[0]!.segment))!);
		await wipePlace(disk, places[1]!);
		await wipePlace(disk, places[1]!);
		const {at, size} = places[1]!;
		const expected = Buffer.from(before).fill(0, at, at + keySize + size);
		expect(Buffer.from((await disk.read(places[0]!.segment))!)).toEqual(expected);
		expect(await readPlace(disk, places[1]!)).toBeUndefined();
		expect(await readPlace(disk, places[2]!)).toEqual({key: all[2]!.key, ciphertext: all[2]!.ciphertext});
	});
});

describe('the archive on segments', () => {
	const note = (text: string) => ({type: 'test.note', at: 1, by: 'person-1', payload: {text}});

	test('an entry erased stays erased, its neighbours in the segment stay, also after a restart', async () => {
		const {archive, store, options} = await openArchive(folder.path);
		const sealed = await Promise.all(['a', 'b', 'c'].map(text => archive.seal({text})));
		expect(new Set(sealed.map(({place}) => place.segment)).size).toBe(1);
		await store.write(async trx => {
			for (const one of sealed) await archive.append(trx, {type: 'test.note', at: 1, sealed: one});
		});
		const erasure = {by: 'person-9', reason: 'ended', basis: 'class'};
		await eraseContent({...options, archive}, {...erasure, entries: [1]});
		await archive.close();
		await store.close();
		const again = await openArchive(folder.path);
		await finishErasures(again.options);
		const contents = [0, 1, 2].map(async index => {
			const opened = await again.archive.open(await again.archive.leaf(index));
			return opened?.plaintext.toString();
		});
		expect(await Promise.all(contents)).toEqual(['{"text":"a"}', undefined, '{"text":"c"}']);
		await again.store.close();
	});

	test('a disk that refuses leaves no entry', async () => {
		const blobs = {...disk, write: () => Promise.reject(new Error('ENOSPC'))};
		const {archive, store} = await openArchive(folder.path, {blobs});
		await expect(store.write(trx => archive.append(trx, note('a')))).rejects.toThrow('ENOSPC');
		expect(await archive.checkpoint()).toContain('\n0\n');
		await store.close();
	});
});
