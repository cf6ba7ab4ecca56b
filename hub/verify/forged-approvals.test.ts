import {exportJWK, generateKeyPair} from 'jose';
import {describe, expect, test} from 'vitest';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import type {Hold} from '#lib/core/review/hold.ts';
import {postOne} from '../archive/export/story.fixture.ts';
import {sign} from '../keys.ts';
import {lyingHub} from './lying-hub.fixture.ts';

// What a lying hub cannot have is the signature of a reviewer, and what it cannot do is tell a history that the
// rules do not allow.
const lying = lyingHub();
const problems = async () => (await lying.verified()).problems;

describe('an approval', () => {
	test('that is in order is no problem', async () => {
		await lying.approve(await lying.hold());
		expect(await problems()).toEqual([]);
	});

	test('by an author', async () => {
		await lying.approve(await lying.hold([lying.story.author.person, lying.story.reviewer.person]));
		expect(await problems()).toMatchObject([
			{code: 'hold', message: expect.stringMatching(/author approved/)},
		]);
	});

	test('by an author in the name of a second login', async () => {
		await lying.approve(await lying.hold(), {by: lying.story.author});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/author approved/)}]);
	});

	test('that the hub made up', async () => {
		const {privateKey: key} = await generateKeyPair('ES256');
		await lying.approve(await lying.hold(), {key});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not signed by the reviewer/)}]);
	});

	test('with a certificate that the hub made up', async () => {
		const key = await exportJWK((await generateKeyPair('ES256')).publicKey);
		const forged = {
			typ: 'countersign-device',
			person: lying.story.reviewer.person,
			device: lying.story.reviewer.id,
			key,
		};
		const certificate = await sign(lying.story.hub.keys.hub, 'countersign-device', {
			...forged,
			iat: 0,
			exp: 9e9,
		});
		await lying.approve(await lying.hold(), {certificate});
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
		await lying.approve(await lying.hold(), {claim: {[name]: value}});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(new RegExp(`another ${name}`))}]);
	});

	test('that was over', async () => {
		await lying.approve(await lying.hold(), {claim: {exp: Math.floor(lying.story.now() / 1000) - 1}});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/not in force/)}]);
	});

	test('used for two holds', async () => {
		await postOne(lying.story, 'h-1', 'one');
		await lying.approve(await lying.hold(), {claim: {jti: 'jti-h-1'}});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/used before/)}]);
	});
});

describe('a history', () => {
	test('with a release but without an approval', async () => {
		const held = await lying.hold();
		const release = {
			id: 'r',
			device: lying.story.author.id,
			at: lying.story.at(),
			expiresAt: lying.story.at() + 1000,
		};
		await lying.story.apply(
			held,
			{type: 'released', at: lying.story.at(), by: lying.story.author.person, release},
			{token: 'a.b.c'},
		);
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/released cannot follow held/)}]);
	});

	test('with a release before every step of its route was complete', async () => {
		const at = lying.story.at();
		const step = {need: 1, competence: null, persons: null, locations: [], everyone: false};
		const wider = {persons: [], locations: []};
		const steps = ['first', 'second'].map(name => ({...step, name, wider}));
		const route = {name: 'Two', order: 'sequence' as const, dueAt: null, escalatedAt: null, steps};
		const draft = {...emptyDraft('x', 'post', '42'), text: 'hello'};
		const about = {draft, digest: digestOf(draft), policy: 'ab'.repeat(32)};
		const submission = {...about, findings: [], context: {url: ''}, note: ''};
		const {person} = lying.story.author;
		const held = await lying.story.apply(undefined, {
			...{type: 'held', at, by: person, id: 'h-9', version: 1, authors: [person], previous: null},
			...{location: 'group/leeds', needed: 1, route, submission, expiresAt: at + 1e6},
		});
		const approved = await lying.approve(held);
		const [{statement}] = approved.approvals as [Hold['approvals'][number]];
		const release = {
			id: 'r',
			device: lying.story.author.id,
			at: lying.story.at(),
			expiresAt: lying.story.at() + 1000,
		};
		const token = await sign(lying.story.hub.keys.hub, 'countersign-release', {
			...{typ: 'countersign-release', hold: 'h-9', version: 1, digest: about.digest, jti: 'r'},
			...{
				aud: lying.story.author.id,
				approvals: [{statement, certificate: lying.story.reviewer.certificate}],
			},
		});
		await lying.story.apply(approved, {type: 'released', at: lying.story.at(), by: person, release}, {token});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/before step 1 was complete/)}]);
	});

	test('that goes on after its end', async () => {
		const posted = await postOne(lying.story, 'h-1', 'one');
		await lying.story.apply(posted, {type: 'withdrawn', at: lying.story.at(), by: lying.story.author.person});
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
		const event = {type: 'held' as const, id: 'h-9', version: 1, authors: [lying.story.author.person]};
		const rest = {
			location: 'group',
			previous: null,
			needed: 1,
			submission,
			expiresAt: 1,
			at: lying.story.at(),
		};
		await lying.story.apply(undefined, {...event, ...rest, by: lying.story.author.person});
		expect(await problems()).toMatchObject([{message: expect.stringMatching(/does not have the digest/)}]);
	});
});
