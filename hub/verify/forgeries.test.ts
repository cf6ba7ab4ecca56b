import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {type CryptoKey, exportJWK, generateKeyPair} from 'jose';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {signApproval} from '#lib/api/approval.ts';
import {chainEnd, chainStart, nextRecord, recordBytes, recordDigest} from '#lib/core/archive/record.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {approvableOf, approvalClaims} from '#lib/core/review/approval.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {temporaryFolder} from '../archive/archive.fixture.ts';
import {createStory, exportStory, postOne, type Story} from '../archive/export/story.fixture.ts';
import {placeOf} from '../archive/places.ts';
import {sign} from '../keys.ts';
import {verify} from './verify.ts';

// A hub that lies holds the log's key and its own: every file and every root fits. What it cannot have is the
// signature of a reviewer or of a device, and what it cannot do is tell a history that the rules do not allow.
let folder: ReturnType<typeof temporaryFolder>;
let story: Story;

beforeEach(async () => {
	folder = temporaryFolder();
	story = await createStory(join(folder.path, 'data'));
});
afterEach(async () => {
	await story.close();
	folder.remove();
});

async function problems() {
	const out = join(folder.path, 'out');
	rmSync(out, {recursive: true, force: true});
	await exportStory(story, out);
	return verify(out).problems;
}

async function hold(authors = [story.author.person]): Promise<Hold> {
	const draft = {...emptyDraft('x', 'post', '42'), text: 'hello'};
	const context = {url: 'https://x.example'};
	const submission = {
		draft,
		digest: digestOf(draft),
		policy: 'ab'.repeat(32),
		findings: [],
		context,
		note: '',
	};
	const common = {id: 'h-9', version: 1, authors, location: 'group/leeds', previous: null, needed: 1};
	const at = story.at();
	return story.apply(undefined, {
		...common,
		type: 'held',
		at,
		by: authors[0]!,
		submission,
		expiresAt: at + 1e6,
	});
}

async function approve(
	held: Hold,
	change: {by?: Story['author']; key?: CryptoKey; claim?: object; certificate?: string} = {},
): Promise<Hold> {
	const {by = story.reviewer, claim = {}} = change;
	const {key = by.privateKey, certificate = by.certificate} = change;
	const at = story.at();
	const claims = {...approvalClaims(approvableOf(held), by.person, at, 'jti-9'), ...claim};
	const statement = await signApproval(key, by.id, claims);
	const approval = {reviewer: by.person, statement, jti: claims.jti, at, expiresAt: claims.exp * 1000};
	const event = {type: 'approved' as const, at, by: by.person, approval, complete: true};
	return story.apply(held, event, {certificate});
}

describe('an approval', () => {
	test('that is in order is no problem', async () => {
		await approve(await hold());
		expect(await problems()).toEqual([]);
	});

	test('by an author', async () => {
		await approve(await hold([story.author.person, story.reviewer.person]));
		expect(await problems()).toMatchObject([
			{code: 'hold', message: expect.stringMatching(/author approved/)},
		]);
	});

	test('by an author in the name of a second login', async () => {
		await approve(await hold(), {by: story.author});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/author approved/)}]);
	});

	test('that the hub made up', async () => {
		const {privateKey: key} = await generateKeyPair('ES256');
		await approve(await hold(), {key});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not signed by the reviewer/)}]);
	});

	test('with a certificate that the hub made up', async () => {
		const key = await exportJWK((await generateKeyPair('ES256')).publicKey);
		const forged = {typ: 'countersign-device', person: story.reviewer.person, device: story.reviewer.id, key};
		const certificate = await sign(story.hub.keys.hub, 'countersign-device', {...forged, iat: 0, exp: 9e9});
		await approve(await hold(), {certificate});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not signed by the directory/)}]);
	});

	test.each([
		['digest', 'cd'.repeat(32)],
		['hold', 'h-8'],
		['version', 2],
		['account', '43'],
		['target', 'post:1'],
		['policy', 'cd'.repeat(32)],
	])('for another %s', async (name, value) => {
		await approve(await hold(), {claim: {[name]: value}});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(new RegExp(`another ${name}`))}]);
	});

	test('that was over', async () => {
		await approve(await hold(), {claim: {exp: Math.floor(story.now() / 1000) - 1}});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not in force/)}]);
	});

	test('used for two holds', async () => {
		await postOne(story, 'h-1', 'one');
		await approve(await hold(), {claim: {jti: 'jti-h-1'}});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/used before/)}]);
	});
});

