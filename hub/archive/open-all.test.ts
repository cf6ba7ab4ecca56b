import {expect, test} from 'vitest';
import type {Leaf} from '#lib/core/archive/leaf.ts';
import {archiveForAll} from './archive.fixture.ts';
import {placeOf} from './places.ts';
import {wipePlace} from './segments.ts';

const hub = archiveForAll();

/** Sealed at the same time, hence in one segment. */
async function entries(...texts: string[]): Promise<Leaf[]> {
	const {archive, store} = hub;
	const sealed = await Promise.all(texts.map(text => archive.seal({text})));
	const appended = await store.write(trx =>
		archive.appendAll(
			trx,
			sealed.map(one => ({type: 'test.note', at: 1, sealed: one})),
		),
	);
	return appended.map(({leaf}) => JSON.parse(leaf) as Leaf);
}

test('several contents, of one segment or many, in the order in which they were asked for', async () => {
	const [a, b] = [await entries('one', 'two', 'three'), await entries('four')];
	const asked = [a[2]!, b[0]!, a[0]!];
	const opened = await hub.archive.openAll(asked);
	expect(opened.map(one => one.status === 'fulfilled' && JSON.parse(String(one.value?.plaintext)))).toEqual([
		{text: 'three'},
		{text: 'four'},
		{text: 'one'},
	]);
});

test('one that was erased, altered or never there keeps nobody from the others', async () => {
	const [fine, erased, altered] = (await entries('fine', 'erased', 'altered')) as [Leaf, Leaf, Leaf];
	const {blobs, db} = hub.options;
	await wipePlace(blobs, (await placeOf(db, erased.payload.ct))!);
	const {segment, at} = (await placeOf(db, altered.payload.ct))!;
	await blobs.wipe(segment, {from: at + 100, size: 4});
	const missing = {payload: {...fine.payload, ct: '0'.repeat(64)}};
	const opened = await hub.archive.openAll([fine, erased, altered, missing]);
	expect(opened.map(({status}) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
	expect(opened.map(one => one.status === 'fulfilled' && one.value !== undefined)).toEqual([
		true,
		false,
		false,
		false,
	]);
});
