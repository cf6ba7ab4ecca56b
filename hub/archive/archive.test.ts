import {cpSync} from 'node:fs';
import {join} from 'node:path';
import {sql} from 'kysely';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {openArchive, temporaryFolder} from './archive.fixture.ts';
import {entryBundle, readBundle} from './tiles.ts';

const clean: (() => Promise<void> | void)[] = [];
let data: string;

beforeEach(() => {
	const folder = temporaryFolder();
	data = folder.path;
	clean.push(folder.remove);
});
afterEach(async () => {
	for (const step of clean.splice(0).reverse()) await step();
});

async function open(at = data) {
	const opened = await openArchive(at);
	let closed = false;
	const close = async () => {
		if (closed) return;
		closed = true;
		await opened.archive.close();
		await opened.store.close();
	};
	clean.push(close);
	return {...opened, close};
}

const note = (text: string) => ({type: 'test.note', at: 1, by: 'person-1', payload: {text}});

describe('the log', () => {
	test('numbers entries in order of commit, many in one transaction, and gives their content back', async () => {
		const {archive, store} = await open();
		const first = await store.write(trx => archive.append(trx, note('a')));
		const more = await store.write(async trx => [
			await archive.append(trx, note('b')),
			await archive.append(trx, note('c')),
		]);
		expect([first, ...more].map(({index, name}) => [index, name])).toEqual([
			[0, 'CS-000001'],
			[1, 'CS-000002'],
			[2, 'CS-000003'],
		]);
		const opened = await archive.open(await archive.leaf(2));
		expect(opened?.plaintext.toString()).toBe('{"text":"c"}');
	});

	test('names entries by what they are about', async () => {
		const prefix = async (_: unknown, {account}: {account?: string | null}) => (account ? 'HS-L' : 'HS');
		const opened = await openArchive(data, {prefix});
		clean.push(() => opened.store.close());
		const append = (account?: string) =>
			opened.store.write(trx => opened.archive.append(trx, {...note('a'), ...(account && {account})}));
		expect([(await append()).name, (await append('17')).name]).toEqual(['HS-000001', 'HS-L-000002']);
	});

	test('has nothing of a transaction that failed, and no hole', async () => {
		const {archive, store} = await open();
		const failing = store.write(async trx => {
			await archive.append(trx, note('gone'));
			throw new Error('no');
		});
		await expect(failing).rejects.toThrow('no');
		expect((await store.write(trx => archive.append(trx, note('kept')))).index).toBe(0);
		expect(await archive.checkpoint()).toContain('\n1\n');
	});

	test.each([
		['update', sql`update archive_entries set type = 'x'`],
		['delete', sql`delete from archive_entries`],
		['replace', sql`insert or replace into archive_entries select * from archive_entries`],
	])('refuses %s in the database itself', async (_, statement) => {
		const {archive, store} = await open();
		await store.write(trx => archive.append(trx, note('a')));
		await expect(store.write(trx => statement.execute(trx))).rejects.toThrow();
		expect((await archive.leaf(0)).type).toBe('test.note');
	});

	test('refuses an entry that is too large for a leaf', async () => {
		const {archive, store} = await open();
		const large = {...note('a'), siteIds: ['x'.repeat(5000)]};
		await expect(store.write(trx => archive.append(trx, large))).rejects.toMatchObject({code: 'too-large'});
	});

	test('seals content: neither database nor disk holds it in the clear', async () => {
		const {archive, store, options} = await open();
		await store.write(trx => archive.append(trx, note('a very secret word')));
		for (const path of await options.blobs.list('payload'))
			expect(Buffer.from((await options.blobs.read(path))!).includes('secret')).toBe(false);
		expect(JSON.stringify(await archive.leaf(0))).not.toContain('secret');
	});

	test('tells altered content from erased content', async () => {
		const {archive, store, options} = await open();
		await store.write(trx => archive.append(trx, note('a')));
		const [path] = await options.blobs.list('payload');
		const bytes = Buffer.from((await options.blobs.read(path!))!);
		const last = bytes.length - 1;
		await options.blobs.write([{path: path!, bytes: bytes.with(last, bytes[last]! ^ 1)}]);
		await expect(archive.open(await archive.leaf(0))).rejects.toMatchObject({code: 'damaged'});
		await options.blobs.write([{path: path!, bytes: bytes.subarray(0, last)}]);
		await expect(archive.open(await archive.leaf(0))).rejects.toMatchObject({code: 'damaged'});
		await options.blobs.wipe(path!, {from: 0, size: bytes.length});
		expect(await archive.open(await archive.leaf(0))).toBeUndefined();
	});
});