describe('a history', () => {
	test('with a release but without an approval', async () => {
		const held = await hold();
		const release = {id: 'r', device: story.author.id, at: story.at(), expiresAt: story.at() + 1000};
		await story.apply(
			held,
			{type: 'released', at: story.at(), by: story.author.person, release},
			{token: 'a.b.c'},
		);
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/released cannot follow held/)}]);
	});

	test('with a release before every step of its route was complete', async () => {
		const at = story.at();
		const step = {need: 1, competence: null, persons: null, locations: [], everyone: false};
		const wider = {persons: [], locations: []};
		const steps = ['first', 'second'].map(name => ({...step, name, wider}));
		const route = {name: 'Two', order: 'sequence' as const, dueAt: null, escalatedAt: null, steps};
		const draft = {...emptyDraft('x', 'post', '42'), text: 'hello'};
		const about = {draft, digest: digestOf(draft), policy: 'ab'.repeat(32)};
		const submission = {...about, findings: [], context: {url: ''}, note: ''};
		const {person} = story.author;
		const held = await story.apply(undefined, {
			...{type: 'held', at, by: person, id: 'h-9', version: 1, authors: [person], previous: null},
			...{location: 'group/leeds', needed: 1, route, submission, expiresAt: at + 1e6},
		});
		const approved = await approve(held);
		const [{statement}] = approved.approvals as [Hold['approvals'][number]];
		const release = {id: 'r', device: story.author.id, at: story.at(), expiresAt: story.at() + 1000};
		const token = await sign(story.hub.keys.hub, 'countersign-release', {
			...{typ: 'countersign-release', hold: 'h-9', version: 1, digest: about.digest, jti: 'r'},
			...{aud: story.author.id, approvals: [{statement, certificate: story.reviewer.certificate}]},
		});
		await story.apply(approved, {type: 'released', at: story.at(), by: person, release}, {token});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/before step 1 was complete/)}]);
	});

	test('that goes on after its end', async () => {
		const posted = await postOne(story, 'h-1', 'one');
		await story.apply(posted, {type: 'withdrawn', at: story.at(), by: story.author.person});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/cannot follow archived/)}]);
	});

	test('with a draft of another digest', async () => {
		const draft = {...emptyDraft('x', 'post', '42'), text: 'hello'};
		const submission = {
			draft,
			digest: 'ab'.repeat(32),
			policy: '',
			findings: [],
			context: {url: ''},
			note: '',
		};
		const event = {type: 'held' as const, id: 'h-9', version: 1, authors: [story.author.person]};
		const rest = {location: 'group', previous: null, needed: 1, submission, expiresAt: 1, at: story.at()};
		await story.apply(undefined, {...event, ...rest, by: story.author.person});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/does not have the digest/)}]);
	});
});

describe('a record of a device', () => {
	const beat = {gate: 'managed', extension: '', browser: '', policy: null, accounts: [], waiting: 0} as const;

	/** Straight into the log, past everything that the hub checks when a device delivers. */
	async function enter(n: number, change: {prev?: string} = {}): Promise<void> {
		const {author} = story;
		const end = {n: n - 1, digest: change.prev ?? author.end.digest};
		const record = nextRecord(end, author.id, story.at(), 'heartbeat', {...beat, nonce: '0'.repeat(32)});
		const bytes = recordBytes(record);
		const [header, , signature] = (await author.sign(bytes)).split('.');
		author.end = chainEnd(record);
		const place = {id: author.id, n, digest: recordDigest(bytes), prev: record.prev};
		const payload = {record, protected: header, signature};
		await story.append('record.heartbeat', author.person, payload, {device: place});
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
		story.author.id = 'somebody';
		story.author.privateKey = privateKey;
		await enter(1);
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/without a certificate/)}]);
	});

	test('that says something else than its device signed', async () => {
		const {author} = story;
		const record = nextRecord(chainStart, author.id, story.at(), 'heartbeat', {
			...beat,
			nonce: '0'.repeat(32),
		});
		const [header, , signature] = (await author.sign(recordBytes({...record, at: 1}))).split('.');
		const place = {id: author.id, n: 1, digest: recordDigest(recordBytes(record)), prev: record.prev};
		const payload = {record, protected: header, signature};
		await story.append('record.heartbeat', author.person, payload, {device: place});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not signed by its device/)}]);
	});
});

test('content that is gone without an entry that erased it is missing', async () => {
	await postOne(story, 'h-1', 'one');
	const {options, archive} = story.hub;
	const {payload} = await archive.leaf(4);
	await options.blobs.remove([(await placeOf(options.db, payload.ct))!.segment]);
	expect(await problems()).toMatchObject([{kind: 'incomplete', code: 'content-missing', index: 4}]);
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

	async function notes(name = 'noted'): Promise<string> {
		const out = join(folder.path, name);
		await exportStory(story, out);
		const {verdict, notes} = verify(out);
		expect(verdict).toBe('intact');
		return notes.join('\n');
	}

	test('sent without an announcement, and unconfirmed', async () => {
		await story.deliver(story.author, 'interaction.sent', sent);
		expect(await notes()).toMatch(/had not announced.*not confirmed/s);
	});

	test('announced, and the device does not know what became of it', async () => {
		const draft = emptyDraft('x', 'post', account);
		const digest = digestOf(draft);
		const announced = {...common, ...page, draft, digest, authorPerson: story.author.person};
		await story.deliver(story.author, 'interaction.releasing', announced);
		const reason = 'the answer was not seen';
		const unknown = {release: common.release, site, account, reason, unsure: true} as const;
		await story.deliver(story.author, 'interaction.failed', unknown);
		expect(await notes()).toMatch(/^\S+: announced, and neither sent nor failed/m);
		await story.deliver(story.author, 'interaction.sent', {...sent, digest, confirmed: true});
		expect(await notes('later')).not.toMatch(/announced/);
	});

	test('announced under another digest, for another hold, and without an outcome', async () => {
		await hold();
		const draft = {...emptyDraft('x', 'post', account), text: 'something else'};
		const announced = {...common, ...page, hold: 'h-9', draft, authorPerson: story.author.person};
		await story.deliver(story.author, 'interaction.releasing', announced);
		expect(await notes()).toMatch(/another digest.*another content than hold h-9.*neither sent nor failed/s);
	});
});
