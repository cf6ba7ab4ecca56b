/** A lost database, made again from the log and the files beside it: what a story shows and an export holds is there again. */
import {createHash, randomBytes} from 'node:crypto';
import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {sql} from 'kysely';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {openIndex} from '../audit/archive-index.ts';
import {openItems} from '../audit/items.ts';
import {storiesOf} from '../audit/story.ts';
import {onBothDatabases} from '../store/both-databases.fixture.ts';
import {openStore} from '../store/store.ts';
import {verify} from '../verify/verify.ts';
import {openArchive, temporaryFolder} from './archive.fixture.ts';
import {clearLegalHold, eraseContent, setLegalHold} from './erase.ts';
import {createStory, exportStory, postOne, type Story} from './export/story.fixture.ts';
import {withHead} from './media-parts.ts';
import {deviceParts, partsOf} from './media-rows.ts';
import {rebuildEntries} from './rebuild.ts';
import {rebuildMedia} from './rebuild-media.ts';
import {createSealer} from './seal.ts';
import {selectItems} from './search/query.ts';
import {placesIn, readPlace} from './segments.ts';
import {segmentsNow, sweep} from './sweep.ts';

onBothDatabases(rebuildBehaviours);

function pictureOf(size: number) {
	const bytes = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), randomBytes(size)]);
	return {bytes, sha256: createHash('sha256').update(bytes).digest('hex')};
}

