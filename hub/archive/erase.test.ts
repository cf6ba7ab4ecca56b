import {sql} from 'kysely';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {openArchive, temporaryFolder} from './archive.fixture.ts';
import {clearLegalHold, eraseContent, setLegalHold} from './erase.ts';
import {finishErasures} from './finish-erasures.ts';
import {rebuildEntries} from './rebuild.ts';

const [folder, second] = [temporaryFolder(), temporaryFolder()];
let hub: Awaited<ReturnType<typeof openArchive>>;

beforeAll(async () => {
	hub = await openArchive(folder.path);
});
afterAll(async () => {
	await hub.archive.close();
	await hub.store.close();
	folder.remove();
	second.remove();
});

const options = () => ({archive: hub.archive, ...hub.options});
const order = {by: 'person-9', reason: 'retention ended', basis: 'class motor-finance'};

async function note(text: string): Promise<number> {
	const entry = {type: 'test.note', at: 1, by: 'person-1', payload: {text}};
	return (await hub.store.write(trx => hub.archive.append(trx, entry))).index;
}
const contentOf = async (index: number) => (await hub.archive.open(await hub.archive.leaf(index)))?.plaintext;

describe('erasure', () => {
	test('destroys the content, records itself, and leaves every proof', async () => {
		const index = await note('forget me');
		const before = await hub.archive.proof(index);
		const {index: erasure} = await eraseContent(options(), {...order, entries: [index]});
		expect(await contentOf(index)).toBeUndefined();
		expect(await hub.archive.leaf(erasure)).toMatchObject({type: 'content.erased', about: [index]});
		expect((await hub.archive.proof(index)).leaf).toBe(before.leaf);
	});

	test('is refused under a legal hold, and possible when it is cleared', async () => {
		const index = await note('keep me');
		const hold = {id: 'LH-19', by: 'person-8', reason: 'complaint'};
		await hub.store.write(trx => setLegalHold(options(), trx, {...hold, entries: [index]}));
		await expect(eraseContent(options(), {...order, entries: [index]})).rejects.toMatchObject({
			code: 'legal-hold',
		});
		expect(await contentOf(index)).toBeDefined();
		await hub.store.write(trx => clearLegalHold(options(), trx, hold));
		await eraseContent(options(), {...order, entries: [index]});
		expect(await contentOf(index)).toBeUndefined();
	});

	test('a legal hold of more than one entry can name holds all of it, and is cleared as one; so is what is erased', async () => {
		const {store} = hub;
		const first = await note('the first of many');
		const more = await store.write(trx =>
			hub.archive.appendAll(
				trx,
				Array.from({length: 700}, (_, i) => ({type: 'test.note', at: i, payload: {i}})),
			),
		);
		const entries = [first, ...more.map(({index}) => index)];
		const hold = {id: 'LH-20', by: 'person-8', reason: 'complaint'};
		await store.write(trx => setLegalHold(options(), trx, {...hold, entries}));
		const last = entries.slice(-1);
		for (const held of [[first], last])
			await expect(eraseContent(options(), {...order, entries: held})).rejects.toThrow('legal hold LH-20');
		await store.write(trx => clearLegalHold(options(), trx, hold));
		await eraseContent(options(), {...order, entries});
		for (const index of [first, ...last]) expect(await contentOf(index)).toBeUndefined();
	});

	test('cut short by a crash is finished at the next start', async () => {
		const index = await note('half erased');
		const entry = {type: 'content.erased', at: 1, by: 'person-9', about: [index], payload: order};
		await hub.store.write(trx => hub.archive.append(trx, entry));
		expect(await contentOf(index)).toBeDefined();
		await finishErasures(hub.options);
		expect(await contentOf(index)).toBeUndefined();
	});
});

describe('a lost database', () => {
	test('is rebuilt from log and payloads, row by row the same', async () => {
		for (let i = 0; i < 300; i++) await note(`${i}`);
		await hub.archive.publish();
		const rows = async (db: typeof hub.store.db) => [
			(await sql`select * from archive_entries order by seq`.execute(db)).rows,
			(await sql`select * from archive_payloads order by ct`.execute(db)).rows,
			(await sql`select * from archive_legal_holds order by id, seq`.execute(db)).rows,
		];
		const fresh = await openArchive(second.path);
		const {log, logKey, blobs, kek} = hub.options;
		const from = {...fresh.options, log, logKey, blobs, kek};
		const {entries, lost} = await rebuildEntries(from);
		expect(await rows(fresh.store.db)).toEqual(await rows(hub.store.db));
		expect(entries).toBeGreaterThan(300);
		expect(lost).toEqual([]);
		await expect(rebuildEntries(from)).rejects.toMatchObject({
			code: 'not-empty',
		});
		await fresh.store.close();
	});

	test('is not rebuilt from a log that was altered', async () => {
		const third = temporaryFolder();
		const fresh = await openArchive(third.path);
		const {log, logKey} = hub.options;
		const altered = {
			...log,
			read: async (path: string) => {
				const bytes = await log.read(path);
				return path === 'tile/entries/000' ? bytes?.with(40, 0x21) : bytes;
			},
		};
		await expect(rebuildEntries({...fresh.options, log: altered, logKey})).rejects.toMatchObject({
			code: 'rewritten',
		});
		await fresh.store.close();
		third.remove();
	});
});
