import {generateKeyPair} from 'jose';
import {describe, expect, test} from 'vitest';
import {chainEnd, chainStart, nextRecord, recordBytes, recordDigest} from '#lib/core/archive/record.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {postOne} from '../archive/export/story.fixture.ts';
import {placeOf, shred} from '../archive/places.ts';
import {lyingHub} from './lying-hub.fixture.ts';

// What a lying hub cannot have is the signature of a device.
const lying = lyingHub();
const problems = async () => (await lying.verified()).problems;

describe('a record of a device', () => {
	const beat = {gate: 'managed', extension: '', browser: '', policy: null, accounts: [], waiting: 0} as const;

	/** Straight into the log, past everything that the hub checks when a device delivers. */
	async function enter(n: number, change: {prev?: string} = {}): Promise<void> {
		const {author} = lying.story;
		const end = {n: n - 1, digest: change.prev ?? author.end.digest};
		const record = nextRecord(end, author.id, lying.story.at(), 'heartbeat', {
			...beat,
			nonce: '0'.repeat(32),
		});
		const bytes = recordBytes(record);
		const [header, , signature] = (await author.sign(bytes)).split('.');
		author.end = chainEnd(record);
		const place = {id: author.id, n, digest: recordDigest(bytes), prev: record.prev};
		const payload = {record, protected: header, signature};
		await lying.story.append('record.heartbeat', author.person, payload, {device: place});
	}

	test('in its place is no problem', async () => {
		await enter(1);
		await enter(2);
		expect(await problems()).toEqual([]);
	});

	test('with a number missing before it', async () => {
		await enter(1);
		await enter(4);
		expect(await problems()).toMatchObject([
			{kind: 'incomplete', code: 'device-gap', message: expect.stringMatching(/records 2 to 3 are missing/)},
		]);
	});

	test('that follows another history', async () => {
		await enter(1);
		await enter(2, {prev: chainStart.digest});
		expect(await problems()).toMatchObject([{code: 'device-chain'}]);
	});

	test('of a device without a certificate', async () => {
		const {privateKey} = await generateKeyPair('ES256');
		lying.story.author.id = 'somebody';
		lying.story.author.privateKey = privateKey;
		await enter(1);
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/without a certificate/)}]);
	});

	test('that says something else than its device signed', async () => {
		const {author} = lying.story;
		const record = nextRecord(chainStart, author.id, lying.story.at(), 'heartbeat', {
			...beat,
			nonce: '0'.repeat(32),
		});
		const [header, , signature] = (await author.sign(recordBytes({...record, at: 1}))).split('.');
		const place = {id: author.id, n: 1, digest: recordDigest(recordBytes(record)), prev: record.prev};
		const payload = {record, protected: header, signature};
		await lying.story.append('record.heartbeat', author.person, payload, {device: place});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not signed by its device/)}]);
	});
});

test('content whose key is gone without an entry that erased it is missing', async () => {
	await postOne(lying.story, 'h-1', 'one');
	const {options, archive} = lying.story.hub;
	await shred(options, await archive.leaf(4));
	expect(await problems()).toMatchObject([{kind: 'incomplete', code: 'content-missing', index: 4}]);
});

test('content whose bytes are gone is damaged', async () => {
	await postOne(lying.story, 'h-1', 'one');
	const {options, archive} = lying.story.hub;
	const {payload} = await archive.leaf(4);
	await options.blobs.remove([(await placeOf(options.db, payload.ct))!.segment]);
	expect(await problems()).toMatchObject([{kind: 'incomplete', code: 'content-damaged', index: 4}]);
});

describe('a capture that does not fit is noted, for the archive kept what the device said', () => {
	const account = '42';
	const site = 'x' as const;
	const common = {release: 'r-1', account, site, digest: 'ab'.repeat(32)};
	const sent = {
		...common,
		siteId: '',
		url: 'https://x.example/1',
		observedBy: 'dom' as const,
		confirmed: false,
	};
	const page = {
		policy: 'ab'.repeat(32),
		findings: [],
		gate: 'managed' as const,
		url: 'https://x.example/home',
	};

	async function notes(): Promise<string> {
		const {verdict, notes} = await lying.verified();
		expect(verdict).toBe('intact');
		return notes.join('\n');
	}

	test('sent without an announcement, and unconfirmed', async () => {
		await lying.story.deliver(lying.story.author, 'interaction.sent', sent);
		expect(await notes()).toMatch(/had not announced.*not confirmed/s);
	});

	test('announced, and the device does not know what became of it', async () => {
		const draft = emptyDraft('x', 'post', account);
		const digest = digestOf(draft);
		const announced = {...common, ...page, draft, digest, authorPerson: lying.story.author.person};
		await lying.story.deliver(lying.story.author, 'interaction.releasing', announced);
		const reason = 'the answer was not seen';
		const unknown = {release: common.release, site, account, reason, unsure: true} as const;
		await lying.story.deliver(lying.story.author, 'interaction.failed', unknown);
		expect(await notes()).toMatch(/^\S+: announced, and neither sent nor failed/m);
		await lying.story.deliver(lying.story.author, 'interaction.sent', {...sent, digest, confirmed: true});
		expect(await notes()).not.toMatch(/announced/);
	});

	test('announced under another digest, for another hold, and without an outcome', async () => {
		await lying.hold();
		const draft = {...emptyDraft('x', 'post', account), text: 'something else'};
		const announced = {...common, ...page, hold: 'h-9', draft, authorPerson: lying.story.author.person};
		await lying.story.deliver(lying.story.author, 'interaction.releasing', announced);
		expect(await notes()).toMatch(/another digest.*another content than hold h-9.*neither sent nor failed/s);
	});
});