function rebuildBehaviours(newDatabase: () => Promise<string | undefined>): void {
	let folder: ReturnType<typeof temporaryFolder>;
	let story: Story;
	beforeEach(async () => {
		folder = temporaryFolder();
		story = await createStory(join(folder.path, 'data'), await newDatabase());
	});
	afterEach(async () => {
		await story.close();
		folder.remove();
	});

	/** In parts; another browser began to bring it too, and never finished. */
	async function bring({bytes, sha256}: ReturnType<typeof pictureOf>) {
		const {media} = story.hub.archive;
		const size = bytes.length;
		await media.put({sha256, size, at: 0, device: 'another'}, bytes.subarray(0, 100));
		for (let at = 0; at < size; at += 1000)
			await media.put({sha256, size, at, device: story.author.id}, bytes.subarray(at, at + 1000));
	}

	const post = (id: string, {sha256}: {sha256: string}) =>
		postOne(story, id, `A red car, ${id}`, {media: [{sha256, type: 'image/png', alt: 'A red car'}]});

	/** The same folder without its database; what the rebuild says is lost. */
	async function rebuilt() {
		const {hub, ...rest} = story;
		await hub.archive.publish();
		await hub.archive.close();
		await hub.store.close();
		const {now, blobs, log, kek, logKey} = hub.options;
		const data = join(folder.path, 'data');
		for (const name of ['hub.sqlite', 'hub.sqlite-wal', 'hub.sqlite-shm'])
			rmSync(join(data, name), {force: true});
		const databaseUrl = await newDatabase();
		const at = {data, ...(databaseUrl && {databaseUrl})};
		const {db, write, close} = await openStore(at);
		const {lost} = await rebuildEntries({db, write, blobs, log, kek, logKey, now});
		await close();
		const again = await openArchive(data, {now, ...at});
		story = {...rest, hub: again, close: () => again.store.close()};
		return lost;
	}

	const rows = async () => {
		const {db} = story.hub.store;
		return Promise.all([
			sql`select sha256, size, type, device from media_files order by sha256`.execute(db),
			sql`select sha256, device, at, size, sealed from media_parts order by sha256, device, at`.execute(db),
			sql`select sha256, seq from media_uses order by sha256, seq`.execute(db),
			sql`select ct, segment, at, size from archive_payloads order by ct`.execute(db),
		]).then(answers => answers.map(answer => answer.rows));
	};

	async function exported() {
		const {path} = await exportStory(story, join(folder.path, 'export'));
		return {report: verify(path, {logKey: story.hub.keys.log.verifier}), path};
	}

	async function filesOfStory(id: string) {
		const deps = {store: story.hub.store, archive: story.hub.archive} as never;
		const index = openIndex(deps);
		await index.grow();
		const found = await selectItems(story.hub.store.db, sql`item = ${id}`, {limit: 1, offset: 0});
		const {value: told} = await storiesOf(deps, found, await openItems(deps, index, found)).next();
		const details = told!.entries.flatMap(entry => entry.details);
		return details.filter(({label}) => label.startsWith('File')).map(({text}) => text);
	}

	/** Parts on disk that anybody with the hub's keys could still open. */
	async function readableParts() {
		const {blobs} = story.hub.options;
		const segments = await blobs.list('media');
		const places = (await Promise.all(segments.map(segment => placesIn(blobs, segment)))).flat();
		const read = await Promise.all(places.map(({place}) => readPlace(blobs, place)));
		return places.filter((_, i) => read[i]);
	}

	const order = {by: 'p-admin', reason: 'asked for by the person', basis: 'UK GDPR Art. 17'};
	const erase = (entries: readonly number[]) =>
		eraseContent({...story.hub.options, archive: story.hub.archive}, {...order, entries});
	async function naming({sha256}: {sha256: string}): Promise<number[]> {
		const {rows: uses} = await sql<{seq: number}>`select seq from media_uses
			where sha256 = ${sha256} order by seq`.execute(story.hub.store.db);
		return uses.map(({seq}) => Number(seq));
	}

	test('a picture is in the story and in the export again, byte for byte', async () => {
		const picture = pictureOf(2500);
		await bring(picture);
		await post('h-1', picture);
		const before = await rows();
		expect(await rebuilt()).toEqual([]);
		expect(await rows()).toEqual(before);
		expect(await filesOfStory('h-1')).toContain(`image/png · “A red car” · ${picture.sha256}`);
		const {report, path} = await exported();
		expect(report).toMatchObject({verdict: 'intact', problems: [], counts: {media: 1}});
		expect(readFileSync(join(path, 'media', `${picture.sha256}.png`)).equals(picture.bytes)).toBe(true);
		// Cut short and begun again, it comes to the same
		expect(await rebuildMedia(story.hub.options)).toEqual([]);
		expect(await rows()).toEqual(before);
	});

	test('one that is damaged, and one whose parts are gone, are named: by the rebuild, the story and the verifier', async () => {
		const [whole, altered, gone] = [pictureOf(500), pictureOf(2500), pictureOf(2500)];
		for (const picture of [whole, altered, gone]) await bring(picture);
		for (const [i, picture] of [whole, altered, gone].entries()) await post(`h-${i}`, picture);
		const {blobs} = story.hub.options;
		const [part] = await deviceParts(story.hub.store.db, altered.sha256, story.author.id);
		const {segment, at} = part!.sealed.place;
		const bytes = Buffer.from((await blobs.read(segment))!);
		await blobs.write([{path: segment, bytes: bytes.fill(1, at + 200, at + 201)}]);
		const [other] = await deviceParts(story.hub.store.db, gone.sha256, story.author.id);
		await blobs.remove([other!.sealed.place.segment]);

		const lost = await rebuilt();
		expect(lost).toHaveLength(3);
		expect(lost[0]).toMatch(/^a part of a file, in media\/.*: payload [0-9a-f]{64} is altered$/);
		for (const [i, {sha256}] of [altered, gone].entries())
			expect(lost[i + 1]).toMatch(
				new RegExp(`^the file ${sha256} that CS-\\d{6} names: it never came, or parts are lost or damaged$`),
			);
		expect((await filesOfStory('h-0')).join()).not.toContain('does not have');
		expect((await filesOfStory('h-1')).join()).toContain(
			`${altered.sha256} · the archive does not have this file`,
		);
		const {report} = await exported();
		expect(report).toMatchObject({verdict: 'incomplete', counts: {media: 1}});
		const missing = report.problems.filter(({code}) => code === 'media-missing');
		expect(missing).toHaveLength(report.problems.length);
		for (const {sha256} of [altered, gone])
			expect(missing.some(({message}) => message.includes(sha256))).toBe(true);
	});

	test('erasing what names it reaches every copy, also what a crash left twice', async () => {
		const [shared, other] = [pictureOf(2500), pictureOf(500)];
		await bring(shared);
		await bring(other);
		for (const id of ['h-1', 'h-2']) await post(id, shared);
		await post('h-3', other);
		const {kek, blobs} = story.hub.options;
		const head = {sha256: shared.sha256, device: story.author.id, at: 0};
		const sealer = createSealer(kek, blobs);
		await sealer.sealBytes(withHead(head, shared.bytes.subarray(0, 1000)));
		await sealer.seal({text: 'sealed, and then came the crash'});
		await rebuilt();
		expect(await sweep(story.hub.options, await segmentsNow(blobs))).toBe(1);
		const [first, ...rest] = await naming(shared);
		await erase([first!]);
		const {media} = story.hub.archive;
		expect(await media.read(shared.sha256, 0, 9999)).toEqual(shared.bytes);
		await erase(rest);
		expect(await media.about(shared.sha256)).toBeUndefined();
		const left = await readableParts();
		const own = await partsOf(story.hub.store.db, other.sha256);
		expect(left.map(({ct}) => ct)).toEqual(expect.arrayContaining(own.map(({sealed}) => sealed.payload.ct)));
		expect(left).toHaveLength(own.length + 1);
		expect(await media.read(other.sha256, 0, 9999)).toEqual(other.bytes);
		await erase(await naming(other));
		expect(await readableParts()).toEqual([]);
	});

	test('a legal hold keeps what it kept; what was erased stays erased', async () => {
		const [kept, erased] = [pictureOf(500), pictureOf(500)];
		for (const [i, picture] of [kept, erased].entries()) {
			await bring(picture);
			await post(`h-${i}`, picture);
		}
		const entries = await naming(kept);
		const {archive, options, store} = story.hub;
		const hold = {id: 'LH-4', entries, by: 'p-admin', reason: 'claim 7'};
		await store.write(trx => setLegalHold({...options, archive}, trx, hold));
		await erase(await naming(erased));
		expect(await rebuilt()).toEqual([]);
		await expect(erase(entries)).rejects.toMatchObject({code: 'legal-hold'});
		expect(await story.hub.archive.media.about(erased.sha256)).toBeUndefined();
		const again = story.hub;
		const cleared = {id: 'LH-4', by: 'p-admin', reason: 'settled'};
		await again.store.write(trx => clearLegalHold({...again.options, archive: again.archive}, trx, cleared));
		await rebuilt();
		await erase(entries);
		expect(await readableParts()).toEqual([]);
	});
}
