import {describe, expect, test} from 'vitest';
import {archiveForAll} from '../archive.fixture.ts';
import {headSize} from '../entries.ts';
import {createIndexer, indexedSize} from './indexer.ts';
import {wordIndex} from './word-index.ts';

describe('the index behind its log', () => {
	const hub = archiveForAll();
	let posts = 0;

	/** What a device says when it lets a post go, as the hub archives it. */
	const post = (text: string) =>
		hub.store.write(trx =>
			hub.archive.append(trx, {
				...{type: 'record.interaction.releasing', at: 1, by: 'priya', site: 'x', account: '17'},
				payload: {
					record: {body: {release: `r${++posts}`, draft: {operation: 'post', text}, findings: []}},
				},
			}),
		);

	function indexer(openAll = hub.archive.openAll) {
		const {db, write} = hub.options;
		const words = wordIndex(hub.store.dialect);
		return createIndexer({db, write, words, archive: {openAll}, placeOf: async () => 'group', batch: 2});
	}
	const items = () =>
		hub.store.db.selectFrom('archive_items').select(['item', 'text_seq', 'until']).execute();

	test('comes to an end although the log grows as fast as it is read', async () => {
		for (let i = 0; i < 5; i++) await post(`offer ${i}`);
		const meant = await headSize(hub.store.db);
		const {grow} = indexer(async leaves => {
			await post('meanwhile');
			await post('meanwhile');
			return hub.archive.openAll(leaves);
		});
		expect(await grow()).toBeGreaterThanOrEqual(meant);
		expect(await indexedSize(hub.store.db)).toBeLessThan(await headSize(hub.store.db));
	});

	test('stopped in the middle it ends with its batch, and goes on from there another day', async () => {
		await indexer().grow();
		for (let i = 0; i < 6; i++) await post(`offer ${i}`);
		const before = await indexedSize(hub.store.db);
		const {grow, stop} = indexer(async leaves => {
			stop();
			return hub.archive.openAll(leaves);
		});
		await expect(grow()).rejects.toThrow('closed');
		expect(await indexedSize(hub.store.db)).toBe(before + 2);
		await expect(grow()).rejects.toThrow('closed');
		expect(await indexer().grow()).toBe(before + 6);
		expect(await items()).toHaveLength(posts);
	});

	test('who asks while it works is told of what was committed when he asked', async () => {
		await post('first');
		let other: Promise<number> | undefined;
		const {grow} = indexer(async leaves => {
			if (!other) {
				await post('second');
				other = grow();
			}
			return hub.archive.openAll(leaves);
		});
		await grow();
		expect(await other).toBe(await headSize(hub.store.db));
	});

	test('a content that is damaged, or gone, stops nothing', async () => {
		const {index} = await post('readable');
		const [unreadable, gone] = [await post('unreadable'), await post('gone')];
		const {grow} = indexer(async leaves => {
			const opened = await hub.archive.openAll(leaves);
			return opened.map((one, i) => {
				if (leaves[i]!.payload.ct === ct(unreadable))
					return {status: 'rejected', reason: new Error('damaged')};
				return leaves[i]!.payload.ct === ct(gone) ? {status: 'fulfilled', value: undefined} : one;
			});
		});
		await grow();
		const rows = (await items()).slice(-3);
		expect(rows.map(({text_seq}) => text_seq)).toEqual([index, null, null]);
	});
});

const ct = ({leaf}: {leaf: string}) => (JSON.parse(leaf) as {payload: {ct: string}}).payload.ct;
