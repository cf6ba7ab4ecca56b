import {afterAll, beforeAll, beforeEach, describe, expect, test} from 'vitest';
import {account, openTestHub, type TestHub} from '#hub/hub.fixture.ts';
import {policyEngine} from '#lib/adapters/engine.ts';
import {digestOf, emptyDraft} from '#lib/core/draft.ts';
import {openTestDesk, type TestDesk} from './desk.fixture.ts';
import {contentHandlers, deskHandlers} from './handlers.ts';
import {xPost} from './wire/wire.fixture.ts';
import type {Witnessed} from './wire/wire-events.ts';
import {recordWitnessed} from './witness.ts';

const from = {site: 'x', tab: 7, frame: 0} as const;
const url = 'https://x.com/home';
const draft = {...emptyDraft('x', 'post', account.id), text: 'Good morning, Leeds.'};
const digest = digestOf(draft);

let hub: TestHub;
let desk: TestDesk;
beforeAll(async () => {
	hub = await openTestHub();
});
beforeEach(async () => {
	desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine()});
	const roles = [{role: 'author', location: 'group/north/leeds'} as const];
	const {code} = await hub.helen.client.call('invite', {person: {name: 'Priya Nair'}, roles});
	await deskHandlers(desk)['desk:enrol']({hub: 'http://localhost', code});
	const guarded = {x: new Set([account.id]), facebook: new Set<string>()};
	desk.wire.known.actors = {guarded, closed: new Set(), signedIn: {x: [account.id], facebook: []}};
	await desk.wire.wire.refresh();
});
afterAll(() => hub.close());

async function incidents(): Promise<Record<string, unknown>[]> {
	const rows = await desk.ports.stores.records(100);
	return rows
		.filter(({kind}) => kind === 'gate.blocked')
		.map(({json}) => (JSON.parse(json) as {body: Record<string, unknown>}).body);
}

async function released(): Promise<string> {
	const policy = (await contentHandlers(desk)['page:hello']({site: 'x'}, from)).policy!;
	const request = {draft, digest, findings: [], policy, url};
	const outcome = await contentHandlers(desk)['interaction:release'](request, from);
	if (!outcome.ok) throw new Error(outcome.message);
	return outcome.release;
}

const sent = (release: string) =>
	contentHandlers(desk)['interaction:sent']({release, siteId: '7', url, digest}, from);

/** The request as a browser reports it, to its end. */
function leaves(id: string): void {
	const request = {...xPost(draft.text), id};
	desk.wire.wire.before(request, false);
	desk.wire.wire.left(id);
	desk.wire.wire.ended(request, false);
}

describe('what the wire has seen and what the page says are one', () => {
	test('released, seen, captured: nothing to tell', async () => {
		const release = await released();
		leaves('a');
		await sent(release);
		expect(await incidents()).toEqual([]);
	});

	test('captured, but never seen to leave: an incident', async () => {
		await sent(await released());
		const what = {account: account.id, lock: 'witness', digest, reason: expect.stringContaining('not seen')};
		expect(await incidents()).toMatchObject([what]);
	});

	test('a background that did not see the release begin says nothing of it', async () => {
		const {stores} = desk.ports;
		const release = await released();
		desk = openTestDesk({fetch: hub.fetch, clock: hub.clock, engine: policyEngine(), stores});
		await sent(release);
		expect(await incidents()).toEqual([]);
	});
});

describe('what left without a release', () => {
	const seen: Witnessed = {
		tab: 5,
		...{site: 'x', account: account.id, operation: 'CreateTweet', lock: 'witness', reason: 'not released'},
		...{digest, draft},
	};

	test('is archived with what it said, and the page is told', async () => {
		await recordWitnessed(desk.ports, desk.recent, seen);
		expect(await incidents()).toMatchObject([{lock: 'witness', digest, draft: {text: draft.text}}]);
		const told = {type: 'gate:witnessed', content: {site: 'x', account: account.id, left: true, tab: 5}};
		expect(desk.heard).toContainEqual(told);
		await desk.sync();
		expect(await desk.ports.stores.countRecords()).toEqual({waiting: 0, quarantined: 0});
	});

	test('each one for itself', async () => {
		for (const text of ['One', 'Two', 'Two']) {
			const other = {...draft, text};
			await recordWitnessed(desk.ports, desk.recent, {...seen, draft: other, digest: digestOf(other)});
		}
		expect(await incidents()).toHaveLength(3);
	});

	test('what was stopped is recorded without its words', async () => {
		desk.wire.wire.before({...xPost('Secret'), id: 'b'}, true);
		desk.wire.wire.ended({...xPost('Secret'), id: 'b'}, true);
		for (const each of desk.wire.seen) await recordWitnessed(desk.ports, desk.recent, each);
		expect(JSON.stringify(await incidents())).not.toContain('Secret');
		expect(await incidents()).toMatchObject([{lock: 'wire-body'}]);
	});
});

test('what went with its page is on record without its words, and the person is told', async () => {
	const blocked = {site: 'x', account: account.id, operation: 'post', by: 'leaving'} as const;
	await contentHandlers(desk)['gate:blocked'](blocked, from);
	expect(await incidents()).toMatchObject([{lock: 'page', reason: 'its page was closed first'}]);
	expect(desk.notices).toMatchObject([{title: 'A post did not go out'}]);
});

describe('a part that nobody can read', () => {
	const strange = {...draft, unknown: ['card_uri']};
	async function releaseUnder(blind: 'closed' | 'capture' | 'warn') {
		const {stores} = desk.ports;
		await stores.set('accounts', [{...(await stores.get('accounts'))![0]!, blind}]);
		const policy = (await contentHandlers(desk)['page:hello']({site: 'x'}, from)).policy!;
		const request = {draft: strange, digest: digestOf(strange), findings: [], policy, url};
		return contentHandlers(desk)['interaction:release'](request, from);
	}

	test.each(['capture', 'warn'] as const)(
		'goes where the admin chose %s, and is on record by its name',
		async blind => {
			expect(await releaseUnder(blind)).toMatchObject({ok: true});
			expect(await incidents()).toMatchObject([{operation: 'card_uri', reason: 'cannot see this page'}]);
		},
	);

	test('is held where he chose closed', async () => {
		expect(await releaseUnder('closed')).toMatchObject({ok: false, code: 'unknown-content'});
	});
});