describe('the start', () => {
	async function filled(count: number, at = data) {
		const opened = await open(at);
		const {archive, store} = opened;
		await store.write(async trx => {
			for (let i = 0; i < count; i++) await archive.append(trx, note(`${i}`));
		});
		await archive.publish();
		return opened;
	}

	test('goes on where the log ended', async () => {
		const before = await filled(5);
		const checkpoint = await before.archive.checkpoint();
		await before.close();
		expect(await (await open()).archive.checkpoint()).toBe(checkpoint);
	});

	test('refuses a database restored from an older backup', async () => {
		await (await filled(3)).close();
		const backup = join(data, 'backup.sqlite');
		cpSync(join(data, 'hub.sqlite'), backup);
		const later = await open();
		await later.store.write(trx => later.archive.append(trx, note('later')));
		// Shown to somebody, not published: the guard alone must know.
		await later.archive.checkpoint();
		await later.store.close();
		clean.pop();
		cpSync(backup, join(data, 'hub.sqlite'));
		await expect(openArchive(data)).rejects.toMatchObject({code: 'rolled-back'});
	});

	test('refuses another history of the same length', async () => {
		await (await filled(3)).close();
		const other = temporaryFolder();
		clean.unshift(other.remove);
		cpSync(join(data, 'keys'), join(other.path, 'keys'), {recursive: true});
		await (await filled(4, other.path)).close();
		cpSync(join(other.path, 'hub.sqlite'), join(data, 'hub.sqlite'));
		await expect(openArchive(data)).rejects.toMatchObject({code: 'rewritten'});
	});

	test('mends tiles that are missing or damaged', async () => {
		const before = await filled(300);
		const {log} = before.options;
		await before.close();
		const paths = await log.list('tile');
		const read = async () =>
			Promise.all(paths.map(async path => Buffer.from((await log.read(path)) ?? []).toString('hex')));
		const whole = await read();
		await log.remove([paths[0]!]);
		await log.write([{path: paths[1]!, bytes: Buffer.from('damaged')}]);
		await open();
		expect(await read()).toEqual(whole);
	});
});

describe('the published files', () => {
	test('are those of tlog-tiles, whatever the steps of publication', async () => {
		const {archive, store, options} = await open();
		for (const count of [3, 200, 60, 300]) {
			await store.write(async trx => {
				for (let i = 0; i < count; i++) await archive.append(trx, note(`${i}`));
			});
			await archive.publish();
		}
		expect((await options.log.list('tile')).sort()).toEqual([
			'tile/0/000',
			'tile/0/001',
			'tile/0/002.p/51',
			'tile/1/000.p/1',
			'tile/1/000.p/2',
			'tile/entries/000',
			'tile/entries/001',
			'tile/entries/002.p/51',
		]);
		const bundle = readBundle((await options.log.read('tile/entries/001'))!)!;
		expect(JSON.parse(Buffer.from(bundle[0]!).toString()).seq).toBe(256);
	});

	test('a cut bundle is seen', () => {
		const {bytes} = entryBundle(0, [Buffer.from('abc'), Buffer.from('')]);
		expect(readBundle(bytes)).toHaveLength(2);
		expect(readBundle(bytes.subarray(0, 4))).toBeUndefined();
		expect(readBundle(bytes.subarray(0, 6))).toBeUndefined();
	});
});
